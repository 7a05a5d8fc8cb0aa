/**
 * Type tokens of the resources that rules judge. A token that the provider does not have would make its rule silently
 * pass, so a test compares this table with the provider.
 */
export const awsType = {
  accountPublicAccessBlock: "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
  alias: "aws:kms/alias:Alias",
  bucket: "aws:s3/bucket:Bucket",
  bucketAcl: "aws:s3/bucketAcl:BucketAcl",
  bucketAclV2: "aws:s3/bucketAclV2:BucketAclV2",
  bucketEncryption: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  bucketLifecycle: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  bucketLogging: "aws:s3/bucketLogging:BucketLogging",
  bucketNotification: "aws:s3/bucketNotification:BucketNotification",
  bucketObjectLock: "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
  bucketOwnershipControls: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
  bucketPolicy: "aws:s3/bucketPolicy:BucketPolicy",
  bucketPublicAccessBlock: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
  bucketV2: "aws:s3/bucketV2:BucketV2",
  bucketVersioning: "aws:s3/bucketVersioning:BucketVersioning",
  bucketWebsite: "aws:s3/bucketWebsiteConfiguration:BucketWebsiteConfiguration",
  defaultKmsKey: "aws:ebs/defaultKmsKey:DefaultKmsKey",
  defaultNetworkAcl: "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl",
  defaultRouteTable: "aws:ec2/defaultRouteTable:DefaultRouteTable",
  defaultSecurityGroup: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  defaultSubnet: "aws:ec2/defaultSubnet:DefaultSubnet",
  defaultVpc: "aws:ec2/defaultVpc:DefaultVpc",
  deliveryChannel: "aws:cfg/deliveryChannel:DeliveryChannel",
  encryptionByDefault: "aws:ebs/encryptionByDefault:EncryptionByDefault",
  endpoint: "aws:sagemaker/endpoint:Endpoint",
  externalKey: "aws:kms/externalKey:ExternalKey",
  flowLog: "aws:ec2/flowLog:FlowLog",
  imageBlockPublicAccess: "aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess",
  instanceMetadataDefaults: "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults",
  internetGateway: "aws:ec2/internetGateway:InternetGateway",
  key: "aws:kms/key:Key",
  keyPolicy: "aws:kms/keyPolicy:KeyPolicy",
  logGroup: "aws:cloudwatch/logGroup:LogGroup",
  managedPolicy: "aws:iam/policy:Policy",
  queue: "aws:sqs/queue:Queue",
  queuePolicy: "aws:sqs/queuePolicy:QueuePolicy",
  replicaExternalKey: "aws:kms/replicaExternalKey:ReplicaExternalKey",
  replicaKey: "aws:kms/replicaKey:ReplicaKey",
  role: "aws:iam/role:Role",
  route: "aws:ec2/route:Route",
  routeTable: "aws:ec2/routeTable:RouteTable",
  routeTableAssociation: "aws:ec2/routeTableAssociation:RouteTableAssociation",
  snapshotBlockPublicAccess: "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess",
  subnet: "aws:ec2/subnet:Subnet",
  topic: "aws:sns/topic:Topic",
  topicPolicy: "aws:sns/topicPolicy:TopicPolicy",
  trail: "aws:cloudtrail/trail:Trail",
  vpc: "aws:ec2/vpc:Vpc",
  vpcEndpoint: "aws:ec2/vpcEndpoint:VpcEndpoint",
  vpcEndpointPolicy: "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy",
  vpcEndpointRouteTableAssociation: "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation",
} as const;

/** Type of the resource that stands for what another stack handed over. */
export const stackReferenceType = "pulumi:pulumi:StackReference";

/** Types of what an unknown key may come from: a key of the same program, or another stack's output. */
export const keySources: readonly string[] = [
  awsType.key,
  awsType.replicaKey,
  awsType.externalKey,
  awsType.replicaExternalKey,
  stackReferenceType,
];
