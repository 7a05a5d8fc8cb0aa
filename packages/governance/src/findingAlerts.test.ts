import { one, runProgram } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { environment } from "./environment.fixture.js";
import { FindingAlerts, findingAlertsPurpose, type FindingAlertsArgs } from "./findingAlerts.js";

const alertTopicArn = "arn:aws:sns:eu-central-1:111111111111:acme-account-alerts";
const kmsKeyArn = "arn:aws:kms:eu-central-1:111111111111:key/operations";
const run = (changes: Partial<FindingAlertsArgs> = {}) =>
  runProgram(
    () => ({
      ruleArn: new FindingAlerts("alerts", { environment, isHomeRegion: true, alertTopicArn, kmsKeyArn, ...changes })
        .ruleArn,
    }),
    { aws: { region: "eu-central-1" } },
  );
interface Alternative {
  readonly "detail-type": readonly string[];
  readonly detail?: unknown;
}
const patternOf = (result: Awaited<ReturnType<typeof run>>) =>
  JSON.parse(String(one(result, "aws:cloudwatch/eventRule:EventRule").inputs["eventPattern"])) as {
    source: string[];
    $or: Alternative[];
  };
const detailOf = (result: Awaited<ReturnType<typeof run>>, detailType: string): unknown =>
  patternOf(result).$or.find(({ "detail-type": types }) => types.includes(detailType))?.detail;

describe("FindingAlerts", { tags: ["GOV-25"] }, () => {
  it("makes one rule over every source of findings", async () => {
    const result = await run();
    expect(one(result, "aws:cloudwatch/eventRule:EventRule").inputs).toMatchObject({
      name: "acme-account-findings",
      state: "ENABLED",
    });
    expect(result.outputs).toEqual({ ruleArn: "arn:aws:events:eu-central-1:111111111111:rule/acme-account-findings" });
    const pattern = patternOf(result);
    expect(pattern.source).toEqual([
      "aws.guardduty",
      "aws.macie",
      "aws.securityhub",
      "aws.access-analyzer",
      "aws.config",
      "aws.health",
    ]);
    expect(pattern.$or.flatMap(({ "detail-type": types }) => types)).toEqual([
      "GuardDuty Finding",
      "GuardDuty Malware Protection Object Scan Result",
      "Macie Finding",
      "Security Hub Findings - Imported",
      "Access Analyzer Finding",
      "Internal Access Finding",
      "Unused Access Finding for IAM entities",
      "Config Rules Compliance Change",
      "AWS Health Event",
      "AWS Health Abuse Event",
    ]);
  });

  it("keeps the pattern below the 4,096 characters that EventBridge takes", async () => {
    const { inputs } = one(await run(), "aws:cloudwatch/eventRule:EventRule");
    expect(String(inputs["eventPattern"]).length).toBeLessThan(4096);
  });

  it("tells of findings of medium severity or worse", async () => {
    const result = await run();
    expect(detailOf(result, "GuardDuty Finding")).toEqual({ severity: [{ numeric: [">=", 4] }] });
    expect(detailOf(result, "Macie Finding")).toEqual({ severity: { description: ["High", "Medium"] } });
    expect(detailOf(result, "Security Hub Findings - Imported")).toMatchObject({
      findings: { Severity: { Label: ["CRITICAL", "HIGH", "MEDIUM"] } },
    });
  });

  it("tells of findings of high severity or worse where that is asked for", async () => {
    const result = await run({ minimumSeverity: "HIGH" });
    expect(detailOf(result, "GuardDuty Finding")).toEqual({ severity: [{ numeric: [">=", 7] }] });
    expect(detailOf(result, "Macie Finding")).toEqual({ severity: { description: ["High"] } });
    expect(detailOf(result, "Security Hub Findings - Imported")).toMatchObject({
      findings: { Severity: { Label: ["CRITICAL", "HIGH"] } },
    });
  });

  it("tells of every object that a scan did not find clean", async () => {
    expect(detailOf(await run(), "GuardDuty Malware Protection Object Scan Result")).toEqual({
      scanResultDetails: { scanResultStatus: [{ "anything-but": ["NO_THREATS_FOUND"] }] },
    });
  });

  it("tells once of what Security Hub repeats, and of nothing public", async () => {
    const result = await run();
    expect(detailOf(result, "Security Hub Findings - Imported")).toMatchObject({
      findings: { ProductName: [{ "anything-but": ["GuardDuty", "Macie"] }], Workflow: { Status: ["NEW"] } },
    });
    expect(detailOf(result, "Config Rules Compliance Change")).toEqual({
      configRuleName: [{ "anything-but": { prefix: "securityhub-" } }],
      newEvaluationResult: { complianceType: ["NON_COMPLIANT"] },
    });
    expect(detailOf(result, "AWS Health Event")).toEqual({
      eventScopeCode: [{ exists: false }, { "anything-but": ["PUBLIC"] }],
    });
  });

  it("publishes with a role of its own, a summary first, and tells of what it could not publish", async () => {
    const result = await run();
    const role = one(result, "aws:iam/role:Role");
    expect(role.inputs["name"]).toBe("acme-account-findings-events");
    const target = one(result, "aws:cloudwatch/eventTarget:EventTarget");
    expect(target.inputs).toMatchObject({ arn: alertTopicArn, roleArn: role.outputs["arn"] });
    const { inputTemplate, inputPaths } = target.inputs["inputTransformer"] as {
      inputTemplate: string;
      inputPaths: Record<string, string>;
    };
    expect(inputTemplate.startsWith('{"summary": "<type> in account <account>, Region <region>, at <time>"')).toBe(
      true,
    );
    const named = [...inputTemplate.matchAll(/<(\w+)>/g)].map(([, name]) => name);
    expect(named.sort()).toEqual(Object.keys(inputPaths).sort());
    expect(one(result, "aws:cloudwatch/metricAlarm:MetricAlarm").inputs).toMatchObject({
      dimensions: { QueueName: "acme-account-findings-undelivered" },
      alarmActions: [alertTopicArn],
    });
    expect(result.controls.get(target.urn)).toEqual(["GOV-25"]);
  });

  it("names the Region in further Regions, because IAM has none", async () => {
    expect(findingAlertsPurpose(environment, true)).toBe("findings");
    expect(one(await run({ isHomeRegion: false }), "aws:iam/role:Role").inputs["name"]).toBe(
      "acme-account-findings-eu-central-1-events",
    );
  });
});
