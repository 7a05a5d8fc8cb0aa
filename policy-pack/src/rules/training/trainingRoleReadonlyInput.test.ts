import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { document, type RawStatement } from "../../policies.fixture.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { trnTrainingRoleReadonlyInput as rule } from "./trainingRoleReadonlyInput.js";

const trust = (source?: string) =>
  document([
    {
      Effect: "Allow",
      Principal: { Service: "sagemaker.amazonaws.com" },
      Action: "sts:AssumeRole",
      ...(source === undefined
        ? {}
        : { Condition: { ArnLike: { "aws:SourceArn": `arn:aws:sagemaker:eu-central-1:111111111111:${source}` } } }),
    },
  ]);
const role = (assumeRolePolicy: unknown = trust("training-job/*")) =>
  resource(awsType.role, "role", { name: "training", assumeRolePolicy });
const read: RawStatement = { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::data/in/*" };
const write: RawStatement = { Effect: "Allow", Action: "s3:PutObject", Resource: "arn:aws:s3:::data/out/*" };
const policy = (statements: readonly RawStatement[] | typeof unknown) =>
  resource(awsType.rolePolicy, "policy", {
    role: "training",
    policy: statements === unknown ? unknown : document(statements),
  });
const violation = (reads: string, writes: string): string =>
  `mandatory role: found a job's role that reads ${reads} and writes ${writes}; expected inputs that it cannot write, and outputs that it cannot read; fix: give the job another prefix for its output`;

describe("trn-training-role-readonly-input", { tags: ["TRN-09"] }, () => {
  it("passes a role that reads here and writes there", async () => {
    expect(await reports(rule, [role(), policy([read, write])])).toEqual([]);
    expect(await reports(rule, [role(), policy([read])])).toEqual([]);
    expect(await reports(rule, [role(), policy([read, { ...write, Effect: "Deny", Resource: "*" }])])).toEqual([]);
  });

  it.each<[RawStatement, string]>([
    [{ Resource: "arn:aws:s3:::data/in/*" }, "arn:aws:s3:::data/in/*"],
    [{ Resource: "arn:aws:s3:::data/*" }, "arn:aws:s3:::data/*"],
    [{ Resource: "arn:aws:s3:::data/in/sub/*" }, "arn:aws:s3:::data/in/sub/*"],
    [{ Resource: "*" }, "*"],
    [{ Action: "s3:DeleteObject", Resource: "arn:aws:s3:::data/in/*" }, "arn:aws:s3:::data/in/*"],
    [{ Action: "s3:*", Resource: "arn:aws:s3:::data/in/*" }, "arn:aws:s3:::data/in/*"],
  ])("violates with a write of %j", async (change, place) => {
    expect(await reports(rule, [role(), policy([read, { ...write, ...change }])])).toEqual([
      violation("arn:aws:s3:::data/in/*", place),
    ]);
  });

  it("violates when one statement does both, or names what it does not mean", async () => {
    const both = { ...read, Action: ["s3:GetObject", "s3:PutObject"] };
    expect(await reports(rule, [role(), policy([both])])).toEqual([
      violation("arn:aws:s3:::data/in/*", "arn:aws:s3:::data/in/*"),
    ]);
    const rest = { Effect: "Allow", Action: "s3:PutObject", NotResource: "arn:aws:s3:::data/in/*" };
    expect(await reports(rule, [role(), policy([read, rest])])).toEqual([violation("arn:aws:s3:::data/in/*", "*")]);
  });

  it("judges every role that SageMaker assumes for jobs, or does not say for what", async () => {
    const bad = policy([{ ...read, Action: "s3:*" }]);
    expect(await reports(rule, [role(trust("processing-job/*")), bad])).toHaveLength(1);
    expect(await reports(rule, [role(trust()), bad])).toHaveLength(1);
    expect(await reasons(rule, [role(trust("*")), bad])).toEqual(["The role is of no job"]);
    expect(await reasons(rule, [role(trust("pipeline/*")), bad])).toEqual(["The role is of no job"]);
    expect(await reasons(rule, [role(undefined), bad])).toEqual([]);
    expect(await reasons(rule, [resource(awsType.role, "role", {}), bad])).toEqual(["The role is of no job"]);
  });

  it("cannot decide what is unknown", async () => {
    expect(await reports(rule, [role(unknown)])).toEqual([
      "advisory role: undecided: assumeRolePolicy cannot be known yet",
    ]);
    expect(await reports(rule, [role(), policy(unknown)])).toEqual([
      "advisory role: undecided: what policy allows cannot be known yet",
    ]);
  });

  itHonoursExemptions(rule, [role(), policy([{ ...read, Action: "s3:*" }])]);
});
