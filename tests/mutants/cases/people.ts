import { made, type Mutant } from "../mutant.js";
import { withInputs, withNew, without, withStatements, type Mutation } from "../mutate.js";

const rolePolicyType = "aws:iam/rolePolicy:RolePolicy";
const trainingPolicy = { type: rolePolicyType, name: "job-roles-training-policy" };
const trainingJobsLog = { type: "aws:cloudwatch/logGroup:LogGroup", name: "job-logs-training-jobs-log-group" };
const keyArn = "arn:aws:kms:eu-central-1:222222222222:key/0a1b";

/** A job as it should be. */
const job = {
  trainingJobName: "by-hand",
  roleArn: "arn:aws:iam::222222222222:role/acmeml/prod/acmeml-prod-training",
  algorithmSpecification: {
    trainingImage: `222222222222.dkr.ecr.eu-central-1.amazonaws.com/acmeml-prod-training@sha256:${"0".repeat(64)}`,
    trainingInputMode: "File",
  },
  vpcConfig: { subnets: ["subnet-1"], securityGroupIds: ["sg-1"] },
  enableNetworkIsolation: true,
  enableInterContainerTrafficEncryption: true,
  resourceConfig: { instanceType: "ml.m5.xlarge", instanceCount: 1, volumeKmsKeyId: keyArn },
  outputDataConfig: { s3OutputPath: "s3://bucket/models/", kmsKeyId: keyArn },
  stoppingCondition: { maxRuntimeInSeconds: 3600 },
};

/** Somebody starts a job from a stack. */
const withJob = (change: Readonly<Record<string, unknown>>): Mutation =>
  withNew(() => made("platform", "aws:sagemaker/trainingJob:TrainingJob", "by-hand", { ...job, ...change }));

const jobMutant = (change: string, inputs: Readonly<Record<string, unknown>>, rule: string): Mutant => ({
  control: "TRN-07",
  change,
  stack: "platform",
  mutation: withJob(inputs),
  rules: [rule],
});

export const peopleMutants: readonly Mutant[] = [
  jobMutant("a job runs outside the VPC", { vpcConfig: undefined }, "trn-job-vpc"),
  jobMutant("a job is not isolated", { enableNetworkIsolation: false }, "trn-job-isolated"),
  jobMutant(
    "a job's peers talk in clear",
    { enableInterContainerTrafficEncryption: undefined },
    "trn-job-intercontainer",
  ),
  jobMutant("a job's volumes have no key", { resourceConfig: { instanceType: "ml.m5.xlarge" } }, "trn-job-volume-key"),
  jobMutant("a job's output has no key", { outputDataConfig: { s3OutputPath: "s3://bucket/" } }, "trn-job-output-key"),
  jobMutant("a job may run for ever", { stoppingCondition: undefined }, "trn-job-runtime-cap"),
  jobMutant("a job has a shell", { remoteDebugConfig: { enableRemoteDebug: true } }, "trn-job-no-debug"),
  {
    control: "TRN-07",
    change: "the guardrail asks for a key that no request carries",
    stack: "platform",
    mutation: withNew(() =>
      made("platform", "aws:iam/policy:Policy", "by-hand", {
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            {
              Sid: "NoKey",
              Effect: "Deny",
              Action: "sagemaker:CreateTrainingJob",
              Resource: "*",
              Condition: { Null: { "sagemaker:VolumeKmsKey": "true" } },
            },
          ],
        }),
      }),
    ),
    rules: ["trn-policy-dead-keys"],
  },
  {
    control: "TRN-07",
    change: "one approved subnet carries a foreign one through",
    stack: "platform",
    mutation: withNew(() =>
      made("platform", "aws:iam/policy:Policy", "by-hand", {
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            {
              Sid: "Subnet",
              Effect: "Deny",
              Action: "sagemaker:CreateTrainingJob",
              Resource: "*",
              Condition: { "ForAllValues:StringNotEquals": { "sagemaker:VpcSubnets": ["subnet-1"] } },
            },
          ],
        }),
      }),
    ),
    rules: ["trn-policy-forallvalues-deny"],
  },
  {
    control: "TRN-07",
    change: "somebody starts jobs with a role that no guardrail holds",
    stack: "platform",
    mutation: withNew(() =>
      made("platform", "aws:iam/role:Role", "by-hand", {
        name: "by-hand",
        path: "/acmeml/prod/",
        assumeRolePolicy: JSON.stringify({ Version: "2012-10-17", Statement: [] }),
        permissionsBoundary: "arn:aws:iam::222222222222:policy/acmeml/account/acmeml-account-boundary",
        tags: { persona: "ds" },
      }),
    ),
    rules: ["data-role-least-privilege-linked", "trn-role-has-guardrail"],
  },
  {
    control: "TRN-02",
    change: "a persona loses its guardrail",
    stack: "platform",
    mutation: without({
      type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
      name: "people-ds-attachment-network",
    }),
    rules: ["trn-role-has-guardrail"],
  },
  {
    control: "TRN-09",
    change: "training may write where it reads",
    stack: "platform",
    mutation: withStatements(trainingPolicy, (statements) =>
      statements.map((statement) =>
        statement.Sid === "WriteObjects" ? { ...statement, Action: ["s3:PutObject", "s3:GetObject"] } : statement,
      ),
    ),
    rules: ["trn-training-role-readonly-input"],
  },
  {
    control: "TRN-31",
    change: "a job may make its log group, without a key and for ever",
    stack: "platform",
    mutation: withStatements(trainingPolicy, (statements) =>
      statements.map((statement) =>
        statement.Sid === "WriteLog"
          ? { ...statement, Action: ["logs:CreateLogGroup", "logs:PutLogEvents"] }
          : statement,
      ),
    ),
    rules: ["trn-role-no-createloggroup"],
  },
  {
    control: "TRN-31",
    change: "what training prints lies in a log group without a key of ours",
    stack: "account",
    mutation: withInputs(trainingJobsLog, () => ({ kmsKeyId: undefined })),
    rules: ["gov-log-group-cmk-retention", "data-kms-customer-managed"],
  },
  {
    control: "TRN-31",
    change: "what notebooks print is kept for ever",
    stack: "account",
    mutation: withInputs({ ...trainingJobsLog, name: "job-logs-notebook-instances-log-group" }, () => ({
      retentionInDays: undefined,
    })),
    rules: ["gov-log-group-cmk-retention"],
  },
  {
    control: "TRN-31",
    change: "personal data that Studio applications print can be read in clear",
    stack: "account",
    mutation: without({
      type: "aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy",
      name: "job-logs-studio-masking",
    }),
    rules: ["gov-payload-log-masked-linked"],
  },
  {
    control: "TRN-09",
    change: "training may grant its key to anybody",
    stack: "platform",
    mutation: withStatements(trainingPolicy, (statements) =>
      statements.map((statement) => (statement.Sid === "VolumeGrant" ? { ...statement, Condition: {} } : statement)),
    ),
    rules: ["trn-role-creategrant-conditioned"],
  },
  {
    control: "TRN-10",
    change: "an engineer passes any role",
    stack: "platform",
    mutation: withStatements({ type: rolePolicyType, name: "people-mle-policy" }, (statements) =>
      statements.map((statement) => (statement.Sid === "PassRoles" ? { ...statement, Resource: "*" } : statement)),
    ),
    rules: ["trn-passrole-scoped"],
  },
  {
    control: "TRN-10",
    change: "SageMaker becomes training for anybody's job",
    stack: "platform",
    mutation: withStatements(
      { type: "aws:iam/role:Role", name: "job-roles-training-role" },
      (statements) => statements.map((statement) => ({ ...statement, Condition: {} })),
      "assumeRolePolicy",
    ),
    rules: ["trn-trust-confused-deputy"],
  },
  {
    control: "TRN-10",
    change: "everybody in the account becomes the approver",
    stack: "platform",
    mutation: withStatements(
      { type: "aws:iam/role:Role", name: "people-approver-role" },
      (statements) => statements.map((statement) => ({ ...statement, Condition: {} })),
      "assumeRolePolicy",
    ),
    rules: ["trn-trust-no-star-principal"],
  },
  {
    control: "TRN-11",
    change: "a role's policy asks for a grant's condition on another call",
    stack: "platform",
    mutation: withStatements(trainingPolicy, (statements) =>
      statements.map((statement) =>
        statement.Sid === "VolumeGrant" ? { ...statement, Action: ["kms:CreateGrant", "kms:DescribeKey"] } : statement,
      ),
    ),
    rules: ["trn-kms-grant-condition"],
  },
];
