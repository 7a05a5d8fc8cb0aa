import { coversAction, type Condition, type Statement } from "./policyDocument.js";

interface DemandedCondition {
  readonly operators: readonly string[];
  readonly key: string;
  readonly value: string;
}

/** Something that a boundary must refuse. */
interface DemandedRefusal {
  /** What would be possible without it, for messages. */
  readonly purpose: string;
  readonly actions: readonly string[];
  /** Exact condition of the Deny; without one it must be unconditional, but for an exception of named roles. */
  readonly condition?: DemandedCondition;
}

const isMissing = (key: string): DemandedCondition => ({ operators: ["null"], key, value: "true" });
const isOtherThan = (key: string, value: string): DemandedCondition => ({
  operators: ["stringnotequals", "stringnotequalsifexists"],
  key,
  value,
});

const placedInVpc = [
  "CreateDataQualityJobDefinition",
  "CreateHyperParameterTuningJob",
  "CreateModel",
  "CreateModelBiasJobDefinition",
  "CreateModelExplainabilityJobDefinition",
  "CreateModelQualityJobDefinition",
  "CreateNotebookInstance",
  "CreateProcessingJob",
  "CreateTrainingJob",
].map((call) => `sagemaker:${call}`);

const demanded: readonly DemandedRefusal[] = [
  {
    purpose: "stop what records and judges the account",
    actions: [
      "access-analyzer:DeleteAnalyzer",
      "cloudtrail:DeleteTrail",
      "cloudtrail:StopLogging",
      "config:StopConfigurationRecorder",
      "guardduty:DeleteDetector",
      "macie2:DisableMacie",
      "securityhub:DisableSecurityHub",
    ],
  },
  { purpose: "destroy keys", actions: ["kms:ScheduleKeyDeletion"] },
  {
    purpose: "take off its boundary or guardrails",
    actions: [
      "iam:DeleteRolePermissionsBoundary",
      "iam:PutRolePermissionsBoundary",
      "iam:DetachRolePolicy",
      "iam:CreatePolicyVersion",
      "iam:SetDefaultPolicyVersion",
      "iam:DeletePolicyVersion",
    ],
  },
  {
    purpose: "make or tag roles",
    actions: ["iam:CreateRole", "iam:TagRole", "iam:UntagRole", "iam:UpdateAssumeRolePolicy"],
  },
  {
    purpose: "invoke an endpoint without the tag endpoint-caller",
    actions: [
      "sagemaker:InvokeEndpoint",
      "sagemaker:InvokeEndpointAsync",
      "sagemaker:InvokeEndpointWithResponseStream",
    ],
    condition: isMissing("aws:principaltag/endpoint-caller"),
  },
  { purpose: "run jobs outside the VPC", actions: placedInVpc, condition: isMissing("sagemaker:vpcsubnets") },
  {
    purpose: "run jobs without security groups",
    actions: placedInVpc,
    condition: isMissing("sagemaker:vpcsecuritygroupids"),
  },
  {
    purpose: "make a notebook with internet access",
    actions: ["sagemaker:CreateNotebookInstance"],
    condition: isOtherThan("sagemaker:directinternetaccess", "Disabled"),
  },
  {
    purpose: "make a notebook with root access",
    actions: ["sagemaker:CreateNotebookInstance"],
    condition: isOtherThan("sagemaker:rootaccess", "Disabled"),
  },
  {
    purpose: "make a notebook with version 1 of the metadata service",
    actions: ["sagemaker:CreateNotebookInstance"],
    condition: isOtherThan("sagemaker:minimuminstancemetadataserviceversion", "2"),
  },
  {
    purpose: "make a domain outside the VPC",
    actions: ["sagemaker:CreateDomain"],
    condition: isOtherThan("sagemaker:appnetworkaccesstype", "VpcOnly"),
  },
  {
    purpose: "open a domain to the internet",
    actions: ["sagemaker:UpdateDomain"],
    // An update that leaves the setting alone carries no key: only the positive operator lets it pass.
    condition: { operators: ["stringequals"], key: "sagemaker:appnetworkaccesstype", value: "PublicInternetOnly" },
  },
];

/** What a boundary leaves open. */
export interface BoundaryGap {
  readonly property: string;
  readonly found: string;
  readonly expected: string;
}

/**
 * Finds what a boundary does not refuse explicitly. Explicitly, because a resource policy that names a role's session
 * passes what a boundary merely does not allow.
 *
 * @param statements of the boundary
 * @param allowedRegions Regions in which roles may work; empty when nothing is known about them
 * @see AWS, "Permissions boundaries for IAM entities":
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export function boundaryGaps(
  statements: readonly Statement[],
  allowedRegions: readonly string[],
): readonly BoundaryGap[] {
  const denies = statements.filter(
    ({ effect, negations, resources }) => effect === "Deny" && negations.length === 0 && resources.includes("*"),
  );
  const gaps = demanded.flatMap((refusal) => {
    const open = refusal.actions.filter(
      (action) => !denies.some((deny) => coversAction(deny, action) && conditionsFit(deny.conditions, refusal)),
    );
    return open.length === 0 ? [] : [gap(refusal.purpose, open.join(", "))];
  });
  const regions = denies.flatMap(({ actions, conditions: [only, ...more] }) => {
    const isRegional = only?.operator === "stringnotequals" && only.key === "aws:requestedregion" && more.length === 0;
    return isRegional && actions.length > 0 ? [only.values] : [];
  });
  const isBound = regions.some((values) => {
    return (
      values.length > 0 && (allowedRegions.length === 0 || values.every((value) => allowedRegions.includes(value)))
    );
  });
  return isBound ? gaps : [...gaps, gap("work in other Regions", "StringNotEquals aws:RequestedRegion")];
}

function gap(purpose: string, open: string): BoundaryGap {
  return {
    property: `policy ${purpose}`,
    found: `a boundary under which a role could ${purpose}`,
    expected: `an explicit Deny of ${open}`,
  };
}

function conditionsFit(conditions: readonly Condition[], { condition }: DemandedRefusal): boolean {
  const others = conditions.filter((candidate) => !isRoleException(candidate));
  if (condition === undefined) return others.length === 0;
  const [only] = others;
  return (
    others.length === 1 &&
    only !== undefined &&
    condition.operators.includes(only.operator) &&
    only.key === condition.key &&
    only.values.every((value) => value === condition.value)
  );
}

/** Deployers may be excepted by their exact roles. */
function isRoleException({ operator, key, values }: Condition): boolean {
  return (
    /^(arn|string)not(equals|like)(ifexists)?$/.test(operator) && key === "aws:principalarn" && !values.includes("*")
  );
}
