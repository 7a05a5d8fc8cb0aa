import { resource, unknown, type RecordedResource } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { govFindingsRouted as rule } from "./findingsRouted.js";

const inAccount = { project: "secure-ml-account" };
type Finding = readonly [source: string, detailType: string];
const findings: readonly Finding[] = [
  ["aws.guardduty", "GuardDuty Finding"],
  ["aws.guardduty", "GuardDuty Malware Protection Object Scan Result"],
  ["aws.macie", "Macie Finding"],
  ["aws.securityhub", "Security Hub Findings - Imported"],
  ["aws.access-analyzer", "Access Analyzer Finding"],
  ["aws.access-analyzer", "Unused Access Finding for IAM entities"],
  ["aws.config", "Config Rules Compliance Change"],
  ["aws.health", "AWS Health Event"],
  ["aws.health", "AWS Health Abuse Event"],
];

const alternatives = (taken: readonly Finding[]) =>
  taken.map(([source, detailType]) => ({ source: [source], "detail-type": [detailType] }));
const everySource = [...new Set(findings.map(([source]) => source))];
const pattern = (taken: readonly Finding[] = findings) =>
  JSON.stringify({ source: everySource, $or: alternatives(taken) });
const eventRule = (change: Record<string, unknown> = {}) =>
  resource(awsType.eventRule, "findings", { name: "findings", eventPattern: pattern(), ...change }, inAccount);
const target = (change: Record<string, unknown> = {}) =>
  resource(awsType.eventTarget, "target", { rule: "findings", arn: "topic", ...change }, inAccount);
const line = ([source, detailType]: Finding): string =>
  `mandatory secure-ml-account-stack: found no rule that routes the event "${detailType}" of ${source}; ` +
  "expected an enabled rule with a target for each source of findings; " +
  `fix: add ${source} and "${detailType}" to the eventPattern of an aws.cloudwatch.EventRule with an aws.cloudwatch.EventTarget`;
const undecided = ([, detailType]: Finding): string =>
  `advisory secure-ml-account-stack: undecided: whether a rule routes the event "${detailType}" cannot be known yet`;

describe("gov-findings-routed", { tags: ["GOV-25"] }, () => {
  it("passes with one rule over all sources, whatever else the alternatives ask for", async () => {
    expect(await reports(rule, [eventRule(), target()])).toEqual([]);
    const narrowed = alternatives(findings).map((one) => ({ ...one, detail: { severity: ["HIGH"] } }));
    expect(
      await reports(rule, [eventRule({ state: "ENABLED", eventPattern: JSON.stringify({ $or: narrowed }) }), target()]),
    ).toEqual([]);
  });

  it("passes with a rule for each source", async () => {
    const rules = findings.flatMap(([source, detailType], index): RecordedResource[] => [
      resource(
        awsType.eventRule,
        `rule-${index}`,
        { name: `rule-${index}`, eventPattern: JSON.stringify({ source: [source], "detail-type": [detailType] }) },
        inAccount,
      ),
      resource(awsType.eventTarget, `target-${index}`, { rule: `rule-${index}`, arn: "topic" }, inAccount),
    ]);
    expect(await reports(rule, rules)).toEqual([]);
  });

  it("passes with a rule that takes everything of its sources", async () => {
    expect(
      await reports(rule, [eventRule({ eventPattern: JSON.stringify({ source: everySource }) }), target()]),
    ).toEqual([]);
  });

  it.each(findings)("violates without %s %s", async (...finding) => {
    const others = findings.filter(([, detailType]) => detailType !== finding[1]);
    expect(await reports(rule, [eventRule({ eventPattern: pattern(others) }), target()])).toEqual([line(finding)]);
  });

  it("violates when the common part of the pattern leaves a source out", async () => {
    const eventPattern = JSON.stringify({ source: ["aws.macie"], $or: alternatives(findings) });
    expect(await reports(rule, [eventRule({ eventPattern }), target()])).toEqual(
      findings.filter(([source]) => source !== "aws.macie").map(line),
    );
  });

  it.each<[string, RecordedResource[]]>([
    ["no rule", []],
    ["a rule without a target", [eventRule()]],
    ["a target of another rule", [eventRule(), target({ rule: "other" })]],
    ["a rule that is switched off", [eventRule({ state: "DISABLED" }), target()]],
    ["a rule of a bus of its own, which AWS's events never reach", [eventRule({ eventBusName: "own" }), target()]],
    ["a schedule", [eventRule({ eventPattern: undefined, scheduleExpression: "rate(1 day)" }), target()]],
    ["a pattern that is no JSON", [eventRule({ eventPattern: "all" }), target()]],
    ["a pattern that asks for nothing", [eventRule({ eventPattern: "{}" }), target()]],
  ])("violates with %s", async (_case, stack) => {
    const root = resource("pulumi:pulumi:Stack", "secure-ml-account-stack", {}, inAccount);
    expect(await reports(rule, [root, ...stack])).toEqual(findings.map(line));
  });

  it.each(["eventPattern", "state", "eventBusName"])("cannot decide an unknown %s", async (property) => {
    expect(await reports(rule, [eventRule({ [property]: unknown }), target()])).toEqual(findings.map(undecided));
  });

  it("cannot decide whose target it is while that is unknown, and sees it from what it depends on", async () => {
    const named = eventRule({ name: unknown });
    const linked = resource(
      awsType.eventTarget,
      "target",
      { rule: unknown, arn: "topic" },
      { ...inAccount, propertyDependencies: { rule: [named] } },
    );
    expect(await reports(rule, [named, linked])).toEqual([]);
    expect(await reports(rule, [named, target({ rule: unknown })])).toEqual(findings.map(undecided));
  });

  it("does not apply to other stacks", async () => {
    expect(await reasons(rule, [resource(awsType.eventRule, "rule")])).toEqual([
      "Policy only applies to the account stack, project secure-ml-account",
    ]);
  });

  itHonoursExemptions(rule, [resource("pulumi:pulumi:Stack", "secure-ml-account-stack", {}, inAccount)]);
});
