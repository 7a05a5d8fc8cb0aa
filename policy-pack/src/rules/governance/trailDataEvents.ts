import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read, readList, type Read } from "../../known.js";
import type { Verdict } from "../../verdict.js";

const objects = "AWS::S3::Object";

/** Kinds of things whose data events a trail records. */
const required: readonly string[] = [
  objects,
  "AWS::S3::AccessPoint",
  "AWS::SageMaker::Endpoint",
  "AWS::SageMaker::FeatureGroup",
  "AWS::SageMaker::ExperimentTrialComponent",
  "AWS::SageMaker::MlflowTrackingServer",
  "AWS::Lambda::Function",
  "AWS::DynamoDB::Table",
  "AWS::Glue::Table",
  "AWS::StepFunctions::StateMachine",
];

/** One selector of a trail, read as far as it is known. */
interface Selector {
  readonly fields: readonly unknown[];
  /** Type of the things that it selects data events of; absent when it selects other events. */
  readonly type: Read;
}

/**
 * A trail records who read and wrote data and who called models, without recording its own deliveries.
 *
 * @see AWS, "Logging data events":
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
 */
export const govTrailDataEvents = defineResourceRule({
  name: "gov-trail-data-events",
  types: [awsType.trail],
  check({ props }, verdict) {
    const list = readList(props, "advancedEventSelectors");
    if (list.state === "unknown") {
      verdict.undecided(`${list.path} cannot be known yet`);
      return;
    }
    const elements = list.state === "known" ? list.value : [];
    const selectors = elements.flatMap((element) => (element.state === "known" ? [selector(element.value)] : []));
    const unread = [...elements, ...selectors.map(({ type }) => type)].find(({ state }) => state === "unknown");
    const of = (type: string) => selectors.filter((each) => each.type.state === "known" && each.type.value === type);

    const missing = required.filter((type) => of(type).length === 0);
    if (missing.length > 0 && unread !== undefined) {
      verdict.undecided("advancedEventSelectors cannot be known yet");
    } else if (missing.length > 0) {
      verdict.violation({
        property: "advancedEventSelectors",
        found: `no data events of ${missing.join(", ")}`,
        expected: "each kind of thing that holds data or serves models",
        fix: "add a selector for each, with eventCategory equals Data and its resources.type",
      });
    }
    for (const type of required) requireWrites(type, of(type), verdict);
    for (const { fields } of of(objects)) requireExclusion(fields, read(props, "s3BucketName"), verdict);
  },
});

function selector(value: unknown): Selector {
  const list = readList(value, "fieldSelectors");
  if (list.state !== "known") return { fields: [], type: list };
  const fields = list.value.flatMap((field) => (field.state === "known" ? [field.value] : []));
  if (list.value.length > fields.length) return { fields, type: { state: "unknown", path: "fieldSelectors" } };
  const category = read(fieldOf(fields, "eventCategory"), "equals.0");
  if (category.state === "unknown") return { fields, type: category };
  const isData = category.state === "known" && category.value === "Data";
  return { fields, type: isData ? read(fieldOf(fields, "resources.type"), "equals.0") : { state: "absent" } };
}

function fieldOf(fields: readonly unknown[], name: string): unknown {
  return fields.find((field) => {
    const own = read(field, "field");
    return own.state === "known" && own.value === name;
  });
}

/** A selector of reads alone would leave out who changed something. */
function requireWrites(type: string, selectors: readonly Selector[], verdict: Verdict): void {
  const modes = selectors.map(({ fields }) => read(fieldOf(fields, "readOnly"), "equals.0"));
  if (modes.length === 0 || modes.some(({ state }) => state === "absent")) return;
  if (modes.some((mode) => mode.state === "known" && String(mode.value) === "false")) return;
  if (modes.some(({ state }) => state === "unknown")) {
    verdict.undecided(`readOnly of ${type} cannot be known yet`);
    return;
  }
  verdict.violation({
    property: `advancedEventSelectors ${type}`,
    found: `reads of ${type} alone`,
    expected: "its writes recorded at least",
    fix: 'leave readOnly out of its selector, or set it to "false"',
  });
}

/** Each delivery of the trail would be a data event, which is delivered again. */
function requireExclusion(fields: readonly unknown[], bucket: Read, verdict: Verdict): void {
  if (bucket.state === "absent") return;
  const arns = fieldOf(fields, "resources.ARN");
  const chosen = readList(arns, "startsWiths");
  const excluded = readList(arns, "notStartsWiths");
  if ([bucket, chosen, excluded, ...elements(chosen), ...elements(excluded)].some(({ state }) => state === "unknown")) {
    verdict.undecided("whether the trail's own bucket is selected cannot be known yet");
    return;
  }
  const covers = (prefix: Read): boolean =>
    bucket.state === "known" &&
    prefix.state === "known" &&
    `${String(bucket.value)}/`.startsWith(String(prefix.value).replace(/^arn:[^:]+:s3:::/, ""));
  const isChosen = chosen.state === "absent" || elements(chosen).some(covers);
  if (!isChosen || elements(excluded).some(covers)) return;
  verdict.violation({
    property: `advancedEventSelectors ${objects} resources.ARN`,
    found: "objects of the trail's own bucket selected",
    expected: "a trail that does not record its own deliveries",
    fix: "exclude the bucket with notStartsWiths on resources.ARN",
  });
}

function elements(list: Read<readonly Read[]>): readonly Read[] {
  return list.state === "known" ? list.value : [];
}
