import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { govPayloadLogMaskedLinked as rule } from "./payloadLogMaskedLinked.js";

const name = "/aws/sagemaker/Endpoints/acme-dev-churn";
const group = resource(awsType.logGroup, "logs", { name });
const DataIdentifier = ["arn:aws:dataprotection::aws:data-identifier/EmailAddress"];
const mask = { DataIdentifier, Operation: { Deidentify: { MaskConfig: {} } } };
const policy = (policyDocument: unknown, logGroupName: unknown = name) =>
  resource(awsType.logDataProtectionPolicy, "masking", { logGroupName, policyDocument });
const document = (...Statement: unknown[]) => JSON.stringify({ Name: "mask", Version: "2021-06-01", Statement });
const rest =
  "expected personal data masked in what code on SageMaker prints; fix: add an " +
  "aws.cloudwatch.LogDataProtectionPolicy with a Deidentify operation for this log group";
const none = `mandatory logs: found no aws.cloudwatch.LogDataProtectionPolicy; ${rest}`;
const nothing = `mandatory logs: found a policy that masks nothing; ${rest}`;

describe("gov-payload-log-masked-linked", { tags: ["GOV-07"] }, () => {
  it("passes a group whose policy masks", async () => {
    const audit = { DataIdentifier, Operation: { Audit: { FindingsDestination: {} } } };
    expect(await reports(rule, [group, policy(document(audit, mask))])).toEqual([]);
  });

  it("violates without a policy, and with that of another group", async () => {
    expect(await reports(rule, [group])).toEqual([none]);
    expect(await reports(rule, [group, policy(document(mask), "/aws/sagemaker/Endpoints/other")])).toEqual([none]);
  });

  it.each([
    "Endpoints/acme-dev-churn",
    "InferenceComponents/churn",
    "NotebookInstances",
    "ProcessingJobs",
    "TrainingJobs",
    "TransformJobs",
    "studio",
  ])("judges what code prints to %s", async (rest) => {
    const printed = resource(awsType.logGroup, "logs", { name: `/aws/sagemaker/${rest}` });
    expect(await reports(rule, [printed])).toEqual([none]);
  });

  it.each([
    document(),
    document({ DataIdentifier, Operation: { Audit: { FindingsDestination: {} } } }),
    document({ ...mask, DataIdentifier: [] }),
    "{}",
    "no document",
    undefined,
  ])("violates with a policy that masks nothing: %j", async (text) => {
    expect(await reports(rule, [group, policy(text)])).toEqual([nothing]);
  });

  it("cannot decide unknown names, links and documents", async () => {
    expect(await reports(rule, [resource(awsType.logGroup, "logs", { name: unknown })])).toEqual([
      "advisory logs: undecided: name cannot be known yet",
    ]);
    for (const open of [policy(unknown), policy(document(mask), unknown)]) {
      expect(await reports(rule, [group, open])).toEqual([
        "advisory logs: undecided: whether an aws.cloudwatch.LogDataProtectionPolicy masks this log group cannot be known yet",
      ]);
    }
  });

  it("does not apply to logs of others, nor to other types", async () => {
    for (const other of [{ name: "/aws/sagemaker/TrainingJobsOfOthers" }, { name: "/acme/dev/TrainingJobs" }, {}]) {
      expect(await reasons(rule, [resource(awsType.logGroup, "logs", other)])).toHaveLength(1);
    }
    expect(await reasons(rule, [resource(awsType.bucket, "raw")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [group]);
});
