import { arn, roleArn, servicePrincipal, type Environment, type PolicyStatement } from "@secure-ml/core";
import { readFolders, volumeGrant, type DataFolder } from "./jobRoleStatements.js";

/** What people's roles work with. */
export interface PersonaFacts {
  readonly environment: Environment;
  /** Data sets that a data scientist reads. */
  readonly dataSets: DataFolder;
  /** Reports of evaluations, which engineers and approvers read. */
  readonly reports: DataFolder;
  /** ARN of the key of Studio's volumes. */
  readonly studioKeyArn: string;
  /** ARN of the key of job volumes. */
  readonly jobKeyArn: string;
  /** Whether a data scientist starts jobs directly; otherwise only pipelines do. */
  readonly directJobs: boolean;
}

const sageMaker = (environment: Environment, resource: string): string =>
  arn(environment, { service: "sagemaker", resource });

/** Things of the environment, by the beginning of their names. */
const named = (environment: Environment, kinds: readonly string[], rest = "*"): readonly string[] =>
  kinds.map((kind) => sageMaker(environment, `${kind}/${environment.project}-${environment.name}-${rest}`));

const calls = (...names: readonly string[]): readonly string[] => names.map((name) => `sagemaker:${name}`);

/** Calls with which somebody would give themselves or others another role, image or start-up script. */
const rebinding = ["AppImageConfig", "Domain", "Image", "ImageVersion", "StudioLifecycleConfig", "UserProfile"]
  .flatMap((thing) => ["Create", "Delete", "Update"].map((verb) => `${verb}${thing}`))
  .filter((call) => call !== "UpdateStudioLifecycleConfig");

// What stays refused to people if somebody widens their policies one day.
const noRebinding = deny("NoRebinding", rebinding);
const noVersions = deny("NoVersions", ["CreateModelPackage", "UpdateModelPackage"]);

/** A data scientist: an own private space, guarded jobs where the environment allows them, approved pipelines. */
export function dataScientistStatements(facts: PersonaFacts): readonly PolicyStatement[] {
  const { environment, directJobs } = facts;
  return [
    ...ownSpace(facts, directJobs ? [facts.jobKeyArn] : []),
    ...lookingOn(environment),
    ...readFolders(environment, [facts.dataSets]),
    runPipelines(environment),
    ...(directJobs
      ? [
          {
            Sid: "StartJobs",
            Effect: "Allow",
            Action: calls(
              "CreateHyperParameterTuningJob",
              "CreateProcessingJob",
              "CreateTrainingJob",
              "StopHyperParameterTuningJob",
              "StopProcessingJob",
              "StopTrainingJob",
            ),
            Resource: named(environment, ["hyper-parameter-tuning-job", "processing-job", "training-job"]),
          } as const,
          passRole(environment, ["training", "processing", "evaluation"]),
        ]
      : []),
    noRebinding,
    noVersions,
  ];
}

/** An engineer: an own private space, pipelines, versions of models that wait for approval. */
export function engineerStatements(facts: PersonaFacts): readonly PolicyStatement[] {
  const { environment } = facts;
  return [
    ...ownSpace(facts, []),
    ...lookingOn(environment),
    ...readFolders(environment, [facts.reports]),
    runPipelines(environment),
    {
      Sid: "MakePipelines",
      Effect: "Allow",
      Action: calls("CreatePipeline", "UpdatePipeline"),
      Resource: named(environment, ["pipeline"]),
    },
    passRole(environment, ["pipeline"]),
    {
      Sid: "Register",
      Effect: "Allow",
      Action: "sagemaker:CreateModelPackage",
      Resource: named(environment, ["model-package"]),
    },
    {
      Sid: "OnlyPending",
      Effect: "Deny",
      Action: "sagemaker:CreateModelPackage",
      Resource: "*",
      // Who leaves the status out gets it decided elsewhere: the negated operator matches an absent key as well.
      Condition: { StringNotEquals: { "sagemaker:ModelApprovalStatus": "PendingManualApproval" } },
    },
    deny("NoApproval", ["UpdateModelPackage"]),
    noRebinding,
  ];
}

/** Who judges models: says yes or no to a version, changes nothing else about it, and makes none. */
export function approverStatements({ environment, reports }: PersonaFacts): readonly PolicyStatement[] {
  return [
    ...lookingOn(environment),
    ...readFolders(environment, [reports]),
    {
      Sid: "Judge",
      Effect: "Allow",
      Action: "sagemaker:UpdateModelPackage",
      Resource: named(environment, ["model-package"]),
      Condition: { StringEquals: { "sagemaker:ModelApprovalStatus": ["Approved", "Rejected"] } },
    },
    // One update can carry an approval and other changes at once.
    ...["CustomerMetadataPropertiesToRemove", "ModelLifeCycle:Stage", "ModelLifeCycle:StageStatus"].map(
      (key): PolicyStatement => ({
        Sid: `No${key.replace(":", "")}`,
        Effect: "Deny",
        Action: "sagemaker:UpdateModelPackage",
        Resource: "*",
        Condition: { Null: { [`sagemaker:${key}`]: "false" } },
      }),
    ),
    noRebinding,
    deny("NoRegistration", ["CreateModelPackage"]),
  ];
}

/** Who runs Studio: profiles, images and start-up scripts, and no data. */
export function administratorStatements({ environment }: PersonaFacts): readonly PolicyStatement[] {
  return [
    { Sid: "LookOn", Effect: "Allow", Action: calls("Describe*", "List*"), Resource: "*" },
    {
      Sid: "RunStudio",
      Effect: "Allow",
      Action: calls(...rebinding.filter((call) => !/^(Create|Delete)Domain$/.test(call)), "DeleteApp", "DeleteSpace"),
      Resource: [
        "app",
        "app-image-config",
        "domain",
        "image",
        "image-version",
        "space",
        "studio-lifecycle-config",
        "user-profile",
      ].map((kind) => sageMaker(environment, `${kind}/*`)),
    },
    passRole(environment, ["ds", "mle", "studio-default"]),
    { Sid: "NoData", Effect: "Deny", Action: ["kms:Decrypt", "s3:GetObject*"], Resource: "*" },
    noVersions,
  ];
}

/** Whoever enters Studio without a profile gets this: it can look at Studio itself, and do nothing. */
export function defaultStatements({ environment }: PersonaFacts): readonly PolicyStatement[] {
  return [
    {
      Sid: "SeeStudio",
      Effect: "Allow",
      Action: calls("DescribeDomain", "DescribeUserProfile"),
      Resource: ["domain", "user-profile"].map((kind) => sageMaker(environment, `${kind}/*`)),
    },
    noRebinding,
    noVersions,
  ];
}

/**
 * A private space of one's own, and apps in it. In a shared space Studio leaves the profile's name empty, so that nothing
 * matches.
 *
 * @see AWS, "Amazon SageMaker AI identity-based policy examples":
 * https://docs.aws.amazon.com/sagemaker/latest/dg/security_iam_id-based-policy-examples.html
 */
function ownSpace({ environment, studioKeyArn }: PersonaFacts, keyArns: readonly string[]): readonly PolicyStatement[] {
  const domain = "${sagemaker:DomainId}";
  const owner = sageMaker(environment, `user-profile/${domain}/\${sagemaker:UserProfileName}`);
  return [
    {
      Sid: "OwnSpace",
      Effect: "Allow",
      Action: calls("CreateApp", "CreateSpace", "DeleteApp", "DeleteSpace", "UpdateSpace"),
      Resource: [sageMaker(environment, `app/${domain}/*`), sageMaker(environment, `space/${domain}/*`)],
      Condition: {
        ArnLike: { "sagemaker:OwnerUserProfileArn": owner },
        StringEquals: { "sagemaker:SpaceSharingType": "Private" },
      },
    },
    { Sid: "OwnSession", Effect: "Allow", Action: "sagemaker:CreatePresignedDomainUrl", Resource: owner },
    ...volumeGrant([studioKeyArn, ...keyArns]),
    {
      Sid: "StudioLog",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: arn(environment, { service: "logs", resource: "log-group:/aws/sagemaker/studio:log-stream:*" }),
    },
  ];
}

/** Reading about jobs, pipelines, models and lineage, and the logs of jobs. */
function lookingOn(environment: Environment): readonly PolicyStatement[] {
  const group = (name: string): readonly string[] => {
    const whole = arn(environment, { service: "logs", resource: `log-group:/aws/sagemaker/${name}` });
    return [whole, `${whole}:*`];
  };
  return [
    { Sid: "LookOn", Effect: "Allow", Action: calls("BatchGetMetrics", "Describe*", "List*"), Resource: "*" },
    {
      Sid: "ReadLogs",
      Effect: "Allow",
      Action: ["logs:DescribeLogStreams", "logs:FilterLogEvents", "logs:GetLogEvents"],
      Resource: [...group("ProcessingJobs"), ...group("TrainingJobs")],
    },
  ];
}

function runPipelines(environment: Environment): PolicyStatement {
  return {
    Sid: "RunPipelines",
    Effect: "Allow",
    Action: calls("StartPipelineExecution", "StopPipelineExecution"),
    Resource: [...named(environment, ["pipeline"]), ...named(environment, ["pipeline"], "*/execution/*")],
  };
}

/** Exact roles to SageMaker only: who passes any role has every role. */
function passRole(environment: Environment, purposes: readonly string[]): PolicyStatement {
  return {
    Sid: "PassRoles",
    Effect: "Allow",
    Action: "iam:PassRole",
    Resource: purposes.map((purpose) => roleArn(environment, purpose)),
    Condition: { StringEquals: { "iam:PassedToService": servicePrincipal("sagemaker") } },
  };
}

function deny(sid: string, names: readonly string[]): PolicyStatement {
  return { Sid: sid, Effect: "Deny", Action: calls(...names), Resource: "*" };
}
