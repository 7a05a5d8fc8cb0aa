import { all, one, type ProgramRun } from "@secure-ml/testing";
import { environmentRun, type SampleEnvironment } from "../environmentRun.js";
import { emittedPolicies, type EmittedPolicies } from "./emittedPolicies.js";

/** What there is to attack in one environment: the ARNs that the stacks made, and their policies. */
export interface Estate {
  readonly environment: SampleEnvironment;
  readonly accountId: string;
  readonly region: string;
  readonly policies: EmittedPolicies;
  /** ARNs of the account's buckets, by zone. */
  readonly accountBuckets: Readonly<Record<string, string>>;
  /** ARNs of the environment's data buckets, by zone. */
  readonly dataBuckets: Readonly<Record<string, string>>;
  /** ARNs of the account's keys, by domain. */
  readonly accountKeys: Readonly<Record<string, string>>;
  /** ARNs of the environment's keys, by domain; several domains may share one. */
  readonly dataKeys: Readonly<Record<string, string>>;
  /** Ids of the VPC and of its endpoints for stores. */
  readonly network: {
    readonly vpcId: string;
    readonly s3EndpointId: string;
    readonly dynamodbEndpointId: string;
    readonly secretsEndpointId: string;
  };
  readonly boundaryArn: string;
  readonly trailArn: string;
  readonly functionArn: string;
  /** ARN of the EventBridge rule that starts the function. */
  readonly ruleArn: string;
  /** ARN of the queue of events that did not reach the function. */
  readonly undeliveredQueueArn: string;
  /** ARN of the account's alert topic. */
  readonly accountTopicArn: string;
  /** ARN of the environment's alert topic. */
  readonly platformTopicArn: string;
  /** ARN of the EventBridge rule that routes findings to that topic. */
  readonly findingsRuleArn: string;
  /** ARN of the queue of findings that did not reach the topic. */
  readonly findingsQueueArn: string;
  /** ARN of the queue of changes to model versions of which people could not be told. */
  readonly modelStateQueueArn: string;
  /** Definition of the environment's training pipeline, as JSON. */
  readonly pipelineDefinition: string;
  /** Ids of the training subnets. */
  readonly trainingSubnetIds: readonly string[];
  /** Id of the security group of training. */
  readonly trainingGroupId: string;
  /** ARN of the queue of events that the function failed on. */
  readonly failedQueueArn: string;
  /** What stands between callers and models. */
  readonly inference: {
    readonly apiArn: string;
    /** Id of the environment's own VPC endpoint for `execute-api`. */
    readonly apiEndpointId: string;
    /** Id of its VPC endpoint for `sagemaker.runtime`. */
    readonly runtimeEndpointId: string;
    readonly proxyFunctionArn: string;
    readonly proxyQueueArn: string;
  };
  /** ARNs of the environment's secrets, by purpose. */
  readonly secrets: Readonly<Record<string, string>>;
  /** ARN of the function that rotates them. */
  readonly rotationFunctionArn: string;
  /** ARN of a role of the account stack, by purpose. */
  readonly accountRole: (purpose: string) => string;
  /** ARN of a role of the platform stack, by purpose. */
  readonly platformRole: (purpose: string) => string;
  /** Ids of the subnets of a tier. */
  readonly subnetIds: (tier: string) => readonly string[];
  /** ARN of a managed policy of the platform stack, by purpose. */
  readonly platformPolicy: (purpose: string) => string;
  /** Ids of the environment's security groups, by workload. */
  readonly securityGroupIds: Readonly<Record<string, string>>;
  /** ARN of something in the account and Region. */
  readonly arn: (service: string, resource: string) => string;
}

/** The estate of an environment that the repository ships. */
export async function estate(environment: SampleEnvironment): Promise<Estate> {
  const run = await environmentRun(environment);
  const { account, platform } = run;
  const trailArn = String(account.outputs["trailArn"]);
  const [, , , region = "", accountId = ""] = trailArn.split(":");
  const role = (name: string) => (purpose: string) =>
    `arn:aws:iam::${accountId}:role/acmeml/${name}/acmeml-${name}-${purpose}`;
  const arnOf = (type: string, name?: string) => String(one(account, type, name).outputs["arn"]);
  return {
    environment,
    accountId,
    region,
    policies: emittedPolicies(run),
    accountBuckets: bucketArns(account),
    dataBuckets: bucketArns(platform),
    accountKeys: (account.outputs["keyArns"] as Record<string, Record<string, string>>)[region] ?? {},
    dataKeys: platform.outputs["keyArns"] as Record<string, string>,
    network: {
      vpcId: String(platform.outputs["vpcId"]),
      s3EndpointId: endpointId(platform, "s3"),
      dynamodbEndpointId: endpointId(platform, "dynamodb"),
      secretsEndpointId: endpointId(platform, "secretsmanager"),
    },
    boundaryArn: String(account.outputs["boundaryArn"]),
    trailArn,
    functionArn: arnOf("aws:lambda/function:Function"),
    ruleArn: arnOf("aws:cloudwatch/eventRule:EventRule", "trail-integrity-schedule-rule"),
    accountTopicArn: arnOf("aws:sns/topic:Topic", "alerts-topic"),
    platformTopicArn: String(platform.outputs["alertTopicArn"]),
    findingsRuleArn: arnOf("aws:cloudwatch/eventRule:EventRule", "finding-alerts-findings-rule"),
    findingsQueueArn: arnOf("aws:sqs/queue:Queue", "finding-alerts-findings-undelivered-queue"),
    modelStateQueueArn: String(one(platform, "aws:sqs/queue:Queue", "models-state-undelivered-queue").outputs["arn"]),
    pipelineDefinition: String(one(platform, "aws:sagemaker/pipeline:Pipeline").inputs["pipelineDefinition"]),
    trainingSubnetIds: (platform.outputs["subnetIds"] as Record<string, string[]>)["training"] ?? [],
    trainingGroupId: String(
      one(platform, "aws:ec2/securityGroup:SecurityGroup", "network-security-groups-training").id,
    ),
    undeliveredQueueArn: arnOf("aws:sqs/queue:Queue", "trail-integrity-schedule-undelivered-queue"),
    failedQueueArn: arnOf("aws:sqs/queue:Queue", "trail-integrity-verifier-failed-queue"),
    inference: {
      apiArn: String(one(platform, "aws:apigateway/restApi:RestApi").outputs["executionArn"]),
      apiEndpointId: endpointId(platform, "execute-api"),
      runtimeEndpointId: endpointId(platform, "sagemaker.runtime"),
      proxyFunctionArn: String(
        one(platform, "aws:lambda/function:Function", "inference-proxy-function").outputs["arn"],
      ),
      proxyQueueArn: String(one(platform, "aws:sqs/queue:Queue", "inference-proxy-failed-queue").outputs["arn"]),
    },
    secrets: platform.outputs["secretArns"] as Record<string, string>,
    rotationFunctionArn: String(
      one(platform, "aws:lambda/function:Function", "secrets-rotation-function").outputs["arn"],
    ),
    accountRole: role("account"),
    platformRole: role(environment),
    subnetIds: (tier) => (platform.outputs["subnetIds"] as Record<string, readonly string[]>)[tier] ?? [],
    platformPolicy: (purpose) =>
      `arn:aws:iam::${accountId}:policy/acmeml/${environment}/acmeml-${environment}-${purpose}`,
    securityGroupIds: platform.outputs["securityGroupIds"] as Record<string, string>,
    arn: (service, resource) => `arn:aws:${service}:${region}:${accountId}:${resource}`,
  };
}

function bucketArns(run: ProgramRun): Record<string, string> {
  return Object.fromEntries(
    Object.entries(run.outputs["bucketNames"] as Record<string, string>).map(([zone, name]) => [
      zone,
      `arn:aws:s3:::${name}`,
    ]),
  );
}

function endpointId(run: ProgramRun, service: string): string {
  const found = all(run, "aws:ec2/vpcEndpoint:VpcEndpoint").find(({ inputs }) =>
    String(inputs["serviceName"]).endsWith(`.${service}`),
  );
  if (found === undefined) throw new Error(`There is no endpoint for ${service}.`);
  return String(found.id);
}
