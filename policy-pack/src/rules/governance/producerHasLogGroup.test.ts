import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { govProducerHasLogGroup as rule } from "./producerHasLogGroup.js";

const arn = "arn:aws:logs:eu-central-1:111111111111:log-group:/acme/dev/logs";
const lambda = "aws:lambda/function:Function";
const producers: readonly [type: string, path: string, logsTo: (group: unknown) => object][] = [
  [lambda, "loggingConfig.logGroup", (logGroup) => ({ loggingConfig: { logGroup } })],
  [
    "aws:sfn/stateMachine:StateMachine",
    "loggingConfiguration.logDestination",
    (logDestination) => ({ loggingConfiguration: { logDestination } }),
  ],
  [
    "aws:apigateway/stage:Stage",
    "accessLogSettings.destinationArn",
    (destinationArn) => ({ accessLogSettings: { destinationArn } }),
  ],
  [
    "aws:apigatewayv2/stage:Stage",
    "accessLogSettings.destinationArn",
    (destinationArn) => ({ accessLogSettings: { destinationArn } }),
  ],
];
const group = (name: unknown = "/acme/dev/logs") => resource(awsType.logGroup, "logs", { name });
const rest = (path: string): string =>
  `; expected a log group of the program, with a key and a retention, before whoever writes to it; fix: make an aws.cloudwatch.LogGroup and set ${path} to it`;

describe.each(producers)("gov-producer-has-log-group: %s", { tags: ["GOV-07"] }, (type, path, logsTo) => {
  const producer = (target: unknown, from: ReturnType<typeof group>[] = []) =>
    resource(
      type,
      "writer",
      { name: "writer", ...logsTo(target) },
      {
        propertyDependencies: { [path.split(".")[0] ?? ""]: from },
      },
    );
  const undecided = `advisory writer: undecided: whether ${path} is a log group of this program cannot be known yet`;

  it.each(["/acme/dev/logs", arn, `${arn}:*`])("passes a declared group, as %s", async (target) => {
    expect(await reports(rule, [group(), producer(target)])).toEqual([]);
  });

  it("passes a group that is not known yet, by where it comes from", async () => {
    const own = group(unknown);
    expect(await reports(rule, [own, producer(unknown, [own])])).toEqual([]);
  });

  it("violates with a group that nobody declares", async () => {
    const lines = [`mandatory writer: found no aws.cloudwatch.LogGroup for ${arn}:*${rest(path)}`];
    expect(await reports(rule, [producer(`${arn}:*`)])).toEqual(lines);
    expect(await reports(rule, [group("/acme/dev/log"), producer(`${arn}:*`)])).toEqual(lines);
  });

  it("cannot decide an unknown reference, or while a group has no known name", async () => {
    expect(await reports(rule, [group(), producer(unknown)])).toEqual([undecided]);
    expect(await reports(rule, [group(unknown), producer(arn)])).toEqual([undecided]);
  });
});

describe("gov-producer-has-log-group", { tags: ["GOV-07"] }, () => {
  it("judges the group that Lambda makes when none is named", async () => {
    const plain = resource(lambda, "writer", { name: "churn" });
    expect(await reports(rule, [group("/aws/lambda/churn"), plain])).toEqual([]);
    expect(await reports(rule, [group(), plain])).toEqual([
      `mandatory writer: found no aws.cloudwatch.LogGroup for /aws/lambda/churn${rest("loggingConfig.logGroup")}`,
    ]);
    expect(await reports(rule, [group(), resource(lambda, "writer", { name: unknown })])).toHaveLength(1);
  });

  it.each(producers.slice(1))("violates when %s logs nowhere", async (type, path) => {
    expect(await reports(rule, [group(), resource(type, "writer", { name: "writer" })])).toEqual([
      `mandatory writer: found no ${path}${rest(path)}`,
    ]);
  });

  it("does not apply to stacks without producers", async () => {
    expect(await reasons(rule, [group()])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [resource(lambda, "writer", { name: "churn" })]);
});
