import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { dataSecretRotatedLinked as rule } from "./secretRotatedLinked.js";

const id = "arn:aws:secretsmanager:eu-central-1:111111111111:secret:acme-dev-token-AbCdEf";
const made = resource(awsType.secret, "secret", {}, { outputs: { arn: id, id, name: "acme-dev-token" } });
const unmade = resource(awsType.secret, "secret", {}, { outputs: { arn: unknown, id: unknown, name: unknown } });
const kind = "aws.secretsmanager.SecretRotation";
const missing = `mandatory secret: found no ${kind}; expected exactly one ${kind}; fix: add an ${kind} of at most 30 days`;
const rotationOf = (secret: typeof made, name = "rotation") =>
  resource(awsType.secretRotation, name, { secretId: unknown }, { propertyDependencies: { secretId: [secret] } });

describe("data-secret-rotated-linked", { tags: ["DATA-20"] }, () => {
  it("passes with one rotation, by dependency and by value", async () => {
    expect(await reports(rule, [unmade, rotationOf(unmade)])).toEqual([]);
    expect(await reports(rule, [made, resource(awsType.secretRotation, "rotation", { secretId: id })])).toEqual([]);
  });

  it("passes what RDS rotates by itself", async () => {
    const managed = resource(awsType.secret, "secret", { tags: { "managed-by": "rds" } });
    expect(await reports(rule, [managed])).toEqual([]);
    expect(await reasons(rule, [managed])).toEqual(["RDS rotates the secret"]);
  });

  it("violates without one, with that of another secret, with somebody else's tag, or with two", async () => {
    expect(await reports(rule, [made])).toEqual([missing]);
    const other = resource(awsType.secretRotation, "rotation", { secretId: `${id}x` });
    expect(await reports(rule, [made, other])).toEqual([missing]);
    expect(await reports(rule, [resource(awsType.secret, "secret", { tags: { "managed-by": "us" } })])).toEqual([
      missing,
    ]);
    expect(await reports(rule, [unmade, rotationOf(unmade, "a"), rotationOf(unmade, "b")])).toEqual([
      `mandatory secret: found 2 of type ${kind}; expected exactly one ${kind}; fix: keep one`,
    ]);
  });

  it("cannot decide while a rotation could be for it, or its tag cannot be known yet", async () => {
    expect(await reports(rule, [unmade, resource(awsType.secretRotation, "rotation", { secretId: unknown })])).toEqual([
      "advisory secret: undecided: whether rotation is for it cannot be known yet",
    ]);
    expect(await reports(rule, [resource(awsType.secret, "secret", { tags: { "managed-by": unknown } })])).toEqual([
      "advisory secret: undecided: the tag managed-by cannot be known yet",
    ]);
  });

  it("does not apply to a stack without secrets", async () => {
    expect(await reasons(rule, [resource(awsType.key, "key")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [made]);
});
