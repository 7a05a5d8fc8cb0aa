/**
 * Services that every ML network reaches through interface endpoints, without partition and Region: `ecr.api` is
 * `com.amazonaws.eu-central-1.ecr.api`, and SageMaker's own `aws.sagemaker.studio` is
 * `aws.sagemaker.eu-central-1.studio`.
 */
export const coreEndpointServices = [
  "sagemaker.api",
  "sagemaker.runtime",
  "aws.sagemaker.studio",
  "sts",
  "kms",
  "logs",
  "monitoring",
  "ecr.api",
  "ecr.dkr",
  "secretsmanager",
] as const;

/** Services that an environment reaches only when it has a use for them, by that use. */
export const endpointFeatures = {
  management: ["ec2", "ssm"],
  notebooks: ["aws.sagemaker.notebook"],
  "feature-store": ["sagemaker.featurestore-runtime"],
  "job-metrics": ["sagemaker.metrics"],
  packages: ["codeartifact.api", "codeartifact.repositories"],
  builds: ["codebuild", "git-codecommit"],
  "data-catalog": ["glue", "athena", "lakeformation"],
  messages: ["events", "states", "sns", "sqs"],
  "file-system": ["elasticfilesystem"],
  sessions: ["ssmmessages", "ec2messages"],
  "private-api": ["execute-api"],
} as const;

/** What an environment may use beyond the core services. */
export type EndpointFeature = keyof typeof endpointFeatures;

/** Names of the features. */
export const endpointFeatureNames = Object.keys(endpointFeatures) as readonly EndpointFeature[];

/** A service that is there in every network. */
export type CoreEndpointService = (typeof coreEndpointServices)[number];

/** A service that is there with its feature. */
export type FeatureEndpointService = (typeof endpointFeatures)[EndpointFeature][number];

/** A service that is reached through an interface endpoint. */
export type InterfaceEndpointService = CoreEndpointService | FeatureEndpointService;
