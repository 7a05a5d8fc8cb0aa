import { matches } from "./commonChecks.js";
import type { CheckFailure, ResourceContext, ResourceModel } from "./resourceModel.js";

/** What SageMaker allows in the names of domains, profiles, notebook instances and their lifecycle configurations. */
function sageMakerName(property: string): (resource: ResourceContext) => CheckFailure[] {
  return (resource) =>
    matches(
      resource,
      property,
      /^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/,
      "valid characters are a-z, A-Z, 0-9 and - (hyphen), at most 63",
    );
}

function domainId(domain: ResourceContext): string {
  return `d-${domain.hex(12)}`;
}

/** SageMaker registers the domain as an application of IAM Identity Center, unless people sign in without it. */
function applicationArn(domain: ResourceContext): string {
  const { partition, accountId } = domain.facts;
  return domain.inputs["authMode"] === "SSO"
    ? `arn:${partition}:sso::${accountId}:application/ssoins-${domain.hex(16, "instance")}/apl-${domain.hex(16)}`
    : "";
}

function listAt(value: unknown, property: string): readonly unknown[] {
  const list = (value as Record<string, unknown> | undefined)?.[property];
  return Array.isArray(list) ? list : [];
}

/** SageMaker takes 1 to 16 subnets, and no domain inside a VPC without a security group. */
function placement(domain: ResourceContext): CheckFailure[] {
  const { appNetworkAccessType, defaultUserSettings, subnetIds } = domain.inputs;
  const failures: CheckFailure[] = [];
  if (Array.isArray(subnetIds) && (subnetIds.length === 0 || subnetIds.length > 16)) {
    failures.push({ property: "subnetIds", reason: `expected 1 to 16 items, got ${String(subnetIds.length)}` });
  }
  if (appNetworkAccessType === "VpcOnly" && listAt(defaultUserSettings, "securityGroups").length === 0) {
    failures.push({
      property: "defaultUserSettings",
      reason: "SecurityGroups are required in DefaultUserSettings when AppNetworkAccessType is VpcOnly",
    });
  }
  return failures;
}

/** Both parts that name a person of IAM Identity Center, or none. */
function signOn(profile: ResourceContext): CheckFailure[] {
  const parts = ["singleSignOnUserIdentifier", "singleSignOnUserValue"];
  const given = parts.filter((part) => part in profile.inputs);
  return given.length === 1
    ? [{ property: String(given[0]), reason: `${parts.join(" and ")} must be given together` }]
    : [];
}

/** Without a subnet there is no way out but the direct one. */
function wayOut(notebook: ResourceContext): CheckFailure[] {
  const { directInternetAccess, subnetId } = notebook.inputs;
  return directInternetAccess === "Disabled" && subnetId === undefined
    ? [
        {
          property: "directInternetAccess",
          reason: "DirectInternetAccess can only be Disabled when a SubnetId is given",
        },
      ]
    : [];
}

/** Lifecycle scripts travel as base64, at most 16,384 characters. */
function scripts(config: ResourceContext): CheckFailure[] {
  return ["onCreate", "onStart"].flatMap((property) =>
    matches(config, property, /^[A-Za-z0-9+/]{1,16384}={0,2}$/, "must be base64 of at most 16384 characters"),
  );
}

/** SageMaker Studio, notebook instances, and who may open Studio. */
export const studio: Readonly<Record<string, ResourceModel>> = {
  "aws:sagemaker/domain:Domain": {
    taggable: true,
    defaults: { appNetworkAccessType: "PublicInternetOnly", tagPropagation: "DISABLED" },
    check: (domain) => [...sageMakerName("domainName")(domain), ...placement(domain)],
    id: domainId,
    computed: {
      arn: (domain) => domain.arn("sagemaker", `domain/${domainId(domain)}`),
      homeEfsFileSystemId: (domain) => `fs-${domain.hex(17, "home")}`,
      securityGroupIdForDomainBoundary: (domain) => `sg-${domain.hex(17, "boundary")}`,
      singleSignOnApplicationArn: applicationArn,
      singleSignOnManagedApplicationInstanceId: () => "",
      url: (domain) => `https://${domainId(domain)}.studio.${domain.facts.region}.sagemaker.aws`,
    },
    forceNew: ["appSecurityGroupManagement", "authMode", "domainName", "kmsKeyId", "subnetIds", "vpcId"],
  },
  "aws:sagemaker/userProfile:UserProfile": {
    taggable: true,
    check: (profile) => [...sageMakerName("userProfileName")(profile), ...signOn(profile)],
    id: (profile) =>
      profile.arn("sagemaker", `user-profile/${profile.text("domainId")}/${profile.text("userProfileName")}`),
    computed: {
      arn: (profile) =>
        profile.arn("sagemaker", `user-profile/${profile.text("domainId")}/${profile.text("userProfileName")}`),
      homeEfsFileSystemUid: () => "200005",
    },
    forceNew: ["domainId", "singleSignOnUserIdentifier", "singleSignOnUserValue", "userProfileName"],
  },
  "aws:sagemaker/notebookInstance:NotebookInstance": {
    taggable: true,
    autoName: { property: "name", maximumLength: 63 },
    defaults: { directInternetAccess: "Enabled", rootAccess: "Enabled", volumeSize: 5 },
    check: (notebook) => [...sageMakerName("name")(notebook), ...wayOut(notebook)],
    id: "name",
    computed: {
      arn: (notebook) => notebook.arn("sagemaker", `notebook-instance/${notebook.text("name")}`),
      instanceMetadataServiceConfiguration: () => ({ minimumInstanceMetadataServiceVersion: "1" }),
      networkInterfaceId: (notebook) => (notebook.inputs["subnetId"] === undefined ? "" : `eni-${notebook.hex(17)}`),
      platformIdentifier: () => "notebook-al2-v3",
      securityGroups: () => [],
      url: (notebook) => `${notebook.text("name")}.notebook.${notebook.facts.region}.sagemaker.aws`,
    },
    forceNew: ["directInternetAccess", "kmsKeyId", "name", "platformIdentifier", "securityGroups", "subnetId"],
  },
  "aws:sagemaker/notebookInstanceLifecycleConfiguration:NotebookInstanceLifecycleConfiguration": {
    taggable: true,
    autoName: { property: "name", maximumLength: 63 },
    check: (config) => [...sageMakerName("name")(config), ...scripts(config)],
    id: "name",
    computed: {
      arn: (config) => config.arn("sagemaker", `notebook-instance-lifecycle-config/${config.text("name")}`),
    },
    forceNew: ["name"],
  },
  "aws:ssoadmin/applicationAssignment:ApplicationAssignment": {
    id: (assignment) => ["applicationArn", "principalId", "principalType"].map((part) => assignment.text(part)).join(),
    forceNew: ["applicationArn", "principalId", "principalType"],
  },
};
