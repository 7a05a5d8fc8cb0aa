import type * as aws from "@pulumi/aws";

const securityGroups = ["sg-1"];
const executionRole = "arn:aws:iam::111111111111:role/acme/dev/acme-dev-studio-default";

/** A Studio domain to which no rule objects. */
export const compliantDomain = {
  domainName: "acme-dev",
  authMode: "SSO",
  appNetworkAccessType: "VpcOnly",
  vpcId: "vpc-1",
  subnetIds: ["subnet-1"],
  kmsKeyId: "arn:aws:kms:eu-central-1:111111111111:key/1",
  domainSettings: {
    executionRoleIdentityConfig: "USER_PROFILE_NAME",
    dockerSettings: { enableDockerAccess: "DISABLED" },
  },
  defaultUserSettings: { executionRole, securityGroups },
  defaultSpaceSettings: { executionRole, securityGroups },
} satisfies aws.sagemaker.DomainArgs;

/** A notebook instance to which no rule objects. */
export const compliantNotebook = {
  name: "acme-dev-exploration",
  instanceType: "ml.t3.medium",
  roleArn: "arn:aws:iam::111111111111:role/acme/dev/acme-dev-notebook",
  subnetId: "subnet-1",
  securityGroups,
  directInternetAccess: "Disabled",
  rootAccess: "Disabled",
  instanceMetadataServiceConfiguration: { minimumInstanceMetadataServiceVersion: "2" },
  kmsKeyId: "arn:aws:kms:eu-central-1:111111111111:key/1",
  platformIdentifier: "notebook-al2023-v1",
} satisfies aws.sagemaker.NotebookInstanceArgs;
