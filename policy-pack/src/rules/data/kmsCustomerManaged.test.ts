import type * as aws from "@pulumi/aws";
import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { encryptionArguments } from "../../encryptionArguments.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { dataKmsCustomerManaged as rule } from "./kmsCustomerManaged.js";

const keyArn = "arn:aws:kms:eu-central-1:111111111111:key/0a1b";
const queue = (kmsMasterKeyId: unknown) => resource("aws:sqs/queue:Queue", "queue", { kmsMasterKeyId });

/** Inputs with a value at a path, `[]` standing for a list of one. */
function at(path: string, value: unknown): Record<string, unknown> {
  const [head = "", ...rest] = path.split(".");
  const inner = rest.length === 0 ? value : at(rest.join("."), value);
  return head.endsWith("[]") ? { [head.slice(0, -2)]: [inner] } : { [head]: inner };
}

/** Inputs with a value at each of several places, which may lie in one object. */
function atEach(paths: readonly string[], value: unknown): Readonly<Record<string, unknown>> {
  const [first = ""] = paths;
  if (paths.length === 1) return at(first, value);
  const [head = ""] = first.split(".");
  const parts = paths.map((path) => at(path.slice(head.length + 1), value));
  return { [head]: Object.assign({}, ...parts) as unknown };
}

describe("data-kms-customer-managed", { tags: ["DATA-01"] }, () => {
  it("passes keys of our own", async () => {
    const inputs = { kmsMasterKeyId: keyArn } satisfies aws.sqs.QueueArgs;
    expect(await reports(rule, [resource("aws:sqs/queue:Queue", "queue", inputs)])).toEqual([]);
    expect(await reports(rule, [queue("alias/acme-dev-messaging")])).toEqual([]);
  });

  it.each(Object.entries(encryptionArguments))("judges %s by %j", async (type, paths) => {
    expect(await reports(rule, [resource(type, "it", atEach(paths, keyArn))])).toEqual([]);
    expect(await reports(rule, [resource(type, "it", {})])).toEqual(
      paths.map(
        (path) =>
          `mandatory it: found no ${path}; expected a customer managed key; fix: set ${path} to the ARN of an aws.kms.Key`,
      ),
    );
    expect(await reports(rule, [resource(type, "it", atEach(paths, "alias/aws/service"))])).toHaveLength(paths.length);
  });

  it.each(["alias/aws/sqs", "arn:aws:kms:eu-central-1:111111111111:alias/aws/sqs"])("violates with %s", async (key) => {
    expect(await reports(rule, [queue(key)])).toEqual([
      `mandatory queue: found kmsMasterKeyId "${key}"; expected a customer managed key; fix: set kmsMasterKeyId to the ARN of an aws.kms.Key`,
    ]);
  });

  it("judges every element of a list", async () => {
    const stores = [{ encryptionKey: { id: keyArn } }, { encryptionKey: { id: "alias/aws/s3" } }, {}];
    const lines = await reports(rule, [
      resource("aws:codepipeline/pipeline:Pipeline", "pipeline", { artifactStores: stores }),
    ]);
    // Once for the property, whichever element it is.
    expect(lines).toEqual([
      'mandatory pipeline: found artifactStores[].encryptionKey.id "alias/aws/s3"; expected a customer managed key; fix: set artifactStores[].encryptionKey.id to the ARN of an aws.kms.Key',
    ]);
  });

  it("leaves an unknown key to the rule that sees what it depends on", async () => {
    expect(await reports(rule, [queue(unknown)])).toEqual([]);
  });

  it("does not apply to other types", async () => {
    const [reason] = await reasons(rule, [resource("aws:ec2/vpc:Vpc", "vpc")]);
    expect(reason).toMatch(/^Policy only applies to resources of type 'aws:backup\/vault:Vault', /);
  });

  itHonoursExemptions(rule, [queue("alias/aws/sqs")]);
});
