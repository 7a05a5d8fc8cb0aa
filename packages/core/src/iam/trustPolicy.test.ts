import { describe, expect, it } from "vitest";
import { environment } from "../environment.fixture.js";
import { roleTrustPolicy, serviceTrustPolicy, type RoleTrust } from "./trustPolicy.js";

const statement = (trust: RoleTrust) => {
  const document = JSON.parse(roleTrustPolicy(environment, 'role "x"', trust)) as { Statement: unknown[] };
  expect(document.Statement).toHaveLength(1);
  return document.Statement[0];
};

describe("serviceTrustPolicy", () => {
  it("lets a service act for this account's resources only", () => {
    expect(statement({ service: "lambda" })).toEqual({
      Sid: "ServiceAssumesRole",
      Effect: "Allow",
      Principal: { Service: "lambda.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: { StringEquals: { "aws:SourceAccount": "111111111111" } },
    });
  });

  it("lets a service act for the named resources only", () => {
    const sourceArns = ["arn:aws:events:eu-central-1:111111111111:rule/acme-dev-alerts"];
    expect(statement({ service: "events", sourceArns })).toMatchObject({
      Condition: {
        StringEquals: { "aws:SourceAccount": "111111111111" },
        ArnLike: { "aws:SourceArn": sourceArns[0] },
      },
    });
  });

  it("sets no condition that the service could not meet", () => {
    expect(statement({ service: "cloudtrail", sendsSource: false })).toEqual({
      Sid: "ServiceAssumesRole",
      Effect: "Allow",
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: "sts:AssumeRole",
    });
  });

  it("refuses an empty list of resources, which nothing could meet", () => {
    expect(() => serviceTrustPolicy(environment, 'role "x"', { service: "events", sourceArns: [] })).toThrow(
      'trustPolicy of role "x": Condition ArnLike aws:SourceArn of statement "ServiceAssumesRole" lists nothing.',
    );
  });

  it("lets a service add to the session what it is said to add", () => {
    expect(statement({ service: "sagemaker", sessionActions: ["sts:SetSourceIdentity"] })).toMatchObject({
      Action: ["sts:AssumeRole", "sts:SetSourceIdentity"],
    });
  });
});

describe("roleTrustPolicy", () => {
  it("lets in who has a permission set, by the role that Identity Center makes of it", () => {
    expect(statement({ permissionSets: ["ModelRisk"] })).toEqual({
      Sid: "PeopleAssumeRole",
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::111111111111:root" },
      Action: "sts:AssumeRole",
      Condition: {
        ArnLike: {
          "aws:PrincipalArn": [
            "arn:aws:iam::111111111111:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_ModelRisk_????????????????",
            "arn:aws:iam::111111111111:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_ModelRisk_????????????????",
          ],
        },
      },
    });
  });

  it("refuses an empty list of permission sets, which would let nobody in", () => {
    expect(() => roleTrustPolicy(environment, 'role "x"', { permissionSets: [] })).toThrow(
      'trustPolicy of role "x": Condition ArnLike aws:PrincipalArn of statement "PeopleAssumeRole" lists nothing.',
    );
  });
});
