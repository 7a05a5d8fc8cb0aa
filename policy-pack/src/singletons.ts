import { read, type Read } from "./known.js";

/**
 * Types of which an account or a Region holds only one: a second program that has one overwrites it, or takes it away
 * from everybody when it is destroyed. The default VPC is not here, because `net-no-default-vpc` judges it.
 */
export const singletonTypes: readonly string[] = [
  "aws:accessanalyzer/analyzer:Analyzer",
  "aws:account/alternativeContact:AlternativeContact",
  "aws:apigateway/account:Account",
  "aws:auditmanager/accountRegistration:AccountRegistration",
  "aws:backup/globalSettings:GlobalSettings",
  "aws:backup/regionSettings:RegionSettings",
  "aws:cfg/deliveryChannel:DeliveryChannel",
  "aws:cfg/recorder:Recorder",
  "aws:cfg/recorderStatus:RecorderStatus",
  "aws:cloudtrail/trail:Trail",
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
  "aws:costexplorer/anomalyMonitor:AnomalyMonitor",
  "aws:detective/graph:Graph",
  "aws:ebs/defaultKmsKey:DefaultKmsKey",
  "aws:ebs/encryptionByDefault:EncryptionByDefault",
  "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess",
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  "aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess",
  "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults",
  "aws:ec2/serialConsoleAccess:SerialConsoleAccess",
  "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions",
  "aws:ecr/accountSetting:AccountSetting",
  "aws:ecr/registryPolicy:RegistryPolicy",
  "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration",
  "aws:fms/adminAccount:AdminAccount",
  "aws:glue/dataCatalogEncryptionSettings:DataCatalogEncryptionSettings",
  "aws:glue/resourcePolicy:ResourcePolicy",
  "aws:guardduty/detector:Detector",
  "aws:iam/accountPasswordPolicy:AccountPasswordPolicy",
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
  "aws:iam/serviceLinkedRole:ServiceLinkedRole",
  "aws:inspector2/enabler:Enabler",
  "aws:lakeformation/dataLakeSettings:DataLakeSettings",
  "aws:macie2/account:Account",
  "aws:macie2/classificationExportConfiguration:ClassificationExportConfiguration",
  "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
  "aws:sagemaker/servicecatalogPortfolioStatus:ServicecatalogPortfolioStatus",
  "aws:securityhub/account:Account",
  "aws:securityhub/accountV2:AccountV2",
  "aws:securityhub/aggregatorV2:AggregatorV2",
  "aws:securityhub/findingAggregator:FindingAggregator",
  "aws:securitylake/dataLake:DataLake",
  "aws:ssm/serviceSetting:ServiceSetting",
  "aws:xray/encryptionConfig:EncryptionConfig",
];

/**
 * Whether a resource of one of these types is really the only one: a default security group with a VPC's id is that
 * VPC's own, and of anomaly monitors only the one over a dimension is.
 *
 * @param type one of {@link singletonTypes}
 */
export function isSingleton(type: string, props: unknown): Read<boolean> {
  if (type === "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup") {
    return { state: "known", value: read(props, "vpcId").state === "absent" };
  }
  if (type === "aws:costexplorer/anomalyMonitor:AnomalyMonitor") {
    const monitorType = read(props, "monitorType");
    return monitorType.state === "known" ? { state: "known", value: monitorType.value === "DIMENSIONAL" } : monitorType;
  }
  return { state: "known", value: true };
}
