import type { PolicyResource } from "@pulumi/policy";
import { requireArchive } from "../../archiveDestination.js";
import { awsType, stackReferenceType } from "../../awsTypes.js";
import { defineStackRule } from "../../defineRule.js";
import { read } from "../../known.js";
import { companionsOf, dependenciesOf } from "../../links.js";
import type { StackView } from "../../stackView.js";
import { readTag } from "../../tags.js";
import type { Verdict } from "../../verdict.js";

/** Every VPC and every training subnet has a flow log, and the log group that takes one is encrypted and kept. */
export const netFlowLogsLinked = defineStackRule({
  name: "net-flow-logs-linked",
  types: [awsType.vpc, awsType.subnet, awsType.flowLog],
  check(resource, stack, verdict) {
    if (resource.type === awsType.flowLog) {
      judgeDestination(resource, stack, verdict);
    } else if (resource.type === awsType.vpc) {
      requireFlowLog(resource, "vpcId", stack, verdict);
    } else {
      const tier = readTag(resource, "tier");
      if (tier.state === "unknown") verdict.undecided("tag tier cannot be known yet");
      else if (tier.state === "known" && tier.value === "training")
        requireFlowLog(resource, "subnetId", stack, verdict);
      else verdict.notApplicable("The subnet is not of the tier training");
    }
  },
});

function requireFlowLog(resource: PolicyResource, path: string, stack: StackView, verdict: Verdict): void {
  const { linked, floating } = companionsOf(stack, resource, awsType.flowLog, path, ["id"]);
  if (linked.length > 0) return;
  if (floating.length > 0) {
    verdict.undecided(`whether ${floating.map(({ name }) => name).join(", ")} is for it cannot be known yet`);
    return;
  }
  verdict.violation({
    property: "aws.ec2.FlowLog",
    found: "no aws.ec2.FlowLog",
    expected: "a record of all its traffic",
    fix: `add an aws.ec2.FlowLog with its ${path} and trafficType ALL`,
  });
}

function judgeDestination(flowLog: PolicyResource, stack: StackView, verdict: Verdict): void {
  const kind = read(flowLog.props, "logDestinationType");
  if (kind.state === "known" && kind.value === "s3")
    requireArchive(flowLog, "logDestination", "flow logs", stack, verdict);
  else judgeLogGroup(flowLog, stack, verdict);
}

function judgeLogGroup(flowLog: PolicyResource, stack: StackView, verdict: Verdict): void {
  const group = logGroupOf(flowLog, stack);
  if (group === undefined) {
    const elsewhere = dependenciesOf(flowLog, "logDestination").some(({ type }) => type === stackReferenceType);
    if (elsewhere || read(flowLog.props, "logDestination").state === "unknown") {
      verdict.undecided("logDestination cannot be known yet, or is in another stack");
    } else {
      verdict.violation({
        property: "logDestination",
        found: "a log group that is not in this program",
        expected: "a log group of ours, with a customer managed key and a retention",
        fix: "set logDestination to the arn of an aws.cloudwatch.LogGroup",
      });
    }
    return;
  }
  for (const property of ["kmsKeyId", "retentionInDays"]) {
    const value = read(group.props, property);
    // Zero keeps events for ever, as does no retention.
    if (value.state === "unknown" || (value.state === "known" && value.value !== 0)) continue;
    verdict.violation({
      property: `logDestination ${property}`,
      found: `the log group ${group.name} without ${property}`,
      expected: "a log group with a customer managed key and a retention",
      fix: `set ${property} of ${group.name}`,
    });
  }
}

/** A log group's ARN is composed from its name, so the name in it is compared. */
function logGroupOf(flowLog: PolicyResource, stack: StackView): PolicyResource | undefined {
  const groups = stack.ofType(awsType.logGroup);
  const destination = read(flowLog.props, "logDestination");
  if (destination.state === "known") {
    const name = /:log-group:([^:]+)/.exec(String(destination.value))?.[1];
    const byName = groups.find((group) => {
      const theirs = read(group.props, "name");
      return theirs.state === "known" && theirs.value === name;
    });
    if (byName !== undefined) return byName;
  }
  const dependencies = dependenciesOf(flowLog, "logDestination").map(({ urn }) => urn);
  return destination.state === "unknown" ? groups.find(({ urn }) => dependencies.includes(urn)) : undefined;
}
