import type { Mutant } from "../mutant.js";
import { withInputs, without, withoutStatements, withStatements } from "../mutate.js";

const policyOf = (zone: string) => ({ type: "aws:s3/bucketPolicy:BucketPolicy", name: `buckets-${zone}-policy` });
const plan = {
  type: "aws:guardduty/malwareProtectionPlan:MalwareProtectionPlan",
  name: "malware-scan-raw-plan",
};

const session = { type: "aws:macie2/account:Account" };
const exported = { type: "aws:macie2/classificationExportConfiguration:ClassificationExportConfiguration" };
const job = { type: "aws:macie2/classificationJob:ClassificationJob" };

/** What comes in is scanned, and what lies there is looked into. */
export const discoveryMutants: readonly Mutant[] = [
  {
    control: "DATA-28",
    change: "nobody hears what a scan has found, since it tags nothing",
    stack: "platform",
    mutation: withInputs(plan, () => ({ actions: undefined })),
    rules: ["data-intake-scanned"],
  },
  {
    control: "DATA-28",
    change: "what comes in is not scanned",
    stack: "platform",
    mutation: without(plan),
    rules: ["data-intake-scanned-linked"],
  },
  {
    control: "DATA-28",
    change: "a plan scans another bucket",
    stack: "platform",
    mutation: withInputs(plan, () => ({ protectedResource: { s3Bucket: { bucketName: "acmeml-prod-other" } } })),
    rules: ["data-intake-scanned-linked"],
  },
  {
    control: "DATA-28",
    change: "readers win the race against the scan",
    stack: "platform",
    mutation: withoutStatements(policyOf("raw"), ["DenyUnscanned"]),
    rules: ["data-intake-scanned-linked"],
  },
  {
    control: "DATA-28",
    change: "an upload can say of itself that it is clean",
    stack: "platform",
    mutation: withoutStatements(policyOf("artifacts"), ["DenyScanForgery"]),
    rules: ["data-intake-scanned-linked"],
  },
  {
    control: "DATA-28",
    change: "what is scanned in a further prefix can be read before",
    stack: "platform",
    mutation: withInputs(plan, (inputs) => {
      const { s3Bucket } = inputs["protectedResource"] as { s3Bucket: { objectPrefixes: string[] } };
      return {
        protectedResource: { s3Bucket: { ...s3Bucket, objectPrefixes: [...s3Bucket.objectPrefixes, "partners/"] } },
      };
    }),
    rules: ["data-intake-scanned-linked"],
  },
  {
    control: "DATA-28",
    change: "what could not be scanned counts as clean",
    stack: "platform",
    mutation: withStatements(policyOf("raw"), (statements) =>
      statements.map((statement) =>
        statement.Sid === "DenyUnscanned"
          ? {
              ...statement,
              Condition: {
                ...(statement["Condition"] as object),
                StringNotEquals: {
                  "s3:ExistingObjectTag/GuardDutyMalwareScanStatus": ["NO_THREATS_FOUND", "UNSUPPORTED"],
                },
              },
            }
          : statement,
      ),
    ),
    rules: ["data-intake-scanned-linked"],
  },
  {
    control: "GOV-12",
    change: "Macie is paused",
    stack: "account",
    mutation: withInputs(session, () => ({ status: "PAUSED" })),
    rules: ["gov-macie-on"],
  },
  {
    control: "GOV-12",
    change: "the account has no Macie",
    stack: "account",
    mutation: without(session),
    rules: ["gov-macie-on"],
  },
  {
    control: "GOV-12",
    change: "what Macie finds out is gone after 90 days",
    stack: "account",
    mutation: without(exported),
    rules: ["gov-macie-on"],
  },
  {
    control: "GOV-12",
    change: "Macie's results go to the locked archive, into which it does not write",
    stack: "account",
    mutation: withInputs(exported, (inputs) => ({
      s3Destination: {
        ...(inputs["s3Destination"] as object),
        bucketName: "acmeml-account-audit-logs-222222222222-eu-central-1",
      },
    })),
    rules: ["gov-macie-on"],
  },
  {
    control: "GOV-12",
    change: "a bucket is closed to Macie, which then says nothing",
    stack: "platform",
    mutation: withStatements(policyOf("raw"), (statements) =>
      statements.map((statement) => {
        if (statement.Sid !== "DenyOutsideNetwork") return statement;
        const condition = statement["Condition"] as { ArnNotLike: { "aws:PrincipalArn": string[] } };
        const roles = condition.ArnNotLike["aws:PrincipalArn"].filter((role) => !role.includes("macie"));
        return { ...statement, Condition: { ...condition, ArnNotLike: { "aws:PrincipalArn": roles } } };
      }),
    ),
    rules: ["gov-macie-not-locked-out"],
  },
  {
    control: "DATA-25",
    change: "nobody looks for personal data",
    stack: "platform",
    mutation: without(job),
    rules: ["data-macie-jobs-linked"],
  },
  {
    control: "DATA-25",
    change: "what endpoints receive is not looked into",
    stack: "platform",
    mutation: withInputs(job, (inputs) => {
      const { bucketDefinitions } = inputs["s3JobDefinition"] as { bucketDefinitions: { buckets: string[] }[] };
      return {
        s3JobDefinition: {
          bucketDefinitions: bucketDefinitions.map((each) => ({
            ...each,
            buckets: each.buckets.filter((name) => !name.includes("-capture-")),
          })),
        },
      };
    }),
    rules: ["data-macie-jobs-linked"],
  },
  {
    control: "DATA-25",
    change: "Macie looks once and never again",
    stack: "platform",
    mutation: withInputs(job, () => ({ jobType: "ONE_TIME", scheduleFrequency: undefined })),
    rules: ["data-macie-jobs"],
  },
  {
    control: "DATA-25",
    change: "somebody has paused the job",
    stack: "platform",
    mutation: withInputs(job, () => ({ jobStatus: "USER_PAUSED" })),
    rules: ["data-macie-jobs"],
  },
];
