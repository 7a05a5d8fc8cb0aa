import { coreEndpointServices, endpointFeatures, type InterfaceEndpointService } from "@secure-ml/controls";
import { describe, expect, it } from "vitest";
import { environment } from "./environment.fixture.js";
import { interfaceEndpointPolicy } from "./interfaceEndpointPolicies.js";

interface Document {
  readonly Statement: readonly Readonly<Record<string, unknown>>[];
}
const services: readonly InterfaceEndpointService[] = [
  ...coreEndpointServices,
  ...Object.values(endpointFeatures).flat(),
];
const isSession = (service: string): boolean => /^aws\.sagemaker\./.test(service);

describe("interfaceEndpointPolicy", { tags: ["NET-08"] }, () => {
  it("admits listed calls of the account's principals on the account's resources", () => {
    expect(JSON.parse(interfaceEndpointPolicy(environment, "lakeformation"))).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "OwnAccount",
          Effect: "Allow",
          Principal: "*",
          Action: "lakeformation:GetDataAccess",
          Resource: "*",
          Condition: {
            StringEquals: { "aws:PrincipalAccount": "111111111111", "aws:ResourceAccount": "111111111111" },
          },
        },
      ],
    });
  });

  it.each(services.filter((service) => !isSession(service)))("names both sides of a call: %s", (service) => {
    const { Statement } = JSON.parse(interfaceEndpointPolicy(environment, service)) as Document;
    expect(Statement).toHaveLength(1);
    expect(Statement[0]?.["Condition"]).toEqual({
      StringEquals: { "aws:PrincipalAccount": "111111111111", "aws:ResourceAccount": "111111111111" },
    });
    const actions = [Statement[0]?.["Action"]].flat().map(String);
    expect(actions.filter((action) => /\*/.test(action) && !/^sagemaker:(Describe|List|Stop)\*$/.test(action))).toEqual(
      [],
    );
  });

  it.each([
    ["aws.sagemaker.studio", "sagemaker:CreatePresignedDomainUrl", "user-profile/*"],
    ["aws.sagemaker.notebook", "sagemaker:CreatePresignedNotebookInstanceUrl", "notebook-instance/*"],
  ] as const)("admits sessions by the account's own resources: %s", (service, Action, resource) => {
    expect((JSON.parse(interfaceEndpointPolicy(environment, service)) as Document).Statement).toEqual([
      {
        Sid: "OwnSessions",
        Effect: "Allow",
        Principal: "*",
        Action,
        Resource: `arn:aws:sagemaker:eu-central-1:111111111111:${resource}`,
      },
    ]);
  });

  it.each([
    ["kms", /kms:(ScheduleKeyDeletion|PutKeyPolicy|CreateGrant|DisableKey)/],
    ["sts", /WithSAML|WithWebIdentity/],
    ["logs", /Create(LogGroup)|Delete|PutRetentionPolicy/],
    ["secretsmanager", /Delete|PutResourcePolicy|CreateSecret/],
    [
      "sagemaker.api",
      /Create(Endpoint|Model|Domain|NotebookInstance|UserProfile)"|Delete(Domain|Endpoint)|PutModelPackageGroupPolicy/,
    ],
    ["ecr.api", /Delete|SetRepositoryPolicy|CreateRepository/],
  ] as const)("leaves out what is done from outside the VPC: %s", (service, banned) => {
    expect(interfaceEndpointPolicy(environment, service)).not.toMatch(banned);
  });

  it("is written for the partition that the environment is in", () => {
    const china = { ...environment, partition: "aws-cn", region: "cn-north-1" };
    expect(interfaceEndpointPolicy(china, "aws.sagemaker.studio")).toContain("arn:aws-cn:sagemaker:cn-north-1:");
  });
});
