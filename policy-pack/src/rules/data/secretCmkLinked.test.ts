import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType, stackReferenceType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { dataSecretCmkLinked as rule } from "./secretCmkLinked.js";

const arn = "arn:aws:secretsmanager:eu-central-1:111111111111:secret:acme-dev-token-AbCdEf";
const key = resource(awsType.key, "key");
const unmade = resource(awsType.secret, "secret", {}, { outputs: { arn: unknown, id: unknown } });
const made = resource(awsType.secret, "secret", {}, { outputs: { arn, id: arn } });
const kind = "aws.secretsmanager.SecretPolicy";
const missing = `mandatory secret: found no ${kind}; expected exactly one ${kind}; fix: add an ${kind} that lists who reads the secret`;
const policyOf = (secret: typeof made, name = "policy") =>
  resource(awsType.secretPolicy, name, { secretArn: unknown }, { propertyDependencies: { secretArn: [secret] } });

describe("data-secret-cmk-linked", { tags: ["DATA-19"] }, () => {
  it("passes with one policy, by dependency and by value", async () => {
    expect(await reports(rule, [unmade, policyOf(unmade)])).toEqual([]);
    expect(await reports(rule, [made, resource(awsType.secretPolicy, "policy", { secretArn: arn })])).toEqual([]);
  });

  it("violates without one, with that of another secret, or with two", async () => {
    expect(await reports(rule, [made])).toEqual([missing]);
    const other = resource(awsType.secretPolicy, "policy", { secretArn: `${arn}x` });
    expect(await reports(rule, [made, other])).toEqual([missing]);
    expect(await reports(rule, [unmade, policyOf(unmade, "a"), policyOf(unmade, "b")])).toEqual([
      `mandatory secret: found 2 of type ${kind}; expected exactly one ${kind}; fix: merge them into one`,
    ]);
  });

  it("cannot decide while a policy could be for it", async () => {
    expect(await reports(rule, [unmade, resource(awsType.secretPolicy, "policy", { secretArn: unknown })])).toEqual([
      "advisory secret: undecided: whether policy is for it cannot be known yet",
    ]);
  });

  it.each([key, resource(stackReferenceType, "account")])("passes an unknown key from $type", async (source) => {
    const secret = resource(
      awsType.secret,
      "secret",
      { kmsKeyId: unknown },
      { propertyDependencies: { kmsKeyId: [source] } },
    );
    expect(await reports(rule, [source, secret, policyOf(secret)])).toEqual([]);
  });

  it("cannot decide an unknown key that comes from elsewhere", async () => {
    const secret = resource(awsType.secret, "secret", { kmsKeyId: unknown });
    expect(await reports(rule, [key, secret, policyOf(secret)])).toEqual([
      "advisory secret: undecided: kmsKeyId cannot be known yet and depends on no aws.kms.Key",
    ]);
  });

  it("does not apply to a stack without secrets", async () => {
    expect(await reasons(rule, [key])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [made]);
});
