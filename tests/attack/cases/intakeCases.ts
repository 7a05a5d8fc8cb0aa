import type { AttackCase } from "../attackCase.js";
import type { Estate } from "../estate.js";
import { strangerAccount, type Principal, type Principals } from "../principals.js";

/** How data comes in: who brings it, what starts the jobs that take it in, and what these need besides data. */
export function intakeCases(estate: Estate, who: Principals): readonly AttackCase[] {
  const { accountId, environment, region } = estate;
  const role = (purpose: string): Principal => ({ label: `the role "${purpose}"`, id: estate.platformRole(purpose) });
  const engineer: Principal = { label: "a data engineer", id: estate.platformRole("data-engineer") };
  const [etl, labels] = [role("etl"), role("labels")];
  const jobs = [etl, labels];
  const people = [who.ds, who.mle, who.approver, who.mladmin, who.studioDefault, who.notebook];
  const workloads = [who.training, who.processing, who.evaluation, role("pipeline"), role("model"), who.workload];
  const bucket = (zone: string): string => String(estate.dataBuckets[zone]);
  const code = String(estate.accountBuckets["code"]);
  const program = `${code}/programs/admitRows.py`;
  const incoming = ["intake", "label-sources"].map((prefix) => `${bucket("raw")}/${prefix}/churn/customers.csv`);
  const [supplyChain, lake] = [String(estate.accountKeys["supply-chain"]), String(estate.dataKeys["lake"])];
  const glue = (resource: string): string => estate.arn("glue", resource);
  const named = (kind: string, purpose: string): string => glue(`${kind}/acmeml-${environment}-${purpose}`);
  const both = ["etl", "labels"];
  const group = (purpose: string, stream: string): string =>
    estate.arn("logs", `log-group:/acmeml/${environment}/data/${purpose}/${stream}-acmeml-${environment}-${purpose}`);
  const groups = both.flatMap((purpose) => ["error", "output"].map((stream) => group(purpose, stream)));
  const person = (set: string): Principal => ({
    label: `somebody with the permission set ${set}`,
    id: `arn:aws:iam::${accountId}:role/aws-reserved/sso.amazonaws.com/${region}/AWSReservedSSO_${set}_0123456789abcdef`,
    identity: who.administrator.identity ?? { Version: "2012-10-17", Statement: [] },
  });
  const starts = ["glue:StartJobRun", "glue:UpdateJob", "glue:BatchStopJobRun"];
  const row = (
    name: string,
    principal: AttackCase["principal"],
    action: AttackCase["action"],
    resource: AttackCase["resource"],
    expected: AttackCase["expected"],
    more: Partial<AttackCase> = {},
  ): AttackCase => ({ name, controls: ["DATA-22"], principal, action, resource, expected, ...more });
  const throughKey = { throughKey: {} };
  const inside = { through: "s3" };
  const tag = (...keys: string[]) => ({ context: { "aws:TagKeys": keys } });
  const event = (purpose: string, account = accountId) => ({
    "aws:SourceAccount": account,
    "aws:SourceArn": `arn:aws:events:${region}:${account}:rule/acmeml-${environment}-${purpose}-arrived`,
  });
  const interfaces = estate.arn("ec2", "network-interface/eni-1");

  return [
    // Who brings data.
    row(
      "a data engineer comes in from IAM Identity Center",
      person("DataEngineer"),
      "sts:AssumeRole",
      engineer.id,
      "allowed",
    ),
    row(
      "a data engineer brings data from outside the network",
      engineer,
      "s3:PutObject",
      incoming,
      "allowed",
      throughKey,
    ),
    row("a data engineer gives up a large upload", engineer, "s3:AbortMultipartUpload", incoming, "allowed"),
    row(
      "a data engineer follows the jobs that take data in",
      engineer,
      ["glue:GetJob", "glue:GetJobRun", "glue:GetJobRuns"],
      both.map((purpose) => named("job", purpose)),
      "allowed",
    ),
    row(
      "a data engineer reads what the jobs say",
      engineer,
      "logs:GetLogEvents",
      groups.map((arn) => `${arn}:log-stream:jr_1`),
      "allowed",
    ),
    row(
      "a data engineer searches what the jobs say",
      engineer,
      ["logs:DescribeLogStreams", "logs:FilterLogEvents"],
      groups,
      "allowed",
    ),
    row(
      "somebody else becomes a data engineer",
      [
        person("ModelRisk"),
        person("MlAdministrator"),
        who.administrator,
        who.stranger,
        who.scientist,
        who.service("glue"),
      ],
      "sts:AssumeRole",
      engineer.id,
      "denied",
    ),
    row(
      "a data engineer reads what came in, or anything else",
      engineer,
      ["s3:GetObject", "s3:GetObjectVersion"],
      [...incoming, ...Object.values(estate.dataBuckets).map((arn) => `${arn}/folder/object`), program],
      "denied",
      { atlas: "AML.T0035" },
    ),
    row(
      "a data engineer in the network reads what came in",
      engineer,
      ["s3:GetObject", "s3:GetObjectVersion"],
      [...incoming, `${bucket("curated")}/datasets/churn/latest/part-0.csv`],
      "denied",
      { ...inside, atlas: "AML.T0035" },
    ),
    row(
      "a data engineer lists what is there",
      engineer,
      ["s3:ListBucket", "s3:ListBucketVersions"],
      Object.values(estate.dataBuckets),
      "denied",
      {
        atlas: "AML.T0035",
      },
    ),
    row(
      "a data engineer writes past the check",
      engineer,
      "s3:PutObject",
      [
        `${bucket("raw")}/other/customers.csv`,
        `${bucket("curated")}/datasets/churn/latest/part-0.csv`,
        `${bucket("curated")}/training/churn/1/part-0.csv`,
        `${bucket("labels")}/held-out/churn/part-0.csv`,
        `${bucket("artifacts")}/models/churn/1/model.tar.gz`,
        program,
      ],
      "denied",
      { atlas: "AML.T0020" },
    ),
    row(
      "a data engineer deletes or tags what came in",
      engineer,
      ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:PutObjectTagging"],
      incoming,
      "denied",
    ),
    row(
      "a data engineer starts, stops or changes a job, and so gives it a program of their own",
      engineer,
      starts,
      both.map((purpose) => named("job", purpose)),
      "denied",
      { atlas: "AML.T0020" },
    ),
    row(
      "a data engineer starts a workflow past the event, or with what they like",
      engineer,
      ["glue:NotifyEvent", "glue:StartWorkflowRun", "glue:UpdateWorkflow"],
      both.map((purpose) => named("workflow", purpose)),
      "denied",
    ),
    row(
      "a data engineer passes the role of a job",
      engineer,
      "iam:PassRole",
      jobs.map(({ id }) => id),
      "denied",
      {
        context: { "iam:PassedToService": "glue.amazonaws.com" },
      },
    ),
    row(
      "a data engineer uses a key without S3, or another's",
      engineer,
      ["kms:Decrypt", "kms:GenerateDataKey"],
      [...new Set([lake, supplyChain, String(estate.dataKeys["logs"])])],
      "denied",
    ),
    row("a data engineer reads in clear what is masked", engineer, "logs:Unmask", groups, "denied", {
      atlas: "AML.T0035",
    }),
    row(
      "a data engineer reads other logs",
      engineer,
      "logs:GetLogEvents",
      [
        estate.arn("logs", "log-group:/aws/sagemaker/TrainingJobs:log-stream:x"),
        estate.arn("logs", "log-group:/acmeml/account/governance/trail:log-stream:x"),
      ],
      "denied",
    ),
    row("somebody else brings data", [...people, ...workloads, etl, labels], "s3:PutObject", incoming, "denied", {
      ...inside,
      atlas: "AML.T0020",
    }),
    row(
      "somebody else starts the jobs",
      [...people, ...workloads.filter(({ id }) => id !== who.workload.id), ...jobs],
      starts,
      both.map((purpose) => named("job", purpose)),
      "denied",
      { atlas: "AML.T0020" },
    ),

    // What starts the jobs.
    ...both.flatMap((purpose): AttackCase[] => {
      const delivery = role(`${purpose}-arrived-events`);
      const queue = estate.arn("sqs", `acmeml-${environment}-${purpose}-arrived-undelivered`);
      const other = purpose === "etl" ? "labels" : "etl";
      return [
        row(
          `EventBridge delivers arrivals for ${purpose}`,
          who.service("events"),
          "sts:AssumeRole",
          delivery.id,
          "allowed",
          {
            context: event(purpose),
          },
        ),
        row(
          `arrivals start the workflow of ${purpose}`,
          delivery,
          "glue:NotifyEvent",
          named("workflow", purpose),
          "allowed",
        ),
        row(
          `an arrival for ${purpose} that could not be delivered is kept`,
          who.service("events"),
          "sqs:SendMessage",
          queue,
          "allowed",
          { context: event(purpose), throughKey: {} },
        ),
        row(
          `the queue of arrivals for ${purpose} is read over TLS`,
          who.administrator,
          "sqs:ReceiveMessage",
          queue,
          "allowed",
        ),
        row(
          `another rule fills the queue of arrivals for ${purpose}`,
          who.service("events"),
          "sqs:SendMessage",
          queue,
          "denied",
          { context: { ...event(purpose), "aws:SourceArn": estate.arn("events", "rule/other") } },
        ),
        row(
          `the queue of arrivals for ${purpose} is written or read in the clear`,
          [who.administrator, who.platformDeployer],
          ["sqs:SendMessage", "sqs:ReceiveMessage"],
          queue,
          "denied",
          { context: { "aws:SecureTransport": "false" } },
        ),
        row(
          `EventBridge delivers another rule's or account's events for ${purpose}`,
          who.service("events"),
          "sts:AssumeRole",
          delivery.id,
          "denied",
          {
            context: event(other),
          },
        ),
        row(
          `EventBridge delivers a stranger's arrivals for ${purpose}`,
          who.service("events"),
          "sts:AssumeRole",
          delivery.id,
          "denied",
          {
            context: event(purpose, strangerAccount),
          },
        ),
        row(
          `arrivals for ${purpose} start another workflow`,
          delivery,
          "glue:NotifyEvent",
          [named("workflow", other), glue("workflow/any")],
          "denied",
        ),
        row(
          `arrivals for ${purpose} start a job with arguments of their own`,
          delivery,
          ["glue:StartJobRun"],
          named("job", purpose),
          "denied",
        ),
      ];
    }),

    // What the jobs need besides data.
    row("a data job reads its program", jobs, "s3:GetObject", program, "allowed", { ...inside, ...throughKey }),
    row(
      "a data job finds its connection",
      jobs,
      "glue:GetConnection",
      [glue("catalog"), named("connection", "data-jobs")],
      "allowed",
    ),
    ...both.flatMap((purpose): AttackCase[] => {
      const other = purpose === "etl" ? "labels" : "etl";
      const own = ["error", "output"].map((stream) => group(purpose, stream));
      return [
        row(
          `Glue says which key the log groups of ${purpose} have`,
          role(purpose),
          "logs:AssociateKmsKey",
          own,
          "allowed",
        ),
        row(
          `${purpose} writes its log`,
          role(purpose),
          ["logs:CreateLogStream", "logs:PutLogEvents"],
          own.map((arn) => `${arn}:log-stream:jr_1`),
          "allowed",
        ),
        row(
          `${purpose} changes the key of other logs`,
          role(purpose),
          "logs:AssociateKmsKey",
          [
            group(other, "error"),
            estate.arn("logs", "log-group:/aws/sagemaker/TrainingJobs"),
            estate.arn("logs", "log-group:/acmeml/account/governance/trail"),
          ],
          "denied",
        ),
        row(
          `${purpose} writes the other job's log`,
          role(purpose),
          ["logs:CreateLogStream", "logs:PutLogEvents"],
          `${group(other, "output")}:log-stream:jr_1`,
          "denied",
        ),
      ];
    }),
    row(
      "a role with every right changes the key of another log",
      who.workload,
      "logs:AssociateKmsKey",
      [
        estate.arn("logs", "log-group:/aws/sagemaker/TrainingJobs"),
        estate.arn("logs", "log-group:/acmeml/account/governance/trail"),
      ],
      "denied",
      { controls: ["DATA-22", "GOV-40"] },
    ),
    row(
      "Glue tags the interfaces of a data job",
      jobs,
      "ec2:CreateTags",
      interfaces,
      "allowed",
      tag("aws-glue-service-resource"),
    ),
    row(
      "a data job tags an interface with what it likes",
      [...jobs, who.workload],
      "ec2:CreateTags",
      interfaces,
      "denied",
      tag("aws-glue-service-resource", "environment"),
    ),
    row(
      "a data job tags an interface and does not say with what",
      [...jobs, who.workload],
      "ec2:CreateTags",
      interfaces,
      "denied",
    ),
    row(
      "a data job tags a group or a subnet",
      [...jobs, who.workload],
      "ec2:CreateTags",
      [estate.arn("ec2", "security-group/sg-1"), estate.arn("ec2", "subnet/subnet-1")],
      "denied",
      tag("aws-glue-service-resource"),
    ),
    row(
      "a data job makes a log group, which would have no key, or removes one",
      jobs,
      [
        "logs:CreateLogGroup",
        "logs:DeleteLogGroup",
        "logs:DisassociateKmsKey",
        "logs:PutRetentionPolicy",
        "logs:DeleteDataProtectionPolicy",
      ],
      groups,
      "denied",
    ),
    row("a data job finds other connections", jobs, "glue:GetConnection", glue("connection/other"), "denied"),
    row(
      "a data job reads other programs, models or reports",
      jobs,
      "s3:GetObject",
      [
        `${code}/bundle.zip`,
        `${code}/programs/other.py`,
        `${bucket("artifacts")}/models/churn/1/model.tar.gz`,
        `${bucket("artifacts")}/evaluation/churn/1/evaluation.json`,
      ],
      "denied",
      { ...inside, atlas: "AML.T0035" },
    ),
    row("a data job opens programs without S3", jobs, "kms:Decrypt", supplyChain, "denied", {
      controls: ["DATA-22", "DATA-02"],
    }),
    row(
      "a data job writes what models learn from, past the pipeline, or labels past their folder",
      jobs,
      "s3:PutObject",
      [
        `${bucket("curated")}/training/churn/1/part-0.csv`,
        `${bucket("labels")}/other/part-0.csv`,
        `${bucket("curated")}/other.csv`,
      ],
      "denied",
      { ...inside, atlas: "AML.T0020" },
    ),

    // The program.
    row(
      "the account's deployer puts the program where jobs read it",
      who.accountDeployer,
      "s3:PutObject",
      program,
      "allowed",
      throughKey,
    ),
    row(
      "the account's deployer replaces and removes the program",
      who.accountDeployer,
      ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:GetObject", "s3:GetObjectTagging", "s3:PutObjectTagging"],
      program,
      "allowed",
    ),
    row(
      "the account's deployer writes other code",
      who.accountDeployer,
      "s3:PutObject",
      `${code}/bundle.zip`,
      "denied",
    ),
    row("the account's deployer opens code by its key", who.accountDeployer, "kms:Decrypt", supplyChain, "denied", {
      context: { "kms:ViaService": `s3.${region}.amazonaws.com`, "aws:ViaAWSService": "true" },
    }),
    row(
      "somebody puts another program in its place",
      [who.platformDeployer, engineer, ...people, ...workloads, ...jobs],
      ["s3:PutObject", "s3:DeleteObject"],
      program,
      "denied",
      { ...inside, atlas: "AML.T0020" },
    ),
    row(
      "somebody puts another program in its place from outside",
      [who.platformDeployer, engineer, who.administrator, who.stranger, who.workload],
      ["s3:PutObject", "s3:DeleteObject"],
      program,
      "denied",
      {
        atlas: "AML.T0020",
      },
    ),
  ];
}
