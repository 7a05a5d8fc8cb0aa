import type { AttackCase } from "../attackCase.js";
import { eachSide } from "../eachSide.js";
import type { Estate } from "../estate.js";
import { strangerAccount, widened, type Principals } from "../principals.js";

/** What SageMaker may do with the role of the served models, and who may become it. */
export function hostingCases(estate: Estate, who: Principals): readonly AttackCase[] {
  const { accountId, region, environment, dataKeys } = estate;
  const { models, scientist } = who;
  const artifacts = String(estate.dataBuckets["artifacts"]);
  const capture = String(estate.dataBuckets["capture"]);
  const artifactKey = String(dataKeys["artifacts"]);
  const captureKey = String(dataKeys["capture"]);
  const volumeKey = String(dataKeys["compute"]);
  const other = environment === "dev" ? "prod" : "dev";
  const endpoint = `acmeml-${environment}-churn`;
  const group = (name: string) => estate.arn("logs", `log-group:/aws/sagemaker/${name}`);
  const stream = (name: string) => `${group(name)}:log-stream:main/i-1`;
  const subnet = (tier: string) => estate.arn("ec2", `subnet/${estate.subnetIds(tier)[0] ?? ""}`);
  const anyInterface = estate.arn("ec2", "network-interface/eni-1");
  const repository = (name: string) => estate.arn("ecr", `repository/acmeml-${name}`);
  const pull = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];
  const useInterface = [
    "ec2:CreateNetworkInterfacePermission",
    "ec2:DeleteNetworkInterface",
    "ec2:DeleteNetworkInterfacePermission",
  ];
  const via = (service: string) => ({ "kms:ViaService": `${service}.${region}.amazonaws.com` });
  const grant = { "kms:GrantIsForAWSResource": "true" };
  const captured = { dev: "denied", prod: "allowed" } as const;

  return [
    // Who becomes it.
    {
      name: "SageMaker assumes the models' role for a model of this account",
      controls: ["INF-01"],
      principal: who.service("sagemaker"),
      action: "sts:AssumeRole",
      resource: models.id,
      context: { "aws:SourceAccount": accountId },
      expected: "allowed",
    },
    {
      name: "SageMaker assumes the models' role for a stranger's model, or for nobody's",
      controls: ["INF-01"],
      principal: who.service("sagemaker"),
      action: "sts:AssumeRole",
      resource: models.id,
      context: { "aws:SourceAccount": strangerAccount },
      expected: "denied",
    },
    {
      name: "SageMaker does not say for whose model it assumes the models' role",
      controls: ["INF-01"],
      principal: who.service("sagemaker"),
      action: "sts:AssumeRole",
      resource: models.id,
      expected: "denied",
    },
    {
      name: "another service or a person assumes the models' role",
      controls: ["INF-01"],
      principal: [who.service("lambda"), who.service("ec2"), scientist, who.stranger, who.anonymous],
      action: "sts:AssumeRole",
      resource: models.id,
      context: { "aws:SourceAccount": accountId },
      expected: "denied",
    },

    // Artifacts and images.
    {
      name: "SageMaker fetches a model with the models' role",
      controls: ["INF-01"],
      principal: models,
      action: "s3:GetObject",
      resource: `${artifacts}/models/churn/0a1b/model.tar.gz`,
      // With a VPC, SageMaker's own downloads and uploads take it too, although the container is isolated.
      through: "s3",
      throughKey: {},
      expected: "allowed",
    },
    {
      name: "a container with the models' role reads what else training has made, or the data itself",
      controls: ["INF-01"],
      atlas: "AML.T0035",
      principal: models,
      action: "s3:GetObject",
      resource: [
        `${artifacts}/evaluation/report.json`,
        `${artifacts}/models`,
        ...["raw", "curated", "features", "labels", "capture"].map(
          (zone) => `${estate.dataBuckets[zone] ?? ""}/object`,
        ),
      ],
      expected: "denied",
    },
    {
      name: "a container with the models' role exchanges the model",
      controls: ["INF-01"],
      principal: models,
      action: ["s3:PutObject", "s3:DeleteObject"],
      resource: `${artifacts}/models/churn/0a1b/model.tar.gz`,
      expected: "denied",
    },
    {
      name: "a container with the models' role lists what there is",
      controls: ["INF-01"],
      principal: models,
      action: "s3:ListBucket",
      resource: [artifacts, capture],
      expected: "denied",
    },
    {
      name: "the models' role decrypts artifacts past S3, or encrypts others",
      controls: ["INF-01", "INF-02"],
      principal: models,
      action: ["kms:Decrypt", "kms:GenerateDataKey", "kms:Encrypt", "kms:ReEncryptFrom"],
      resource: artifactKey,
      expected: "denied",
    },
    ...eachSide({
      name: "the models' role uses keys past S3",
      controls: ["INF-02"],
      principal: models,
      action: ["kms:Decrypt", "kms:GenerateDataKey"],
      resource: [artifactKey, captureKey],
      context: via("lambda"),
      expected: "denied",
    }),
    {
      name: "a data scientist decrypts artifacts or captured requests through S3",
      controls: ["INF-02"],
      atlas: "AML.T0035",
      principal: scientist,
      action: ["kms:Decrypt", "kms:GenerateDataKey"],
      resource: [artifactKey, captureKey],
      context: via("s3"),
      expected: "denied",
    },
    {
      name: "SageMaker pulls a model's image with the models' role",
      controls: ["INF-01"],
      principal: models,
      action: pull,
      resource: repository(`${environment}-training`),
      expected: "allowed",
    },
    {
      name: "SageMaker signs in to the registry with the models' role",
      controls: ["INF-01"],
      principal: models,
      action: "ecr:GetAuthorizationToken",
      resource: "*",
      expected: "allowed",
    },
    {
      name: "a foreign image is pulled with the models' role",
      controls: ["INF-01"],
      principal: models,
      action: pull,
      resource: [
        repository(`${other}-training`),
        estate.arn("ecr", "repository/other"),
        `arn:aws:ecr:${region}:${strangerAccount}:repository/acmeml-${environment}-training`,
      ],
      expected: "denied",
    },
    {
      name: "an image is pushed or removed with the models' role",
      controls: ["INF-01"],
      principal: models,
      action: ["ecr:PutImage", "ecr:InitiateLayerUpload", "ecr:BatchDeleteImage", "ecr:SetRepositoryPolicy"],
      resource: repository(`${environment}-training`),
      expected: "denied",
    },

    // Network.
    {
      name: "SageMaker makes a container's interface in an inference subnet",
      controls: ["INF-01"],
      principal: models,
      action: "ec2:CreateNetworkInterface",
      resource: [subnet("inference"), anyInterface],
      expected: "allowed",
    },
    {
      name: "an interface is made in a subnet of another tier",
      controls: ["INF-01"],
      principal: models,
      action: "ec2:CreateNetworkInterface",
      resource: ["training", "studio", "build", "functions", "endpoints", "data"].map(subnet),
      expected: "denied",
    },
    {
      name: "SageMaker attaches and removes a container's interface",
      controls: ["INF-01"],
      principal: models,
      action: useInterface,
      resource: anyInterface,
      context: { "ec2:Subnet": subnet("inference") },
      expected: "allowed",
    },
    {
      name: "somebody else's interface is handed on or removed with the models' role",
      controls: ["INF-01"],
      principal: models,
      action: useInterface,
      resource: anyInterface,
      context: { "ec2:Subnet": subnet("endpoints") },
      expected: "denied",
    },
    {
      name: "an interface of which AWS does not say where it lies is handed on or removed",
      controls: ["INF-01"],
      principal: models,
      action: useInterface,
      resource: anyInterface,
      expected: "denied",
    },
    {
      name: "SageMaker looks the network up",
      controls: ["INF-01"],
      principal: models,
      action: [
        "ec2:DescribeDhcpOptions",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSubnets",
        "ec2:DescribeVpcs",
      ],
      resource: "*",
      expected: "allowed",
    },
    {
      name: "the network is changed with the models' role",
      controls: ["INF-01"],
      principal: models,
      action: ["ec2:ModifyNetworkInterfaceAttribute", "ec2:AttachNetworkInterface"],
      resource: anyInterface,
      expected: "denied",
    },

    // Logs and metrics.
    {
      name: "SageMaker writes an endpoint's logs",
      controls: ["INF-02"],
      principal: models,
      action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resource: stream(`Endpoints/${endpoint}`),
      expected: "allowed",
    },
    {
      name: "SageMaker looks for the streams of an endpoint's logs",
      controls: ["INF-02"],
      principal: models,
      action: "logs:DescribeLogStreams",
      resource: group(`Endpoints/${endpoint}`),
      expected: "allowed",
    },
    {
      name: "another's logs are written or read with the models' role",
      controls: ["INF-02"],
      principal: models,
      action: ["logs:PutLogEvents", "logs:GetLogEvents"],
      resource: [stream("Endpoints/acmeml-other"), stream("TrainingJobs")],
      expected: "denied",
    },
    {
      name: "a group of logs without a key and an end is made with the models' role",
      controls: ["INF-02"],
      principal: models,
      action: "logs:CreateLogGroup",
      resource: [group("Endpoints/rogue"), group(`Endpoints/${endpoint}`)],
      expected: "denied",
    },
    {
      name: "SageMaker writes an endpoint's metrics",
      controls: ["INF-01"],
      principal: models,
      action: "cloudwatch:PutMetricData",
      resource: estate.arn("cloudwatch", "dataset/default"),
      context: { "cloudwatch:namespace": "/aws/sagemaker/Endpoints" },
      expected: "allowed",
    },
    {
      name: "metrics of another service are forged with the models' role",
      controls: ["INF-01"],
      principal: models,
      action: "cloudwatch:PutMetricData",
      resource: estate.arn("cloudwatch", "dataset/default"),
      context: { "cloudwatch:namespace": `acmeml/${environment}` },
      expected: "denied",
    },

    // Volumes.
    {
      name: "SageMaker takes the key of volumes for an instance of an endpoint",
      controls: ["INF-02"],
      principal: models,
      action: "kms:CreateGrant",
      resource: volumeKey,
      context: { ...via("sagemaker"), ...grant },
      expected: "allowed",
    },
    {
      name: "SageMaker looks at the key of volumes",
      controls: ["INF-02"],
      principal: models,
      action: "kms:DescribeKey",
      resource: volumeKey,
      expected: "allowed",
    },
    ...eachSide({
      name: "the key of volumes is granted to somebody with the models' role",
      controls: ["INF-02"],
      principal: models,
      action: "kms:CreateGrant",
      resource: volumeKey,
      context: { ...via("sagemaker"), "kms:GrantIsForAWSResource": "false" },
      expected: "denied",
    }),
    {
      name: "the models' role, had it every right or not, lends the key of volumes past SageMaker",
      controls: ["INF-02"],
      principal: [models, widened(models)],
      action: "kms:CreateGrant",
      resource: volumeKey,
      context: { ...via("ec2"), ...grant },
      expected: "denied",
    },
    {
      name: "the models' role uses or destroys the key of volumes itself",
      controls: ["INF-02"],
      principal: models,
      action: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:ScheduleKeyDeletion"],
      resource: volumeKey,
      context: via("sagemaker"),
      expected: "denied",
    },
    {
      name: "a data scientist has SageMaker take the key of volumes",
      controls: ["INF-02"],
      principal: scientist,
      action: "kms:CreateGrant",
      resource: volumeKey,
      context: { ...via("sagemaker"), ...grant },
      expected: "denied",
    },

    // What is captured.
    {
      name: "SageMaker keeps requests and answers of a model where config says so",
      controls: ["INF-02"],
      principal: models,
      action: "s3:PutObject",
      resource: `${capture}/endpoints/${endpoint}/main/2026/01/31/00/00.jsonl`,
      through: "s3",
      throughKey: {},
      expected: captured,
    },
    {
      name: "the key of captured requests is open to the models' role, should its own policy let it write any",
      controls: ["INF-02"],
      principal: widened(models),
      action: "kms:GenerateDataKey",
      resource: captureKey,
      context: via("s3"),
      expected: "allowed",
    },
    {
      name: "the models' role writes among other captured data, or reads or removes any",
      controls: ["INF-02"],
      atlas: "AML.T0035",
      principal: models,
      action: ["s3:PutObject", "s3:GetObject", "s3:DeleteObject"],
      resource: [`${capture}/endpoints/acmeml-${environment}-other/f`, `${capture}/monitoring/f`],
      expected: "denied",
    },

    // Everything else.
    {
      name: "the models' role changes, removes or calls an endpoint",
      controls: ["INF-01"],
      principal: models,
      action: ["sagemaker:InvokeEndpoint", "sagemaker:UpdateEndpoint", "sagemaker:DeleteEndpoint"],
      resource: estate.arn("sagemaker", `endpoint/${endpoint}`),
      expected: "denied",
    },
    {
      name: "the models' role becomes another role, or hands one on",
      controls: ["INF-01"],
      principal: models,
      action: ["sts:AssumeRole", "iam:PassRole"],
      resource: [who.flowLogs.id, models.id],
      expected: "denied",
    },
  ];
}
