import type { AttackCase, RequestContext } from "../attackCase.js";
import { eachSide } from "../eachSide.js";
import type { Estate } from "../estate.js";
import { strangerAccount, type Principals } from "../principals.js";

/** What classic notebook instances may do with their role, what they may not, and who may become it. */
export function notebookCases(estate: Estate, who: Principals): readonly AttackCase[] {
  const { accountId, region, environment, dataKeys, dataBuckets, subnetIds, securityGroupIds } = estate;
  const { notebook } = who;
  const sageMaker = (resource: string): string => estate.arn("sagemaker", resource);
  const named = (name: string): string => sageMaker(`notebook-instance/acmeml-${environment}-${name}`);
  const instance = named(environment === "dev" ? "exploration" : "investigation");
  const bucket = (zone: string): string => String(dataBuckets[zone]);
  const key = (domain: string): string => String(dataKeys[domain]);
  const subnet = estate.arn("ec2", `subnet/${String(subnetIds("studio")[0])}`);
  const group = estate.arn("ec2", `security-group/${String(securityGroupIds["studio"])}`);
  const interfaces = estate.arn("ec2", "network-interface/eni-1");
  const logStream = (logGroup: string): string => estate.arn("logs", `log-group:${logGroup}:log-stream:x/jupyter.log`);
  const viaS3 = { "kms:ViaService": `s3.${region}.amazonaws.com`, "aws:ViaAWSService": "true" };
  const source = (account: string): RequestContext => ({
    "aws:SourceAccount": account,
    "aws:SourceArn": `arn:aws:sagemaker:${region}:${account}:notebook-instance/acmeml-${environment}-x`,
  });
  const row = (
    name: string,
    action: AttackCase["action"],
    resource: AttackCase["resource"],
    expected: AttackCase["expected"],
    more: Partial<AttackCase> = {},
  ): AttackCase => ({ name, controls: ["TRN-04"], principal: notebook, action, resource, expected, ...more });
  const throughS3 = { through: "s3" };

  return [
    // Who becomes a notebook instance.
    row("SageMaker becomes a notebook instance of ours", "sts:AssumeRole", notebook.id, "allowed", {
      principal: who.service("sagemaker"),
      controls: ["TRN-04", "TRN-10"],
      context: source(accountId),
    }),
    row("SageMaker becomes a notebook instance of another account's", "sts:AssumeRole", notebook.id, "denied", {
      principal: who.service("sagemaker"),
      controls: ["TRN-04", "TRN-10"],
      context: source(strangerAccount),
    }),
    ...Object.keys(source(accountId)).map((missing) =>
      row(`SageMaker becomes a notebook instance without ${missing}`, "sts:AssumeRole", notebook.id, "denied", {
        principal: who.service("sagemaker"),
        controls: ["TRN-04", "TRN-10"],
        context: { ...source(accountId), [missing]: null },
      }),
    ),
    row("somebody else becomes a notebook instance", "sts:AssumeRole", notebook.id, "denied", {
      principal: [who.administrator, who.stranger, who.ds, who.mle, who.service("ec2"), who.service("lambda")],
      controls: ["TRN-04", "TRN-10"],
      context: source(accountId),
    }),
    row("a person passes the role of notebook instances", "iam:PassRole", notebook.id, "denied", {
      principal: [who.ds, who.mle, who.mladmin, who.approver],
      controls: ["TRN-10"],
      context: { "iam:PassedToService": "sagemaker.amazonaws.com" },
    }),
    row(
      "a person opens, starts or changes a notebook instance, and so works with its role",
      [
        "sagemaker:CreatePresignedNotebookInstanceUrl",
        "sagemaker:StartNotebookInstance",
        "sagemaker:UpdateNotebookInstance",
      ],
      instance,
      "denied",
      { principal: [who.ds, who.mle, who.mladmin, who.approver, who.studioDefault, notebook] },
    ),

    // What it does.
    row(
      "a notebook instance stops itself when nobody uses it",
      ["sagemaker:StopNotebookInstance", "sagemaker:DescribeNotebookInstance"],
      instance,
      "allowed",
    ),
    row(
      "a notebook instance stops another team's or another environment's",
      "sagemaker:StopNotebookInstance",
      [named("other"), sageMaker("notebook-instance/acmeml-other-exploration")],
      "denied",
    ),
    row(
      "a notebook instance changes or removes itself",
      ["sagemaker:DeleteNotebookInstance", "sagemaker:UpdateNotebookInstance"],
      instance,
      "denied",
    ),
    row(
      "a notebook instance changes what runs as root when it starts",
      "sagemaker:UpdateNotebookInstanceLifecycleConfig",
      sageMaker("notebook-instance-lifecycle-config/x"),
      "denied",
    ),
    row(
      "a notebook instance reads data sets",
      "s3:GetObject",
      `${bucket("curated")}/datasets/a.csv`,
      "allowed",
      throughS3,
    ),
    row("a notebook instance lists data sets", "s3:ListBucket", bucket("curated"), "allowed", {
      ...throughS3,
      context: { "s3:prefix": "datasets/" },
    }),
    row("a notebook instance lists everything", "s3:ListBucket", Object.values(dataBuckets), "denied", throughS3),
    row(
      "a notebook instance reads raw data, training data, models, held-out data or captured requests",
      "s3:GetObject",
      [
        `${bucket("raw")}/a.csv`,
        `${bucket("curated")}/training/a.csv`,
        `${bucket("artifacts")}/models/m.tar.gz`,
        `${bucket("labels")}/held-out/a.csv`,
        `${bucket("capture")}/a.jsonl`,
        "arn:aws:s3:::otherproject-prod-curated/datasets/a.csv",
      ],
      "denied",
      { ...throughS3, atlas: "AML.T0035" },
    ),
    row(
      "a notebook instance writes data or models",
      ["s3:PutObject", "s3:DeleteObject"],
      [`${bucket("curated")}/datasets/a.csv`, `${bucket("artifacts")}/models/m.tar.gz`],
      "denied",
      { ...throughS3, atlas: "AML.T0020" },
    ),
    row(
      "the credentials of a notebook instance are used on a laptop",
      "s3:GetObject",
      `${bucket("curated")}/datasets/a.csv`,
      "denied",
      { controls: ["TRN-04", "DATA-09"], atlas: "AML.T0025" },
    ),
    row("a notebook instance opens data sets through S3", "kms:Decrypt", key("lake"), "allowed", {
      controls: ["TRN-04", "TRN-11"],
      context: viaS3,
    }),
    ...eachSide(
      row("a notebook instance opens data without S3", "kms:Decrypt", [key("lake"), key("studio")], "denied", {
        controls: ["TRN-04", "TRN-11"],
      }),
    ),
    row("a notebook instance seals data", "kms:GenerateDataKey", key("lake"), "denied", {
      controls: ["TRN-04", "TRN-11"],
      context: viaS3,
    }),
    row("AWS takes the key of a notebook instance's volume", "kms:CreateGrant", key("studio"), "allowed", {
      controls: ["TRN-04", "TRN-11"],
      context: { "kms:GrantIsForAWSResource": "true" },
    }),
    row("a notebook instance looks at the key of its volume", "kms:DescribeKey", key("studio"), "allowed", {
      controls: ["TRN-04", "TRN-11"],
    }),
    ...eachSide(
      row("a notebook instance grants a key to somebody", "kms:CreateGrant", [key("studio"), key("lake")], "denied", {
        controls: ["TRN-04", "TRN-11"],
        context: { "kms:GrantIsForAWSResource": "false" },
      }),
    ),
    row(
      "a notebook instance writes its log",
      ["logs:CreateLogStream", "logs:PutLogEvents"],
      logStream("/aws/sagemaker/NotebookInstances"),
      "allowed",
    ),
    row(
      "a notebook instance writes another log",
      "logs:PutLogEvents",
      logStream("/aws/sagemaker/TrainingJobs"),
      "denied",
    ),
    row(
      "a notebook instance makes a log group, which would have no key",
      "logs:CreateLogGroup",
      estate.arn("logs", "log-group:/aws/sagemaker/NotebookInstances"),
      "denied",
    ),
    row(
      "a notebook instance makes its interface",
      "ec2:CreateNetworkInterface",
      [interfaces, subnet, group],
      "allowed",
    ),
    row(
      "a notebook instance makes an interface elsewhere",
      "ec2:CreateNetworkInterface",
      [
        estate.arn("ec2", `subnet/${String(subnetIds("training")[0])}`),
        estate.arn("ec2", "subnet/subnet-foreign"),
        estate.arn("ec2", "security-group/sg-foreign"),
      ],
      "denied",
      { atlas: "AML.T0025" },
    ),
    row(
      "a notebook instance uses its interface",
      ["ec2:CreateNetworkInterfacePermission", "ec2:DeleteNetworkInterface", "ec2:DeleteNetworkInterfacePermission"],
      interfaces,
      "allowed",
      { context: { "ec2:Subnet": subnet } },
    ),
    row(
      "a notebook instance takes somebody else's interface",
      ["ec2:CreateNetworkInterfacePermission", "ec2:DeleteNetworkInterface"],
      interfaces,
      "denied",
      { context: { "ec2:Subnet": estate.arn("ec2", "subnet/subnet-foreign") } },
    ),
    row(
      "a notebook instance looks at the network",
      ["ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets", "ec2:DescribeVpcs"],
      "*",
      "allowed",
    ),

    // What it would be worth to an attacker.
    ...(
      [
        ["makes a training job", "sagemaker:CreateTrainingJob", sageMaker("training-job/x")],
        ["makes a model", "sagemaker:CreateModel", sageMaker("model/x")],
        ["makes another notebook instance", "sagemaker:CreateNotebookInstance", named("other")],
        ["calls an endpoint directly", "sagemaker:InvokeEndpoint", sageMaker("endpoint/x")],
        ["passes a role", "iam:PassRole", who.training.id],
        ["assumes a role", "sts:AssumeRole", who.training.id],
      ] as const
    ).map(([what, action, resource]) =>
      row(`a notebook instance ${what}`, action, resource, "denied", { atlas: "AML.T0025" }),
    ),
    row(
      "a notebook instance approves a model",
      "sagemaker:UpdateModelPackage",
      sageMaker("model-package/x/1"),
      "denied",
      {
        context: { "sagemaker:ModelApprovalStatus": "Approved" },
      },
    ),
  ];
}
