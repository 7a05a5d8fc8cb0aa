import type { AttackCase } from "../attackCase.js";
import type { Estate } from "../estate.js";
import type { Principals } from "../principals.js";

const push = ["ecr:InitiateLayerUpload", "ecr:UploadLayerPart", "ecr:CompleteLayerUpload", "ecr:PutImage"];
const pull = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];
const administration = [
  "ecr:BatchDeleteImage",
  "ecr:CreateRepository",
  "ecr:DeleteLifecyclePolicy",
  "ecr:DeleteRepository",
  "ecr:DeleteRepositoryPolicy",
  "ecr:PutImageScanningConfiguration",
  "ecr:PutImageTagMutability",
  "ecr:PutLifecyclePolicy",
  "ecr:SetRepositoryPolicy",
  "ecr:TagResource",
  "ecr:UntagResource",
];

/** Who puts images into the registry, who takes them out, and who changes its repositories. */
export function imageCases(estate: Estate, who: Principals): readonly AttackCase[] {
  const repository = estate.arn("ecr", `repository/acmeml-${estate.environment}-training`);
  const undeclared = estate.arn("ecr", `repository/acmeml-${estate.environment}-mine`);
  const key = String(estate.accountKeys["supply-chain"]);
  const inTheirPlace = [who.platformDeployerUnbound, who.accountDeployerUnbound, who.breakGlass];
  const throughRegistry = { "kms:ViaService": `ecr.${estate.region}.amazonaws.com`, "aws:ViaAWSService": "true" };
  const grant = { ...throughRegistry, "kms:GrantIsForAWSResource": "true" };

  return [
    {
      name: "the build and whoever deploys push an image",
      controls: ["TRN-15"],
      principal: [who.build, who.platformDeployerUnbound, who.breakGlass],
      action: push,
      resource: repository,
      expected: "allowed",
    },
    {
      name: "a job, the build and whoever deploys pull an image by its digest",
      controls: ["TRN-15"],
      principal: [who.workload, who.build, who.platformDeployerUnbound, who.breakGlass],
      action: pull,
      resource: repository,
      expected: "allowed",
    },
    {
      name: "a role of the account stack and a scanner of AWS pull an image",
      controls: ["TRN-15"],
      principal: [who.accountDeployerUnbound, who.inspector],
      action: pull,
      resource: repository,
      expected: "allowed",
    },
    {
      name: "whoever deploys makes, changes and empties a repository",
      controls: ["TRN-15"],
      principal: inTheirPlace,
      action: administration,
      resource: [repository, undeclared],
      expected: "allowed",
    },
    {
      name: "a job, a person or an administrator puts an image where jobs take theirs from",
      controls: ["TRN-15"],
      atlas: "AML.T0010",
      principal: [who.workload, who.openCeiling, who.scientist, who.administrator, who.accountDeployer, who.inspector],
      action: push,
      resource: repository,
      expected: "denied",
    },
    {
      name: "a role from outside the environment takes an image out",
      controls: ["TRN-15"],
      principal: [who.administrator, who.otherDeployer, who.stranger],
      action: pull,
      resource: repository,
      expected: "denied",
    },
    {
      name: "anybody else, the build among them, makes a repository, moves tags or deletes images",
      controls: ["TRN-15"],
      atlas: "AML.T0010",
      principal: [who.build, who.workload, who.openCeiling, who.administrator, who.otherDeployer, who.stranger],
      action: administration,
      resource: [repository, undeclared],
      expected: "denied",
    },
    {
      name: "an image comes in by replication or through a cache",
      controls: ["TRN-15"],
      atlas: "AML.T0010",
      principal: [who.build, who.workload, who.administrator, who.stranger],
      action: ["ecr:ReplicateImage", "ecr:BatchImportUpstreamImage"],
      resource: [repository, undeclared],
      expected: "denied",
    },
    {
      name: "whoever makes a repository lets the registry use its key, and takes it back",
      controls: ["TRN-15", "DATA-02"],
      principal: [...inTheirPlace, who.platformDeployer],
      action: "kms:CreateGrant",
      resource: key,
      context: grant,
      expected: "allowed",
    },
    {
      name: "whoever deletes a repository takes the registry's grant back",
      controls: ["TRN-15", "DATA-02"],
      principal: [...inTheirPlace, who.platformDeployer],
      action: "kms:RetireGrant",
      resource: key,
      context: throughRegistry,
      expected: "allowed",
    },
    {
      name: "a grant on the key of images is made directly, for somebody else, or by a workload",
      controls: ["TRN-15", "DATA-02"],
      principal: [who.platformDeployer, who.platformDeployerUnbound, who.workload],
      action: "kms:CreateGrant",
      resource: key,
      context: { ...throughRegistry, "kms:GrantIsForAWSResource": "false" },
      expected: "denied",
    },
    {
      name: "a workload, a person or an administrator makes a repository under the key of images",
      controls: ["TRN-15", "DATA-02"],
      principal: [who.workload, who.scientist, who.administrator, who.otherDeployer],
      action: "kms:CreateGrant",
      resource: key,
      context: grant,
      expected: "denied",
    },
    {
      name: "the key of images is granted outside the registry",
      controls: ["TRN-15", "DATA-02"],
      principal: inTheirPlace,
      action: "kms:CreateGrant",
      resource: key,
      context: { "kms:GrantIsForAWSResource": "true" },
      expected: "denied",
    },
    {
      name: "a grant of the registry is retired by another service's call or by a workload",
      controls: ["TRN-15", "DATA-02"],
      principal: [who.workload, who.administrator, who.otherDeployer],
      action: "kms:RetireGrant",
      resource: key,
      context: throughRegistry,
      expected: "denied",
    },
    {
      name: "a grant of the registry is retired without the registry",
      controls: ["TRN-15", "DATA-02"],
      principal: inTheirPlace,
      action: "kms:RetireGrant",
      resource: key,
      expected: "denied",
    },
  ];
}
