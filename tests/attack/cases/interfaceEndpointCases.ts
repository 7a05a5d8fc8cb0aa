import type { AttackCase, RequestContext } from "../attackCase.js";
import { documentId } from "../emittedPolicies.js";
import type { Estate } from "../estate.js";
import { strangerAccount, type Principals } from "../principals.js";

/** What is called through an endpoint: for a call that AWS judges against no resource, `*`. */
interface Sample {
  readonly service: string;
  /** A call that workloads make. */
  readonly action: string;
  /** What it is made on, without partition, Region and account. */
  readonly resource: string;
  /** A call that somebody in the VPC must not make, on the same resource or another one. */
  readonly banned: string;
  readonly bannedOn?: string;
}

const samples: readonly Sample[] = [
  {
    service: "sagemaker.api",
    action: "sagemaker:DescribeTrainingJob",
    resource: "sagemaker:training-job/churn",
    banned: "sagemaker:CreateEndpoint",
    bannedOn: "sagemaker:endpoint/shadow",
  },
  {
    service: "logs",
    action: "logs:PutLogEvents",
    resource: "logs:log-group:/aws/sagemaker/TrainingJobs:log-stream:churn",
    banned: "logs:DeleteLogStream",
  },
  {
    service: "monitoring",
    action: "cloudwatch:DescribeAlarms",
    resource: "cloudwatch:alarm:egress",
    banned: "cloudwatch:DisableAlarmActions",
  },
  {
    service: "ecr.api",
    action: "ecr:BatchGetImage",
    resource: "ecr:repository/training",
    banned: "ecr:SetRepositoryPolicy",
  },
  {
    service: "ecr.dkr",
    action: "ecr:BatchGetImage",
    resource: "ecr:repository/training",
    banned: "ecr:DeleteRepository",
  },
  {
    service: "secretsmanager",
    action: "secretsmanager:GetSecretValue",
    resource: "secretsmanager:secret:git-a1b2c3",
    banned: "secretsmanager:PutResourcePolicy",
  },
  { service: "ssm", action: "ssm:GetParameter", resource: "ssm:parameter/images/training", banned: "ssm:PutParameter" },
];

/** Who gets through the interface endpoints, with whose credentials, and to whose resources. */
export function interfaceEndpointCases(estate: Estate, who: Principals): readonly AttackCase[] {
  const { accountId, region, environment, policies } = estate;
  const ours = { "aws:ResourceAccount": accountId };
  const theirs = { "aws:ResourceAccount": strangerAccount };
  const arn = (resource: string, account = accountId): string => {
    const [service = "", ...rest] = resource.split(":");
    return `arn:aws:${service}:${region}:${account}:${rest.join(":")}`;
  };
  // Not every environment has an endpoint for every service.
  const reached = samples.filter(({ service }) => policies.documents.has(documentId("endpoint", service)));
  const role = (account: string) => `arn:aws:iam::${account}:role/anything`;
  const key = String(estate.dataKeys["lake"]);
  const strangersKey = arn("kms:key/0a1b2c3d-0000-4000-a000-000000000000", strangerAccount);
  const session = [
    { service: "aws.sagemaker.studio", action: "sagemaker:CreatePresignedDomainUrl", own: "user-profile/d-1/ada" },
    {
      service: "aws.sagemaker.notebook",
      action: "sagemaker:CreatePresignedNotebookInstanceUrl",
      own: "notebook-instance/ada",
    },
  ];

  return [
    ...reached.flatMap(({ service, action, resource, banned, bannedOn = resource }): AttackCase[] => [
      {
        name: `an account's principal calls through the endpoint for ${service} what workloads need`,
        controls: ["NET-08", "NET-07"],
        principal: who.administrator,
        action,
        resource: arn(resource),
        context: ours,
        through: service,
        expected: "allowed",
      },
      {
        name: `our role reaches through the endpoint for ${service} what a stranger opened for it`,
        controls: ["NET-08"],
        atlas: "AML.T0025",
        principal: [who.administrator, who.openCeiling],
        action,
        resource: arn(resource, strangerAccount),
        context: theirs,
        openTo: "everybody",
        through: service,
        expected: "denied",
      },
      {
        name: `an outsider's keys are used inside, through the endpoint for ${service}`,
        controls: ["NET-08"],
        atlas: "AML.T0025",
        principal: who.stranger,
        action,
        resource: arn(resource, strangerAccount),
        context: theirs,
        through: service,
        expected: "denied",
      },
      outsiderOnOurs(who, ours, service, action, arn(resource)),
      {
        name: `what is for deployers is done through the endpoint for ${service}`,
        controls: ["NET-08"],
        principal: [who.administrator, who.platformDeployer, who.breakGlass],
        action: banned,
        resource: arn(bannedOn),
        context: ours,
        through: service,
        expected: "denied",
      },
    ]),
    {
      name: "a key of the account is looked up through its endpoint",
      controls: ["NET-08", "NET-07"],
      principal: who.administrator,
      action: "kms:DescribeKey",
      resource: key,
      context: ours,
      through: "kms",
      expected: "allowed",
    },
    {
      name: "data is encrypted through the endpoint under a key that only a stranger can open",
      controls: ["NET-08"],
      atlas: "AML.T0025",
      principal: [who.administrator, who.openCeiling],
      action: ["kms:Encrypt", "kms:GenerateDataKey"],
      resource: strangersKey,
      context: theirs,
      openTo: "everybody",
      through: "kms",
      expected: "denied",
    },
    {
      name: "a key is disabled, deleted or opened to others from inside",
      controls: ["NET-08"],
      principal: [who.platformDeployer, who.breakGlass],
      action: ["kms:DisableKey", "kms:ScheduleKeyDeletion", "kms:PutKeyPolicy", "kms:CreateGrant"],
      resource: key,
      context: ours,
      through: "kms",
      expected: "denied",
    },
    {
      name: "a principal takes a role of the account that trusts it, through the endpoint",
      controls: ["NET-08", "NET-07"],
      principal: who.administrator,
      action: "sts:AssumeRole",
      resource: role(accountId),
      context: ours,
      openTo: "everybody",
      through: "sts",
      expected: "allowed",
    },
    {
      name: "our role takes a stranger's role through the endpoint",
      controls: ["NET-08"],
      atlas: "AML.T0025",
      principal: [who.administrator, who.openCeiling],
      action: "sts:AssumeRole",
      resource: role(strangerAccount),
      context: theirs,
      openTo: "everybody",
      through: "sts",
      expected: "denied",
    },
    {
      name: "an outsider's keys take the outsider's role inside",
      controls: ["NET-08"],
      atlas: "AML.T0025",
      principal: who.stranger,
      action: "sts:AssumeRole",
      resource: role(strangerAccount),
      context: theirs,
      openTo: "everybody",
      through: "sts",
      expected: "denied",
    },
    outsiderOnOurs(who, ours, "kms", "kms:Decrypt", key),
    outsiderOnOurs(who, ours, "sts", "sts:AssumeRole", role(accountId)),
    ...session.flatMap(({ service, action, own }): AttackCase[] => [
      {
        name: `a session of the account's own is opened through the endpoint for ${service}`,
        controls: ["NET-08", "NET-07"],
        principal: who.administrator,
        action,
        resource: arn(`sagemaker:${own}`),
        context: ours,
        through: service,
        expected: "allowed",
      },
      {
        name: `a session in a stranger's account is opened through the endpoint for ${service}`,
        controls: ["NET-08"],
        atlas: "AML.T0025",
        principal: [who.administrator, who.stranger],
        action,
        resource: arn(`sagemaker:${own}`, strangerAccount),
        context: theirs,
        openTo: "everybody",
        through: service,
        expected: "denied",
      },
    ]),
    ...(environment === "prod" ? lookups(who, ours, theirs) : []),
  ];
}

/** Only prod reaches EC2, and only to look around. */
function lookups(
  who: Principals,
  ours: Readonly<Record<string, string>>,
  theirs: Readonly<Record<string, string>>,
): readonly AttackCase[] {
  return [
    {
      name: "subnets are listed through the endpoint for EC2",
      controls: ["NET-08", "NET-07"],
      principal: who.administrator,
      action: "ec2:DescribeSubnets",
      resource: "*",
      context: ours,
      through: "ec2",
      expected: "allowed",
    },
    {
      name: "the answer is another account's",
      controls: ["NET-08"],
      principal: who.administrator,
      action: "ec2:DescribeSubnets",
      resource: "*",
      context: theirs,
      through: "ec2",
      expected: "denied",
    },
    outsiderOnOurs(who, ours, "ec2", "ec2:DescribeSubnets", "*"),
  ];
}

/** Should something of ours let everybody in one day, an outsider's keys still do not reach it from inside. */
function outsiderOnOurs(
  who: Principals,
  ours: RequestContext,
  through: string,
  action: string,
  resource: string,
): AttackCase {
  return {
    name: `an outsider's keys are used inside, through the endpoint for ${through}, on what we opened`,
    controls: ["NET-08"],
    principal: who.stranger,
    action,
    resource,
    context: ours,
    openTo: "everybody",
    through,
    expected: "denied",
  };
}
