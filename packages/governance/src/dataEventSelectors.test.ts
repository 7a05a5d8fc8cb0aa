import type { Environment } from "@secure-ml/core";
import { describe, expect, it } from "vitest";
import { dataEventSelectors } from "./dataEventSelectors.js";

const environment: Environment = {
  project: "acme",
  name: "account",
  partition: "aws-us-gov",
  dnsSuffix: "amazonaws.com",
  region: "us-gov-west-1",
  accountId: "111111111111",
  deployerRoleArns: [],
  breakGlassRoleArns: [],
};
const data = (type: string) => [
  { field: "eventCategory", equals: ["Data"] },
  { field: "resources.type", equals: [type] },
];
const network = (source: string) => [
  { field: "eventCategory", equals: ["NetworkActivity"] },
  { field: "eventSource", equals: [source] },
  { field: "errorCode", equals: ["VpceAccessDenied"] },
];
const logBuckets = ["arn:aws-us-gov:s3:::acme-account-access-logs-", "arn:aws-us-gov:s3:::acme-account-audit-logs-"];

describe("dataEventSelectors", { tags: ["GOV-02"] }, () => {
  it("records everything but the log buckets, one type or service a selector", () => {
    expect(dataEventSelectors(environment, "all").map(({ fieldSelectors }) => fieldSelectors)).toEqual([
      [...data("AWS::S3::Object"), { field: "resources.ARN", notStartsWiths: logBuckets }],
      data("AWS::S3::AccessPoint"),
      data("AWS::SageMaker::Endpoint"),
      data("AWS::SageMaker::FeatureGroup"),
      data("AWS::SageMaker::ExperimentTrialComponent"),
      data("AWS::SageMaker::MlflowTrackingServer"),
      data("AWS::Lambda::Function"),
      data("AWS::DynamoDB::Table"),
      data("AWS::Glue::Table"),
      data("AWS::StepFunctions::StateMachine"),
      network("cloudtrail.amazonaws.com"),
      network("ec2.amazonaws.com"),
      network("kms.amazonaws.com"),
      network("s3.amazonaws.com"),
      network("secretsmanager.amazonaws.com"),
    ]);
  });

  it("narrows objects, and nothing else, to writes in the project's buckets", () => {
    const [objects, ...others] = dataEventSelectors(environment, "platform-writes");
    expect(objects).toEqual({
      name: "Objects",
      fieldSelectors: [
        ...data("AWS::S3::Object"),
        { field: "readOnly", equals: ["false"] },
        { field: "resources.ARN", startsWiths: ["arn:aws-us-gov:s3:::acme-"], notStartsWiths: logBuckets },
      ],
    });
    expect(others).toEqual(dataEventSelectors(environment, "all").slice(1));
  });

  it("names each selector once, whatever stack asks", () => {
    const names = dataEventSelectors({ ...environment, name: "dev" }, "all").map(({ name }) => name);
    expect(new Set(names).size).toBe(15);
    expect(dataEventSelectors({ ...environment, name: "dev" }, "all")).toEqual(dataEventSelectors(environment, "all"));
  });
});
