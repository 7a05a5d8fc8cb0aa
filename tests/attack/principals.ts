import { documentId } from "./emittedPolicies.js";
import type { Estate } from "./estate.js";
import type { PolicyDocument } from "./expectAllowed.js";

/** Who makes a request. */
export interface Principal {
  /** In the words of a test's name. */
  readonly label: string;
  /** ARN of a role, a service principal, or `anonymous`. */
  readonly id: string;
  /** What its own policies say; a role of the stacks has the emitted ones instead. */
  readonly identity?: PolicyDocument;
  /** ARNs of managed policies beside {@link identity}; a role of the stacks has those that are attached to it. */
  readonly managed?: readonly string[];
  /** A policy that somebody put beside {@link identity}. */
  readonly added?: PolicyDocument;
  /** ARN of the boundary, or a document from elsewhere. */
  readonly boundary?: string | PolicyDocument;
  /**
   * Takes only the Denies of its boundary: as if somebody had let everything into the ceiling's list of services.
   * @defaultValue false
   */
  readonly openCeiling?: boolean;
}

/** Account that is not ours. */
export const strangerAccount = "999999999999";

const everything: PolicyDocument = {
  Version: "2012-10-17",
  Statement: [{ Sid: "Everything", Effect: "Allow", Action: "*", Resource: "*" }],
};

/** As if only its own policy held the principal: neither the guardrails nor the boundary. */
export function alone(principal: Principal): Principal {
  return { ...principal, label: `${principal.label}, by its own policy alone`, managed: [], boundary: everything };
}

/** As if somebody had put a policy that allows everything beside the principal's own, whose Denies remain. */
export function widened(principal: Principal): Principal {
  return { ...principal, label: `${principal.label}, widened`, added: everything };
}

/** The principals of an environment. Those that no stack makes are given the widest policies that anybody could have. */
export function principals(estate: Estate, other: Estate) {
  const role = (label: string, id: string, more?: Partial<Principal>): Principal => ({
    label,
    id,
    identity: everything,
    ...more,
  });
  const emitted = (label: string, id: string): Principal => ({ label, id });
  const deployerBoundary = (name: string): string =>
    estate.boundaryArn.replace(/-boundary$/, `-deployer-${name}-boundary`);
  const unbound = { boundary: everything };
  const bounded = { boundary: estate.boundaryArn };
  return {
    /** A role with every permission, outside the platform. */
    administrator: role("an account administrator", `arn:aws:iam::${estate.accountId}:role/Administrator`),
    accountDeployer: emitted("the account's deployer", estate.accountRole("deployer")),
    platformDeployer: emitted("the environment's deployer", estate.platformRole("deployer")),
    /** Whoever runs the first `up` or destroys the account stack is listed as a deployer for that run, and treated alike. */
    accountDeployerUnbound: role(
      "an administrator in the place of the account's deployer",
      estate.accountRole("deployer"),
      unbound,
    ),
    platformDeployerUnbound: role(
      "an administrator in the place of the environment's deployer",
      estate.platformRole("deployer"),
      unbound,
    ),
    /** The deployers as if somebody had given them every permission: only the Denies of their boundaries stand in its way. */
    accountDeployerWidened: role("the account's deployer with every right", estate.accountRole("deployer"), {
      boundary: deployerBoundary("account"),
      openCeiling: true,
    }),
    platformDeployerWidened: role("the environment's deployer with every right", estate.platformRole("deployer"), {
      boundary: deployerBoundary(estate.environment),
      openCeiling: true,
    }),
    breakGlass: role("a break-glass session", estate.accountRole("break-glass")),
    /** A workload role whose own policy is as wide as can be: only boundary and resource policies stand in its way. */
    workload: role("a workload role", estate.platformRole("workload"), bounded),
    openCeiling: role("a workload role under an open ceiling", estate.platformRole("workload"), {
      ...bounded,
      openCeiling: true,
    }),
    /** What builds images, with a policy as wide as can be. */
    build: role("the image build", estate.platformRole("build"), bounded),
    /** The service-linked role with which Inspector reads images. */
    inspector: role(
      "Inspector",
      `arn:aws:iam::${estate.accountId}:role/aws-service-role/inspector2.amazonaws.com/AWSServiceRoleForAmazonInspector2`,
    ),
    /** A person's session: everything on data and SageMaker. */
    scientist: role("a data scientist", estate.platformRole("scientist"), {
      ...bounded,
      identity: {
        Version: "2012-10-17",
        Statement: [
          { Sid: "Work", Effect: "Allow", Action: ["s3:*", "kms:*", "sagemaker:*", "iam:PassRole"], Resource: "*" },
        ],
      },
    }),
    /** A role that the perimeter of some buckets lists, with the widest policy that it could have. */
    listed: (purpose: string) => role(`the role "${purpose}"`, estate.platformRole(purpose), bounded),
    /** Such a role under an open ceiling. */
    listedOpenCeiling: (purpose: string) =>
      role(`the role "${purpose}" under an open ceiling`, estate.platformRole(purpose), {
        ...bounded,
        openCeiling: true,
      }),
    /** The role that Macie scans with. */
    macie: role(
      "Macie",
      `arn:aws:iam::${estate.accountId}:role/aws-service-role/macie.amazonaws.com/AWSServiceRoleForAmazonMacie`,
    ),
    /** Whatever its own policy says, the guardrail and the boundary are attached. */
    guarded: role("a role under the guardrail", estate.platformRole("guarded"), {
      ...bounded,
      managed: ["network", "encryption", "platform"].map((part) => estate.platformPolicy(`guardrail-${part}`)),
    }),
    /** Somebody else's administrator. */
    stranger: role("a stranger", `arn:aws:iam::${strangerAccount}:role/Administrator`),
    /** Roles of the other environment, in its own account. */
    otherDeployer: role("the other environment's deployer", other.platformRole("deployer")),
    otherEvidenceExport: role("the other environment's verification", other.accountRole("evidence-export"), {
      identity: document(other, "identity", other.accountRole("evidence-export")),
      boundary: document(other, "boundary", other.boundaryArn),
    }),
    ds: emitted("a data scientist in Studio", estate.platformRole("ds")),
    mle: emitted("an engineer", estate.platformRole("mle")),
    approver: emitted("the approver", estate.platformRole("approver")),
    mladmin: emitted("the administrator of Studio", estate.platformRole("mladmin")),
    studioDefault: emitted("a visitor without a profile", estate.platformRole("studio-default")),
    notebook: emitted("a notebook instance", estate.platformRole("notebook")),
    training: emitted("training", estate.platformRole("training")),
    processing: emitted("processing", estate.platformRole("processing")),
    evaluation: emitted("evaluation", estate.platformRole("evaluation")),
    evidenceExport: emitted("the verification of the trail", estate.accountRole("evidence-export")),
    trailDelivery: emitted("the trail's delivery to CloudWatch Logs", estate.accountRole("trail-delivery")),
    auditor: emitted("an auditor", estate.accountRole("auditor")),
    findingDelivery: emitted("the delivery of findings", estate.accountRole("findings-events")),
    models: emitted("the models' role", estate.platformRole("model")),
    pipeline: emitted("the pipeline", estate.platformRole("pipeline")),
    modelState: emitted("the delivery of model events", estate.platformRole("model-state-events")),
    flowLogs: emitted("the delivery of flow logs", estate.platformRole("flow-logs")),
    anonymous: { label: "anybody", id: "anonymous" },
    service: (name: string): Principal => ({ label: name, id: `${name}.amazonaws.com` }),
  };
}

function document(estate: Estate, kind: "identity" | "boundary", arn: string): PolicyDocument {
  const found = estate.policies.documents.get(documentId(kind, arn));
  if (found === undefined) throw new Error(`There is no ${kind} policy of ${arn}.`);
  return found;
}

/** All principals of an environment. */
export type Principals = ReturnType<typeof principals>;
