import { coversAction, type Condition, type Statement } from "./policyDocument.js";

/** Something that the boundary of a deployer must refuse. */
interface DemandedRefusal {
  /** What would be possible without it, for messages. */
  readonly purpose: string;
  readonly actions: readonly string[];
  /** The one condition that the Deny may have; without it there may be none. */
  readonly condition?: (condition: Condition) => boolean;
}

const isMissing =
  (key: string) =>
  (condition: Condition): boolean =>
    condition.operator === "null" && condition.key === key && condition.values.every((value) => value === "true");
const isOtherThan =
  (key: string, value: string) =>
  (condition: Condition): boolean =>
    condition.operator === "stringnotequals" && condition.key === key && condition.values.every((one) => one === value);
/** On creation the key is absent without a boundary: only the negated operator without `IfExists` refuses that as well. */
const isUnderOtherBoundary = ({ operator, key, values }: Condition): boolean =>
  operator === "stringnotequals" &&
  key === "iam:permissionsboundary" &&
  values.length > 0 &&
  values.every((value) => /^arn:[^:]+:iam::\d{12}:policy\/[^*?$]+$/.test(value));

const placed = ["sagemaker:CreateModel", "sagemaker:CreateNotebookInstance"];

const demanded: readonly DemandedRefusal[] = [
  { purpose: "take boundaries away", actions: ["iam:DeleteRolePermissionsBoundary"] },
  {
    purpose: "change roles past every boundary",
    actions: [
      "iam:AttachRolePolicy",
      "iam:CreateRole",
      "iam:PutRolePermissionsBoundary",
      "iam:PutRolePolicy",
      "iam:UpdateAssumeRolePolicy",
    ],
    condition: isUnderOtherBoundary,
  },
  { purpose: "approve model versions", actions: ["sagemaker:CreateModelPackage", "sagemaker:UpdateModelPackage"] },
  {
    purpose: "start jobs",
    actions: [
      "sagemaker:CreateHyperParameterTuningJob",
      "sagemaker:CreateProcessingJob",
      "sagemaker:CreateTrainingJob",
      "sagemaker:CreateTransformJob",
    ],
  },
  {
    purpose: "invoke endpoints",
    actions: [
      "sagemaker:InvokeEndpoint",
      "sagemaker:InvokeEndpointAsync",
      "sagemaker:InvokeEndpointWithResponseStream",
    ],
  },
  {
    purpose: "make models and notebooks outside the VPC",
    actions: placed,
    condition: isMissing("sagemaker:vpcsubnets"),
  },
  {
    purpose: "make notebooks with internet access",
    actions: ["sagemaker:CreateNotebookInstance"],
    condition: isOtherThan("sagemaker:directinternetaccess", "Disabled"),
  },
  {
    purpose: "make a domain outside the VPC",
    actions: ["sagemaker:CreateDomain"],
    condition: isOtherThan("sagemaker:appnetworkaccesstype", "VpcOnly"),
  },
];

/**
 * What the boundary of a deployer does not refuse explicitly.
 *
 * @param statements of the boundary
 * @returns each as the rest of the sentence "could …", with the actions that are open
 */
export function deployerGaps(statements: readonly Statement[]): readonly string[] {
  const denies = statements.filter(
    ({ effect, negations, resources }) => effect === "Deny" && negations.length === 0 && resources.includes("*"),
  );
  return demanded.flatMap(({ purpose, actions, condition }) => {
    const open = actions.filter(
      (action) => !denies.some((deny) => coversAction(deny, action) && fits(deny.conditions, condition)),
    );
    return open.length === 0 ? [] : [`${purpose} (${open.join(", ")})`];
  });
}

function fits(conditions: readonly Condition[], wanted: DemandedRefusal["condition"]): boolean {
  const [only] = conditions;
  if (wanted === undefined || only === undefined) return conditions.length === 0;
  return conditions.length === 1 && wanted(only);
}
