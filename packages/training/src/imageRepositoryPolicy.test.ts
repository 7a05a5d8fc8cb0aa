import { describe, expect, it } from "vitest";
import { environment } from "./environment.fixture.js";
import { imageRegistryPolicy, imageRepositoryPolicy } from "./imageRepositoryPolicy.js";

const statementsOf = (document: string): unknown => (JSON.parse(document) as { Statement: unknown }).Statement;
const deployer = "arn:aws:iam::111111111111:role/acme/dev/acme-dev-deployer";
const breakGlass = "arn:aws:iam::111111111111:role/acme/account/acme-account-break-glass";

describe("imageRepositoryPolicy", { tags: ["TRN-15"] }, () => {
  it("refuses pushes of all but the build, and pulls of all but the environment", () => {
    expect(statementsOf(imageRepositoryPolicy(environment, "training"))).toEqual([
      {
        Sid: "DenyPush",
        Effect: "Deny",
        Principal: "*",
        Action: ["ecr:CompleteLayerUpload", "ecr:InitiateLayerUpload", "ecr:PutImage", "ecr:UploadLayerPart"],
        Condition: {
          ArnNotLike: {
            "aws:PrincipalArn": [breakGlass, "arn:aws:iam::111111111111:role/acme/dev/acme-dev-build", deployer],
          },
        },
      },
      {
        Sid: "DenyPull",
        Effect: "Deny",
        Principal: "*",
        Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        Condition: {
          ArnNotLike: {
            "aws:PrincipalArn": [
              "arn:aws:iam::111111111111:role/acme/account/*",
              breakGlass,
              "arn:aws:iam::111111111111:role/acme/dev/*",
              deployer,
              "arn:aws:iam::111111111111:role/aws-service-role/*",
            ],
          },
        },
      },
    ]);
  });
});

describe("imageRegistryPolicy", { tags: ["TRN-15"] }, () => {
  it("refuses other accounts, and administration by all but deployers", () => {
    const account = {
      ...environment,
      name: "account",
      deployerRoleArns: ["arn:aws:iam::111111111111:role/acme/account/acme-account-deployer"],
    };
    const Resource = "arn:aws:ecr:eu-central-1:111111111111:repository/acme-*";
    expect(statementsOf(imageRegistryPolicy(account, ["dev", "test"]))).toEqual([
      {
        Sid: "DenyOtherAccounts",
        Effect: "Deny",
        Principal: "*",
        Action: "ecr:*",
        Resource,
        Condition: {
          StringNotEquals: { "aws:PrincipalAccount": "111111111111" },
          BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
        },
      },
      {
        Sid: "DenyAdministration",
        Effect: "Deny",
        Principal: "*",
        Action: [
          "ecr:BatchDeleteImage",
          "ecr:BatchImportUpstreamImage",
          "ecr:CreateRepository",
          "ecr:DeleteLifecyclePolicy",
          "ecr:DeleteRepository",
          "ecr:DeleteRepositoryPolicy",
          "ecr:PutImageScanningConfiguration",
          "ecr:PutImageTagMutability",
          "ecr:PutLifecyclePolicy",
          "ecr:ReplicateImage",
          "ecr:SetRepositoryPolicy",
          "ecr:TagResource",
          "ecr:UntagResource",
        ],
        Resource,
        Condition: {
          ArnNotLike: {
            "aws:PrincipalArn": [
              breakGlass,
              "arn:aws:iam::111111111111:role/acme/account/acme-account-deployer",
              deployer,
              "arn:aws:iam::111111111111:role/acme/test/acme-test-deployer",
            ],
          },
        },
      },
    ]);
  });
});
