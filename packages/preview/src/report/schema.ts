import { z } from "zod";

/** The stacks that a preview runs, in the order in which it runs them. */
export const stackNames = ["account", "platform"] as const;

/** What a report can say about a control. */
export const controlStatuses = ["met", "off", "violated", "undecided", "not-applicable", "not-built"] as const;

/** What stands in a report in the place of a secret. */
export const secretMark = "[secret]";

/** What stands in a report in the place of a value that is not known before the resource exists. */
export const unknownMark = "[unknown]";

const stack = z.enum(stackNames);
const urn = z
  .string()
  .regex(/^urn:pulumi:/)
  .describe("Identity of a resource, as the engine builds it.");
const rule = z.string().min(1).describe("Name of a rule of the policy pack.");
const controlId = z
  .string()
  .regex(/^(DATA|NET|TRN|INF|GOV)-\d{2}$/)
  .describe("Id of a control of the catalogue.");
const milliseconds = z.int().min(0);
const value = z.json().meta({ id: "value", description: "Any JSON value." });
const values = z.record(z.string(), value);

const resource = z
  .strictObject({
    urn,
    type: z.string().describe("Type token, such as `aws:s3/bucket:Bucket`."),
    name: z.string().describe("Logical name."),
    parent: urn.exactOptional().describe("Absent for the root of the stack."),
    custom: z.boolean().describe("False for components, which no provider manages."),
    protect: z.boolean(),
    dependencies: z.array(urn),
    propertyDependencies: z.record(z.string(), z.array(urn)).describe("The dependencies of each input."),
    inputs: values,
    outputs: values,
  })
  .describe(`A resource. "${secretMark}" stands for a secret, "${unknownMark}" for a value that is not known yet.`);

const previewedStack = z.strictObject({
  stack,
  resources: z.array(resource).describe("In order of registration, the root of the stack first."),
  outputs: values.describe("What the stack exports."),
});

const policy = z.strictObject({
  rules: z.int().min(0).describe("Rules of the pack that are not disabled."),
  decided: z
    .int()
    .min(0)
    .describe("Verdicts that a rule has reached, one for each resource (or for the stack) that it applies to."),
  undecided: z
    .array(z.strictObject({ rule, urn, reason: z.string() }))
    .describe("Verdicts that wait for a value. Empty unless the preview ran with unknown values."),
  violations: z.array(
    z.strictObject({
      rule,
      enforcement: z.enum(["advisory", "mandatory"]).describe("A mandatory violation stops a deployment."),
      urn: urn.exactOptional().describe("Absent when the rule blames the stack as a whole."),
      message: z.string(),
      controls: z.array(controlId).describe("The controls that the rule enforces."),
    }),
  ),
  exemptions: z.array(
    z.strictObject({
      rule,
      urn,
      owner: z.string().describe("Who answers for it."),
      reason: z.string(),
      expires: z.iso.date().describe("The day from which it is a violation again."),
      origin: z.enum(["blueprint", "user"]).describe("Whether the blueprint made it or its user."),
    }),
  ),
});

const control = z.strictObject({
  id: controlId,
  title: z.string(),
  status: z.enum(controlStatuses),
  reason: z.string().exactOptional(),
  resources: z.array(urn).describe("The resources that serve it."),
  rules: z.array(rule).describe("The rules that judge it."),
});

/** The report of a preview: the document that `--json` writes. */
export const reportSchema = z
  .strictObject({
    version: z.literal(1).describe("Raised when a field changes its meaning or goes away."),
    environment: z.string(),
    stacks: z.array(previewedStack),
    policy,
    controls: z.array(control).describe("Every control of the catalogue, in its order."),
    timings: z.strictObject({
      program: milliseconds.describe("Loading and running the stack programs, in milliseconds."),
      policy: milliseconds.describe("Waiting for the policy pack after the programs had ended, in milliseconds."),
      total: milliseconds.describe("The whole preview, in milliseconds."),
    }),
  })
  .describe("What a preview of an environment found.");

/** The report of a preview. */
export type Report = z.infer<typeof reportSchema>;

/** One stack of a report. */
export type ReportStack = Report["stacks"][number];

/** One resource of a report. */
export type ReportResource = ReportStack["resources"][number];

/** The verdicts of a report. */
export type ReportPolicy = Report["policy"];

/** A violation in a report. */
export type ReportViolation = ReportPolicy["violations"][number];

/** One control of a report. */
export type ReportControl = Report["controls"][number];

/** What a report says about a control. */
export type ControlStatus = (typeof controlStatuses)[number];

/** The plain values that a report holds. */
export type ReportValue = z.infer<typeof value>;
