import type { Mutant } from "../mutant.js";
import { withInputs, without, withoutStatements, withStatements } from "../mutate.js";

const policyOf = (zone: string) => ({ type: "aws:s3/bucketPolicy:BucketPolicy", name: `buckets-${zone}-policy` });
const plan = {
  type: "aws:guardduty/malwareProtectionPlan:MalwareProtectionPlan",
  name: "malware-scan-raw-plan",
};

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
];
