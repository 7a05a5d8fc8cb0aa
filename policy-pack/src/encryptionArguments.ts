/**
 * Arguments that take the key with which AWS encrypts a resource, by type token. Left out, each means a key that AWS
 * owns or manages, whose policy nobody here can restrict. `[]` stands for each element of a list.
 *
 * Types whose keys have a rule of their own (buckets, databases, SageMaker) are not listed.
 */
export const encryptionArguments: Readonly<Record<string, readonly string[]>> = {
  "aws:backup/vault:Vault": ["kmsKeyArn"],
  "aws:cloudtrail/trail:Trail": ["kmsKeyId"],
  "aws:cloudwatch/eventArchive:EventArchive": ["kmsKeyIdentifier"],
  "aws:cloudwatch/eventBus:EventBus": ["kmsKeyIdentifier"],
  "aws:cloudwatch/logGroup:LogGroup": ["kmsKeyId"],
  "aws:codeartifact/domain:Domain": ["encryptionKey"],
  "aws:codebuild/project:Project": ["encryptionKey"],
  "aws:codepipeline/pipeline:Pipeline": ["artifactStores[].encryptionKey.id"],
  "aws:ebs/snapshotCopy:SnapshotCopy": ["kmsKeyId"],
  "aws:ebs/volume:Volume": ["kmsKeyId"],
  "aws:ec2/amiCopy:AmiCopy": ["kmsKeyId"],
  "aws:ecr/repository:Repository": ["encryptionConfigurations[].kmsKey"],
  "aws:efs/fileSystem:FileSystem": ["kmsKeyId"],
  "aws:glue/securityConfiguration:SecurityConfiguration": [
    "encryptionConfiguration.cloudwatchEncryption.kmsKeyArn",
    "encryptionConfiguration.jobBookmarksEncryption.kmsKeyArn",
    "encryptionConfiguration.s3Encryption.kmsKeyArn",
  ],
  "aws:kinesis/stream:Stream": ["kmsKeyId"],
  "aws:lambda/function:Function": ["kmsKeyArn"],
  "aws:scheduler/schedule:Schedule": ["kmsKeyArn"],
  "aws:sfn/stateMachine:StateMachine": ["encryptionConfiguration.kmsKeyId"],
  "aws:sns/topic:Topic": ["kmsMasterKeyId"],
  "aws:sqs/queue:Queue": ["kmsMasterKeyId"],
};

/**
 * Whether a key is one that AWS manages.
 *
 * @param key an alias, or the ARN of one; AWS keeps the prefix `alias/aws/` for itself
 */
export function isAwsManagedKey(key: string): boolean {
  return /(^|:)alias\/aws\//.test(key);
}
