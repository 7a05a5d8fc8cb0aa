import { matches } from "./commonChecks.js";
import { stableHex } from "./resourceModel.js";
import type { ResourceContext, ResourceModel } from "./resourceModel.js";

/** Refuses a value that the service does not know, in the provider's words. */
function oneOf(property: string, values: readonly string[]): NonNullable<ResourceModel["check"]> {
  return (setting) =>
    matches(
      setting,
      property,
      new RegExp(`^(${values.join("|")})$`),
      `expected ${property} to be one of [${values.join(", ")}]`,
    );
}

function defaultVpcId({ facts }: ResourceContext): string {
  return `vpc-${stableHex(`${facts.accountId}/${facts.region}`, 17)}`;
}

/** Settings of which an account or a Region has only one. */
export const accountSettings: Readonly<Record<string, ResourceModel>> = {
  "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock": {
    global: true,
    defaults: {
      blockPublicAcls: false,
      blockPublicPolicy: false,
      ignorePublicAcls: false,
      restrictPublicBuckets: false,
    },
    id: (block) => block.facts.accountId,
    computed: { accountId: (block) => block.facts.accountId },
    forceNew: ["accountId"],
  },
  "aws:ebs/encryptionByDefault:EncryptionByDefault": { defaults: { enabled: true }, id: () => "default" },
  "aws:ebs/defaultKmsKey:DefaultKmsKey": { id: "keyArn", forceNew: ["keyArn"] },
  "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess": {
    check: oneOf("state", ["block-all-sharing", "block-new-sharing", "unblocked"]),
    id: () => "default",
  },
  "aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess": {
    check: oneOf("state", ["unblocked", "block-new-sharing"]),
    id: (block) => block.facts.region,
  },
  "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults": {
    check: oneOf("httpTokens", ["optional", "required", "no-preference"]),
    id: (metadata) => metadata.facts.accountId,
    computed: {
      httpEndpoint: () => "no-preference",
      httpPutResponseHopLimit: () => -1,
      httpTokens: () => "no-preference",
      instanceMetadataTags: () => "no-preference",
    },
  },
  "aws:ec2/serialConsoleAccess:SerialConsoleAccess": {
    defaults: { enabled: true },
    id: (access) => access.facts.region,
  },
  "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions": {
    check: oneOf("internetGatewayBlockMode", ["block-bidirectional", "block-ingress", "off"]),
    id: (block) => block.facts.region,
    computed: { awsAccountId: (block) => block.facts.accountId, awsRegion: (block) => block.facts.region },
  },
  "aws:ssm/serviceSetting:ServiceSetting": {
    id: "settingId",
    computed: { arn: (setting) => setting.text("settingId"), status: () => "Customized" },
    forceNew: ["settingId"],
  },
  "aws:sagemaker/servicecatalogPortfolioStatus:ServicecatalogPortfolioStatus": {
    check: oneOf("status", ["Enabled", "Disabled"]),
    id: (portfolio) => portfolio.facts.region,
  },
  // Every Region has one from the start, unless somebody deleted it.
  "aws:ec2/defaultVpc:DefaultVpc": {
    taggable: true,
    defaults: { enableDnsHostnames: true, enableDnsSupport: true, forceDestroy: false },
    id: defaultVpcId,
    computed: {
      arn: (vpc) => vpc.arn("ec2", `vpc/${defaultVpcId(vpc)}`),
      cidrBlock: () => "172.31.0.0/16",
      defaultNetworkAclId: (vpc) => `acl-${defaultVpcId(vpc).slice(4)}`,
      defaultRouteTableId: (vpc) => `rtb-${defaultVpcId(vpc).slice(4)}`,
      defaultSecurityGroupId: (vpc) => `sg-${defaultVpcId(vpc).slice(4)}`,
      dhcpOptionsId: (vpc) => `dopt-${defaultVpcId(vpc).slice(4)}`,
      existingDefaultVpc: () => true,
      instanceTenancy: () => "default",
      ipv6AssociationId: () => "",
      ipv6CidrBlock: () => "",
      mainRouteTableId: (vpc) => `rtb-${defaultVpcId(vpc).slice(4)}`,
      ownerId: (vpc) => vpc.facts.accountId,
    },
  },
};
