import type { AttackCase } from "../attackCase.js";
import type { Estate } from "../estate.js";
import { strangerAccount, type Principals } from "../principals.js";

/** Who uses the environment's keys of volumes and of messages. */
export function environmentKeyCases(estate: Estate, who: Principals): readonly AttackCase[] {
  const { accountId, region, environment, dataKeys } = estate;
  const [compute, studio, messaging] = ["compute", "studio", "messaging"].map((domain) => String(dataKeys[domain])) as [
    string,
    string,
    string,
  ];
  const volumes = [...new Set([compute, studio])];
  const others = [...new Set([...Object.values(estate.accountKeys), ...Object.values(dataKeys)])];
  const deployers = [who.platformDeployer, who.breakGlass];
  const via = (service: string) => ({
    "kms:ViaService": `${service}.${region}.amazonaws.com`,
    "aws:ViaAWSService": "true",
  });
  const grant = { "kms:GrantIsForAWSResource": "true" };
  const cloudWatch = who.service("cloudwatch");
  const sns = who.service("sns");
  const seal = ["kms:GenerateDataKey", "kms:Decrypt"];
  const topic = (name: string, account = accountId) => `arn:aws:sns:${region}:${account}:${name}`;
  const alarm = (account: string) => `arn:aws:cloudwatch:${region}:${account}:alarm:acmeml-training-failed`;
  const fromAlarm = { "aws:SourceArn": alarm(accountId), "aws:SourceAccount": accountId };
  const fromTopic = { "aws:SourceArn": topic(`acmeml-${environment}-alerts`), "aws:SourceAccount": accountId };
  const otherEnvironment = environment === "dev" ? "prod" : "dev";

  return [
    // Volumes.
    {
      name: "the deployer makes an endpoint, a domain or a notebook, and SageMaker takes the key of its volumes",
      controls: ["DATA-01", "DATA-02"],
      principal: deployers,
      action: "kms:CreateGrant",
      resource: volumes,
      context: { ...via("sagemaker"), ...grant },
      expected: "allowed",
    },
    {
      name: "the deployer makes Studio's home directories",
      controls: ["DATA-01", "DATA-02"],
      principal: deployers,
      action: ["kms:Decrypt", "kms:GenerateDataKeyWithoutPlaintext", "kms:DescribeKey"],
      resource: studio,
      context: via("elasticfilesystem"),
      expected: "allowed",
    },
    {
      name: "the file system of home directories takes the key of Studio",
      controls: ["DATA-02"],
      principal: deployers,
      action: "kms:CreateGrant",
      resource: studio,
      context: { ...via("elasticfilesystem"), ...grant },
      expected: "allowed",
    },
    {
      name: "the deployer grants the environment's key of volumes to a person",
      controls: ["DATA-02"],
      principal: deployers,
      action: "kms:CreateGrant",
      resource: volumes,
      context: { ...via("sagemaker"), "kms:GrantIsForAWSResource": "false" },
      expected: "denied",
    },
    {
      name: "the deployer grants the key of home directories to a person",
      controls: ["DATA-02"],
      principal: deployers,
      action: "kms:CreateGrant",
      resource: studio,
      context: { ...via("elasticfilesystem"), "kms:GrantIsForAWSResource": "false" },
      expected: "denied",
    },
    {
      name: "the deployer grants the environment's key of volumes by hand, or does not say for whom",
      controls: ["DATA-02"],
      principal: deployers,
      action: "kms:CreateGrant",
      resource: volumes,
      expected: "denied",
    },
    {
      name: "the deployer grants the key of volumes without any service",
      controls: ["DATA-02"],
      principal: deployers,
      action: "kms:CreateGrant",
      resource: volumes,
      context: grant,
      expected: "denied",
    },
    {
      name: "the deployer grants the key of volumes through a service that makes none",
      controls: ["DATA-02"],
      principal: deployers,
      action: "kms:CreateGrant",
      resource: volumes,
      context: { ...via("s3"), ...grant },
      expected: "denied",
    },
    {
      name: "the deployer opens a volume",
      controls: ["DATA-02"],
      principal: deployers,
      action: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom"],
      resource: volumes,
      context: via("sagemaker"),
      expected: "denied",
    },
    {
      name: "the deployer opens a home directory without the file system",
      controls: ["DATA-02"],
      principal: deployers,
      action: ["kms:Decrypt", "kms:GenerateDataKeyWithoutPlaintext"],
      resource: studio,
      expected: "denied",
    },
    {
      name: "the deployer takes the data key of a home directory in clear",
      controls: ["DATA-02"],
      principal: deployers,
      action: ["kms:GenerateDataKey", "kms:Encrypt", "kms:ReEncryptFrom"],
      resource: studio,
      context: via("elasticfilesystem"),
      expected: "denied",
    },
    {
      name: "somebody whom the key does not name grants the key of volumes to SageMaker",
      controls: ["DATA-02"],
      atlas: "AML.T0035",
      principal: [who.administrator, who.accountDeployer, who.workload, who.scientist, who.flowLogs, who.otherDeployer],
      action: "kms:CreateGrant",
      resource: volumes,
      context: { ...via("sagemaker"), ...grant },
      expected: "denied",
    },
    {
      name: "somebody whom the key does not name makes or opens home directories",
      controls: ["DATA-02"],
      principal: [who.administrator, who.accountDeployer, who.workload, who.scientist, who.otherDeployer],
      action: ["kms:Decrypt", "kms:GenerateDataKeyWithoutPlaintext"],
      resource: studio,
      context: via("elasticfilesystem"),
      expected: "denied",
    },
    {
      name: "somebody whom the key does not name grants the key of Studio to a file system",
      controls: ["DATA-02"],
      principal: [who.administrator, who.accountDeployer, who.workload, who.scientist, who.otherDeployer],
      action: "kms:CreateGrant",
      resource: studio,
      context: { ...via("elasticfilesystem"), ...grant },
      expected: "denied",
    },
    {
      name: "SageMaker uses the key of volumes in its own name",
      controls: ["DATA-02"],
      principal: [who.service("sagemaker"), who.service("ec2"), who.service("elasticfilesystem")],
      action: [...seal, "kms:CreateGrant"],
      resource: volumes,
      context: { "aws:SourceAccount": accountId },
      expected: "denied",
    },

    // Functions.
    {
      name: "the deployer makes a function of the environment with encrypted variables",
      controls: ["DATA-01", "DATA-02"],
      principal: deployers,
      action: ["kms:Encrypt", "kms:Decrypt"],
      resource: messaging,
      context: via("lambda"),
      expected: "allowed",
    },
    {
      name: "the deployer lets Lambda use the key of the environment's functions",
      controls: ["DATA-01", "DATA-02"],
      principal: deployers,
      action: "kms:CreateGrant",
      resource: messaging,
      context: { ...via("lambda"), ...grant },
      expected: "allowed",
    },
    {
      name: "the deployer grants the key of messages to a person",
      controls: ["DATA-02"],
      principal: deployers,
      action: "kms:CreateGrant",
      resource: messaging,
      context: { ...via("lambda"), "kms:GrantIsForAWSResource": "false" },
      expected: "denied",
    },
    {
      name: "the deployer grants the key of messages by hand",
      controls: ["DATA-02"],
      principal: deployers,
      action: "kms:CreateGrant",
      resource: messaging,
      context: grant,
      expected: "denied",
    },
    {
      name: "the deployer reads messages",
      controls: ["DATA-02"],
      principal: deployers,
      action: ["kms:Decrypt", "kms:GenerateDataKey"],
      resource: messaging,
      context: via("sqs"),
      expected: "denied",
    },
    {
      name: "somebody whom the key does not name makes functions or reads their variables",
      controls: ["DATA-02"],
      principal: [who.administrator, who.accountDeployer, who.workload, who.scientist, who.otherDeployer],
      action: ["kms:Encrypt", "kms:Decrypt"],
      resource: messaging,
      context: via("lambda"),
      expected: "denied",
    },
    {
      name: "somebody whom the key does not name grants the key of messages to Lambda",
      controls: ["DATA-02"],
      principal: [who.administrator, who.accountDeployer, who.workload, who.scientist, who.otherDeployer],
      action: "kms:CreateGrant",
      resource: messaging,
      context: { ...via("lambda"), ...grant },
      expected: "denied",
    },

    // Alarms and topics.
    {
      name: "CloudWatch seals alarms for a topic of the environment",
      controls: ["DATA-02"],
      principal: cloudWatch,
      action: seal,
      resource: messaging,
      context: fromAlarm,
      expected: "allowed",
    },
    {
      name: "a stranger's alarm uses our key",
      controls: ["DATA-02"],
      principal: cloudWatch,
      action: seal,
      resource: messaging,
      context: { ...fromAlarm, "aws:SourceArn": alarm(strangerAccount) },
      expected: "denied",
    },
    {
      name: "CloudWatch uses our key for a stranger's account",
      controls: ["DATA-02"],
      principal: cloudWatch,
      action: seal,
      resource: messaging,
      context: { ...fromAlarm, "aws:SourceAccount": strangerAccount },
      expected: "denied",
    },
    {
      name: "SNS delivers a message of the environment's topics into a queue",
      controls: ["DATA-02"],
      principal: sns,
      action: seal,
      resource: messaging,
      context: fromTopic,
      expected: "allowed",
    },
    {
      name: "SNS delivers a message of another environment's topic, or of none of ours",
      controls: ["DATA-02"],
      principal: sns,
      action: seal,
      resource: messaging,
      context: { ...fromTopic, "aws:SourceArn": topic(`acmeml-${otherEnvironment}-alerts`) },
      expected: "denied",
    },
    {
      name: "SNS delivers a message of a stranger's topic of the same name",
      controls: ["DATA-02"],
      principal: sns,
      action: seal,
      resource: messaging,
      context: {
        "aws:SourceArn": topic(`acmeml-${environment}-alerts`, strangerAccount),
        "aws:SourceAccount": strangerAccount,
      },
      expected: "denied",
    },
    {
      name: "a service does not say for whom it uses the key of messages",
      controls: ["DATA-02"],
      principal: [cloudWatch, sns, who.service("events")],
      action: seal,
      resource: messaging,
      expected: "denied",
    },
    {
      name: "a service without a part in messages uses their key",
      controls: ["DATA-02"],
      principal: [who.service("lambda"), who.service("sqs"), who.service("budgets"), who.service("scheduler")],
      action: seal,
      resource: messaging,
      context: fromAlarm,
      expected: "denied",
    },
    {
      name: "SNS uses any other key",
      controls: ["DATA-02"],
      principal: sns,
      action: seal,
      resource: others.filter((key) => key !== messaging),
      context: fromTopic,
      expected: "denied",
    },
    {
      name: "CloudWatch uses a key of data or volumes",
      controls: ["DATA-02"],
      principal: cloudWatch,
      action: seal,
      resource: [...new Set(Object.values(dataKeys))].filter((key) => key !== messaging),
      context: fromAlarm,
      expected: "denied",
    },
  ];
}
