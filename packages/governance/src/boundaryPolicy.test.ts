import type { PolicyStatement } from "@secure-ml/core";
import { describe, expect, it } from "vitest";
import { boundaryPolicy } from "./boundaryPolicy.js";
import { environment } from "./environment.fixture.js";

function statementsOf(document: string): readonly PolicyStatement[] {
  return (JSON.parse(document) as { Statement: readonly PolicyStatement[] }).Statement;
}

const statements = statementsOf(boundaryPolicy({ environment, allowedRegions: ["eu-central-1", "eu-west-1"] }));

function statement(sid: string): PolicyStatement {
  const found = statements.find(({ Sid }) => Sid === sid);
  if (found === undefined) {
    throw new Error(`No statement ${sid}; there are ${statements.map(({ Sid }) => Sid).join(", ")}`);
  }
  return found;
}

/** Whether IAM would match the action with one of the statement's patterns; enough for names with `*` only. */
function names({ Action }: PolicyStatement, action: string): boolean {
  return [Action].flat().some((pattern) => {
    const expression = pattern.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*");
    return new RegExp(`^${expression}$`, "i").test(action);
  });
}

const ceiling = ["PlatformServices", "AuditReads", "OwnRoles"];
const placedInVpc = [
  "sagemaker:CreateDataQualityJobDefinition",
  "sagemaker:CreateHyperParameterTuningJob",
  "sagemaker:CreateModel",
  "sagemaker:CreateModelBiasJobDefinition",
  "sagemaker:CreateModelExplainabilityJobDefinition",
  "sagemaker:CreateModelQualityJobDefinition",
  "sagemaker:CreateNotebookInstance",
  "sagemaker:CreateProcessingJob",
  "sagemaker:CreateTrainingJob",
];

describe("boundaryPolicy", { tags: ["GOV-40"] }, () => {
  it("has these statements, in this order", () => {
    expect(statements.map(({ Sid, Effect }) => `${Effect} ${Sid}`)).toEqual([
      "Allow PlatformServices",
      "Allow AuditReads",
      "Allow OwnRoles",
      "Allow DataJobLogKey",
      "Allow DataJobInterfaceTags",
      "Deny AuditTampering",
      "Deny KeyTampering",
      "Deny IdentityChanges",
      "Deny OutOfRegion",
      "Deny InvokeUntagged",
      "Deny CallerTagForged",
      "Deny NoSubnets",
      "Deny NoGroups",
      "Deny NotebookInternet",
      "Deny NotebookRoot",
      "Deny NotebookMetadata",
      "Deny DomainOpen",
      "Deny DomainReopen",
    ]);
  });

  it("denies on every resource and binds no Deny to more than one condition key", () => {
    const denies = statements.filter(({ Effect }) => Effect === "Deny");
    expect(denies.map(({ Resource }) => Resource)).toEqual(denies.map(() => "*"));
    expect(denies.filter(({ Condition }) => Object.values(Condition ?? {}).flatMap(Object.keys).length > 1)).toEqual(
      [],
    );
  });

  it.each([
    // GOV-40's own list.
    ["AuditTampering", "cloudtrail:StopLogging"],
    ["AuditTampering", "cloudtrail:DeleteTrail"],
    ["AuditTampering", "cloudtrail:UpdateTrail"],
    ["AuditTampering", "cloudtrail:PutEventSelectors"],
    ["AuditTampering", "guardduty:DeleteDetector"],
    ["AuditTampering", "macie2:DisableMacie"],
    ["AuditTampering", "securityhub:DisableSecurityHub"],
    ["AuditTampering", "config:StopConfigurationRecorder"],
    ["AuditTampering", "access-analyzer:DeleteAnalyzer"],
    ["AuditTampering", "logs:DeleteLogGroup"],
    ["KeyTampering", "kms:ScheduleKeyDeletion"],
    ["KeyTampering", "kms:PutKeyPolicy"],
    ["KeyTampering", "kms:DisableKeyRotation"],
    ["IdentityChanges", "iam:DeleteRolePermissionsBoundary"],
    ["IdentityChanges", "iam:PutRolePermissionsBoundary"],
    ["IdentityChanges", "iam:CreatePolicyVersion"],
    ["IdentityChanges", "iam:SetDefaultPolicyVersion"],
    ["IdentityChanges", "iam:DeletePolicy"],
    ["IdentityChanges", "iam:DetachRolePolicy"],
    ["IdentityChanges", "iam:CreateRole"],
    ["IdentityChanges", "iam:UpdateAssumeRolePolicy"],
    ["IdentityChanges", "iam:PutRolePolicy"],
    ["IdentityChanges", "iam:AttachRolePolicy"],
    ["IdentityChanges", "iam:TagRole"],
    ["IdentityChanges", "iam:UntagRole"],
    ["IdentityChanges", "iam:CreateUser"],
    ["IdentityChanges", "iam:CreateAccessKey"],
    ["IdentityChanges", "iam:CreateServiceLinkedRole"],
  ])("%s denies %s without a condition", (sid, action) => {
    expect(names(statement(sid), action)).toBe(true);
    expect(statement(sid).Condition).toBeUndefined();
  });

  it.each([
    ["flow logs", "logs:CreateLogStream"],
    ["flow logs", "logs:PutLogEvents"],
    ["flow logs", "logs:DescribeLogGroups"],
    ["flow logs", "logs:DescribeLogStreams"],
    ["verification", "s3:GetObject"],
    ["verification", "s3:ListBucket"],
    ["verification", "s3:PutObject"],
    ["verification", "kms:Decrypt"],
    ["verification", "kms:GenerateDataKey"],
    ["verification", "cloudtrail:ListPublicKeys"],
    ["verification", "sqs:SendMessage"],
    ["event delivery", "sns:Publish"],
    ["event delivery", "states:StartExecution"],
    ["event delivery", "events:PutEvents"],
    ["training", "sagemaker:CreateTrainingJob"],
    ["training", "ecr:GetAuthorizationToken"],
    ["training", "ec2:CreateNetworkInterface"],
    ["training", "ec2:CreateNetworkInterfacePermission"],
    ["packages", "sts:GetServiceBearerToken"],
    ["personas", "iam:PassRole"],
    ["reviews", "iam:GenerateServiceLastAccessedDetails"],
  ])("leaves room for the roles of %s: %s", (_, action) => {
    expect(ceiling.some((sid) => names(statement(sid), action))).toBe(true);
    const unconditional = statements.filter(({ Effect, Condition }) => Effect === "Deny" && Condition === undefined);
    expect(unconditional.filter((deny) => names(deny, action))).toEqual([]);
  });

  it.each([
    "ec2:RunInstances",
    "ec2:CreateTags",
    "lambda:CreateFunction",
    "lambda:UpdateFunctionCode",
    "cloudformation:CreateStack",
    "organizations:LeaveOrganization",
    "account:CloseAccount",
    "sts:GetFederationToken",
    "kms:CreateKey",
    "kms:ReplicateKey",
    "logs:PutSubscriptionFilter",
    "logs:PutResourcePolicy",
    "cloudwatch:DeleteAlarms",
    "cloudwatch:DisableAlarmActions",
    "guardduty:CreateFilter",
    "bedrock:InvokeModel",
  ])("keeps %s above the ceiling", (action) => {
    expect(ceiling.filter((sid) => names(statement(sid), action))).toEqual([]);
  });

  it("lets data jobs say the key of their own log groups, and tag interfaces as Glue does, and no more", () => {
    expect(statement("DataJobLogKey")).toMatchObject({
      Action: "logs:AssociateKmsKey",
      Resource: "arn:aws:logs:*:111111111111:log-group:/acme/*/data/*",
    });
    expect(statement("DataJobInterfaceTags")).toMatchObject({
      Action: "ec2:CreateTags",
      Resource: "arn:aws:ec2:*:111111111111:network-interface/*",
      Condition: {
        "ForAllValues:StringEquals": { "aws:TagKeys": "aws-glue-service-resource" },
        Null: { "aws:TagKeys": "false" },
      },
    });
  });

  it("lets only roles of the project be passed and assumed, since others carry no boundary", () => {
    expect(statement("OwnRoles")).toEqual({
      Sid: "OwnRoles",
      Effect: "Allow",
      Action: ["iam:PassRole", "sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"],
      Resource: "arn:aws:iam::111111111111:role/acme/*",
    });
  });

  it("denies every service of the ceiling outside the allowed Regions, but what answers from elsewhere", () => {
    const outside = statement("OutOfRegion");
    expect(outside.Condition).toEqual({ StringNotEquals: { "aws:RequestedRegion": ["eu-central-1", "eu-west-1"] } });
    const services = [statement("PlatformServices").Action].flat().map((action) => action.replace(/:.*/, ":*"));
    expect([outside.Action].flat()).toEqual([...new Set(services)].filter((service) => service !== "sts:*"));
    for (const action of ["cloudtrail:ListPublicKeys", "iam:PassRole", "sts:AssumeRole", "iam:GetRole"]) {
      expect(names(outside, action)).toBe(false);
    }
  });

  it("lets only tagged roles invoke endpoints, in all three ways", { tags: ["INF-06"] }, () => {
    expect(statement("InvokeUntagged")).toEqual({
      Sid: "InvokeUntagged",
      Effect: "Deny",
      Action: "sagemaker:InvokeEndpoint*",
      Resource: "*",
      Condition: { Null: { "aws:PrincipalTag/endpoint-caller": "true" } },
    });
  });

  it("does not let a session bring the tag along, in whatever case", { tags: ["INF-06"] }, () => {
    expect(statement("CallerTagForged")).toEqual({
      Sid: "CallerTagForged",
      Effect: "Deny",
      Action: "sts:TagSession",
      Resource: "*",
      Condition: { "ForAnyValue:StringEqualsIgnoreCase": { "aws:TagKeys": "endpoint-caller" } },
    });
  });

  it.each([
    ["NoSubnets", placedInVpc, { Null: { "sagemaker:VpcSubnets": "true" } }],
    ["NoGroups", placedInVpc, { Null: { "sagemaker:VpcSecurityGroupIds": "true" } }],
    [
      "NotebookInternet",
      "sagemaker:CreateNotebookInstance",
      { StringNotEquals: { "sagemaker:DirectInternetAccess": "Disabled" } },
    ],
    ["NotebookRoot", "sagemaker:CreateNotebookInstance", { StringNotEquals: { "sagemaker:RootAccess": "Disabled" } }],
    [
      "NotebookMetadata",
      "sagemaker:CreateNotebookInstance",
      { StringNotEquals: { "sagemaker:MinimumInstanceMetadataServiceVersion": "2" } },
    ],
    ["DomainOpen", "sagemaker:CreateDomain", { StringNotEquals: { "sagemaker:AppNetworkAccessType": "VpcOnly" } }],
    [
      "DomainReopen",
      "sagemaker:UpdateDomain",
      { StringEquals: { "sagemaker:AppNetworkAccessType": "PublicInternetOnly" } },
    ],
  ])("%s is TRN-07's", { tags: ["TRN-07"] }, (Sid, Action, Condition) => {
    expect(statement(Sid)).toEqual({ Sid, Effect: "Deny", Action, Resource: "*", Condition });
  });

  it("speaks of the partition's own roles", () => {
    const china = statementsOf(
      boundaryPolicy({
        environment: { ...environment, partition: "aws-cn", region: "cn-north-1" },
        allowedRegions: ["cn-north-1"],
      }),
    );
    expect(china.find(({ Sid }) => Sid === "OwnRoles")?.Resource).toBe("arn:aws-cn:iam::111111111111:role/acme/*");
    expect(china.find(({ Sid }) => Sid === "OutOfRegion")?.Condition).toEqual({
      StringNotEquals: { "aws:RequestedRegion": "cn-north-1" },
    });
  });

  it("leaves room for the controls to come, with the longest names and four Regions", async ({ annotate }) => {
    const longest = boundaryPolicy({
      environment: { ...environment, project: "twelve-chars", partition: "aws-us-gov", region: "us-gov-west-1" },
      allowedRegions: ["ap-northeast-1", "ap-southeast-2", "us-gov-east-1", "us-gov-west-1"],
    });
    const margin = 6144 - longest.length;
    await annotate(`${margin} of 6144 characters are left`);
    expect(margin).toBeGreaterThan(300);
  });

  it("refuses more Regions than fit", () => {
    const allowedRegions = Array.from({ length: 60 }, (_, index) => `xx-somewhere-${index + 1}`);
    expect(() => boundaryPolicy({ environment, allowedRegions })).toThrow(
      /^managedPolicy of the permissions boundary has \d+ characters without white space; AWS takes 6144\./,
    );
  });
});
