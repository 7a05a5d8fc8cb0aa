import { accountEnvironment, bucketArn, type Environment } from "@secure-ml/core";
import type * as aws from "@pulumi/aws";

/**
 * Which reads and writes of objects the trail records; everything else is the same in both modes.
 *
 * - `all`: every read and write of every bucket, the log buckets excepted
 * - `platform-writes`: writes to the project's buckets only, which is cheaper and leaves open who read what
 */
export type ObjectEvents = "all" | "platform-writes";

type Selector = aws.types.input.cloudtrail.TrailAdvancedEventSelector;
type FieldSelector = aws.types.input.cloudtrail.TrailAdvancedEventSelectorFieldSelector;

/** Kinds of things whose data events are recorded besides objects, each with what CloudTrail calls it. */
const resourceTypes = {
  "Access points": "AWS::S3::AccessPoint",
  "Endpoint invocations": "AWS::SageMaker::Endpoint",
  "Feature groups": "AWS::SageMaker::FeatureGroup",
  "Experiment metrics": "AWS::SageMaker::ExperimentTrialComponent",
  "MLflow servers": "AWS::SageMaker::MlflowTrackingServer",
  Functions: "AWS::Lambda::Function",
  Tables: "AWS::DynamoDB::Table",
  "Catalogue tables": "AWS::Glue::Table",
  "State machines": "AWS::StepFunctions::StateMachine",
} as const;

/** Services whose calls through VPC endpoints CloudTrail records; each needs a selector of its own. */
const networkSources = ["cloudtrail", "ec2", "kms", "s3", "secretsmanager"] as const;

/**
 * Selectors of the trail for data events and for calls that a VPC endpoint's policy refuses (GOV-02).
 *
 * Buckets are chosen by the first part of their names, so that no output of an environment is needed. The two log
 * buckets are left out: the delivery of each record, and of each access log, would be a record again.
 *
 * @param environment facts of the account
 * @param objects which reads and writes of objects are recorded
 * @remarks Invocations through InvokeEndpoint and InvokeEndpointAsync are recorded without their parameters. Data events
 * are billed by number.
 * @see AWS, "Logging data events":
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
 * @see AWS, "Logging network activity events":
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-network-events-with-cloudtrail.html
 */
export function dataEventSelectors(environment: Environment, objects: ObjectEvents): Selector[] {
  const account = accountEnvironment(environment);
  const ownBuckets = bucketArn(account, `${account.project}-`);
  const logBuckets = ["access-logs", "audit-logs"].map((zone) =>
    // Without account and Region: each Region has access logs of its own.
    bucketArn(account, `${account.project}-${account.name}-${zone}-`),
  );
  return [
    dataSelector("Objects", "AWS::S3::Object", [
      ...(objects === "all" ? [] : [{ field: "readOnly", equals: ["false"] }]),
      {
        field: "resources.ARN",
        ...(objects === "all" ? {} : { startsWiths: [ownBuckets] }),
        notStartsWiths: logBuckets,
      },
    ]),
    ...Object.entries(resourceTypes).map(([name, type]) => dataSelector(name, type, [])),
    ...networkSources.map((source) => ({
      name: `Refused at endpoints of ${source}`,
      fieldSelectors: [
        { field: "eventCategory", equals: ["NetworkActivity"] },
        { field: "eventSource", equals: [`${source}.amazonaws.com`] },
        { field: "errorCode", equals: ["VpceAccessDenied"] },
      ],
    })),
  ];
}

function dataSelector(name: string, type: string, further: readonly FieldSelector[]): Selector {
  return {
    name,
    fieldSelectors: [
      { field: "eventCategory", equals: ["Data"] },
      { field: "resources.type", equals: [type] },
      ...further,
    ],
  };
}
