import type { Environment } from "@secure-ml/core";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { all, identities, one, runProgram, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { dataEventSelectors } from "./dataEventSelectors.js";
import { AuditTrail, trailArn, trailName, type AuditTrailArgs } from "./auditTrail.js";

const environment: Environment = {
  project: "acme",
  name: "account",
  partition: "aws",
  dnsSuffix: "amazonaws.com",
  region: "eu-west-1",
  accountId: "111111111111",
  deployerRoleArns: ["arn:aws:iam::111111111111:role/acme/account/acme-account-deployer"],
  breakGlassRoleArns: ["arn:aws:iam::111111111111:role/acme/account/acme-account-break-glass"],
};
const ownArn = "arn:aws:cloudtrail:eu-west-1:111111111111:trail/acme-account-trail";
const kmsKeyArn = "arn:aws:kms:eu-west-1:111111111111:key/11111111-2222-3333-4444-555555555555";
const management = { name: "Management events", fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] };

/** Runs a program with one trail and the two things that it needs from elsewhere. */
function run(args: Partial<AuditTrailArgs> = {}, unknowns = false, options: pulumi.ComponentResourceOptions = {}) {
  return runProgram(
    () => {
      const bucket = new aws.s3.Bucket("archive", { bucket: "acme-account-audit-logs-111111111111-eu-west-1" });
      const policy = new aws.s3.BucketPolicy("archive-policy", { bucket: bucket.bucket, policy: "{}" });
      const trail = new AuditTrail(
        "trail",
        {
          environment,
          adopt: "create",
          archive: { bucketName: bucket.bucket, ready: policy },
          kmsKeyArn,
          logRetention: { days: 731, deletionProtection: true },
          ...args,
        },
        options,
      );
      return { trailArn: trail.trailArn, logGroupName: trail.logGroupName };
    },
    { unknowns },
  );
}

describe("trailArn", () => {
  it("is composed from the fixed name, whatever stack asks", { tags: ["GOV-01"] }, () => {
    expect(trailName({ ...environment, name: "dev" })).toBe("acme-account-trail");
    expect(trailArn({ ...environment, name: "dev" })).toBe(ownArn);
    expect(trailArn({ ...environment, partition: "aws-us-gov", region: "us-gov-west-1" })).toBe(
      "arn:aws-us-gov:cloudtrail:us-gov-west-1:111111111111:trail/acme-account-trail",
    );
  });
});

describe("AuditTrail", { tags: ["GOV-01"] }, () => {
  it("makes the trail with its log group and its delivery role, and nothing else", async () => {
    expect(identities(await run()).filter((identity) => !identity.includes("archive"))).toEqual([
      "aws:cloudtrail/trail:Trail :: trail-trail :: trail",
      "aws:cloudwatch/logGroup:LogGroup :: trail-events-log-group :: trail-events",
      "aws:iam/role:Role :: trail-delivery-role :: trail-delivery",
      "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive :: trail-delivery-policies-exclusive :: trail-delivery",
      "aws:iam/rolePolicy:RolePolicy :: trail-delivery-policy :: trail-delivery",
      "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive :: trail-delivery-attachments-exclusive :: trail-delivery",
      "pulumi:pulumi:Stack :: project-stack :: ",
      "secure-ml:core:EncryptedLogGroup :: trail-events :: trail",
      "secure-ml:core:ServiceRole :: trail-delivery :: trail",
      "secure-ml:governance:AuditTrail :: trail :: project-stack",
    ]);
  });

  it("records everything everywhere, signed, under our key, to the archive and to CloudWatch Logs", async () => {
    const result = await run();
    const trail = one(result, "aws:cloudtrail/trail:Trail");
    expect(trail.inputs).toEqual({
      name: "acme-account-trail",
      s3BucketName: "acme-account-audit-logs-111111111111-eu-west-1",
      isMultiRegionTrail: true,
      // The provider's own default.
      isOrganizationTrail: false,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      enableLogging: true,
      kmsKeyId: kmsKeyArn,
      cloudWatchLogsGroupArn: "arn:aws:logs:eu-west-1:111111111111:log-group:/acme/account/governance/trail:*",
      cloudWatchLogsRoleArn: "arn:aws:iam::111111111111:role/acme/account/acme-account-trail-delivery",
      advancedEventSelectors: [management],
      insightSelectors: [{ insightType: "ApiCallRateInsight" }, { insightType: "ApiErrorRateInsight" }],
    });
    expect(trail.options).toMatchObject({ protect: true, retainOnDelete: true, deleteBeforeReplace: true });
    expect(result.controls.get(trail.urn)).toEqual(["GOV-01"]);
    expect(result.outputs).toEqual({ trailArn: ownArn, logGroupName: "/acme/account/governance/trail" });
  });

  it("waits until bucket policy and role admit it", async () => {
    const result = await run();
    expect(one(result, "aws:cloudtrail/trail:Trail").dependencies).toEqual(
      expect.arrayContaining([
        one(result, "aws:s3/bucketPolicy:BucketPolicy").urn,
        one(result, "aws:iam/rolePolicy:RolePolicy").urn,
        one(result, "aws:cloudwatch/logGroup:LogGroup").urn,
      ]),
    );
  });

  it("keeps the live copy encrypted for the audit period", async () => {
    const result = await run();
    const group = one(result, "aws:cloudwatch/logGroup:LogGroup");
    expect(group.inputs).toMatchObject({
      name: "/acme/account/governance/trail",
      kmsKeyId: kmsKeyArn,
      retentionInDays: 731,
      deletionProtectionEnabled: true,
    });
    expect(result.controls.get(group.urn)).toEqual(["GOV-07", "GOV-33", "GOV-01"]);
  });

  it("lets CloudTrail write its own streams and nothing else, and does not ask it for a source that it never sends", async () => {
    const result = await run();
    expect(JSON.parse(String(one(result, "aws:iam/role:Role").inputs["assumeRolePolicy"]))).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "ServiceAssumesRole",
          Effect: "Allow",
          Principal: { Service: "cloudtrail.amazonaws.com" },
          Action: "sts:AssumeRole",
        },
      ],
    });
    expect(JSON.parse(String(one(result, "aws:iam/rolePolicy:RolePolicy").inputs["policy"]))).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "WriteOwnStreams",
          Effect: "Allow",
          Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
          Resource:
            "arn:aws:logs:eu-west-1:111111111111:log-group:/acme/account/governance/trail:log-stream:111111111111_CloudTrail_eu-west-1*",
        },
      ],
    });
  });

  it("leaves Insights out when told to", async () => {
    expect(one(await run({ insights: false }), "aws:cloudtrail/trail:Trail").inputs).not.toHaveProperty(
      "insightSelectors",
    );
  });

  it("adds selectors of data events to that of management events, never in its place", async () => {
    const data = {
      name: "Endpoint calls",
      fieldSelectors: [
        { field: "eventCategory", equals: ["Data"] },
        { field: "resources.type", equals: ["AWS::SageMaker::Endpoint"] },
      ],
    };
    expect(
      one(await run({ dataEventSelectors: [data] }), "aws:cloudtrail/trail:Trail").inputs["advancedEventSelectors"],
    ).toEqual([management, data]);
  });

  it("serves GOV-02 once it records data events, and not before", { tags: ["GOV-02"] }, async () => {
    const served = async (args: Partial<AuditTrailArgs>) => {
      const result = await run(args);
      return result.controls.get(one(result, "aws:cloudtrail/trail:Trail").urn);
    };
    expect(await served({ dataEventSelectors: dataEventSelectors(environment, "all") })).toEqual(["GOV-01", "GOV-02"]);
    expect(await served({ dataEventSelectors: [] })).toEqual(["GOV-01"]);
  });

  it("lets a disposable account's trail go", async () => {
    expect(one(await run({ dataProtection: "disposable" }), "aws:cloudtrail/trail:Trail").options).toMatchObject({
      protect: false,
      retainOnDelete: false,
    });
  });

  it("makes nothing where an organisation's trail covers the account", async () => {
    const result = await run({ adopt: "external" });
    expect(identities(result).filter((identity) => !identity.includes("archive"))).toEqual([
      "pulumi:pulumi:Stack :: project-stack :: ",
      "secure-ml:governance:AuditTrail :: trail :: project-stack",
    ]);
    expect(result.outputs).toEqual({});
  });

  it.each([
    ["create", undefined],
    [`import:${ownArn}`, ownArn],
  ])("takes over an existing trail with adopt %j alone", async (adopt, imported) => {
    const imports: unknown[] = [];
    const result = await run({ adopt }, false, {
      transformations: [
        ({ type, opts }) => {
          if (type === "aws:cloudtrail/trail:Trail") {
            imports.push((opts as pulumi.CustomResourceOptions).import);
          }
          return undefined;
        },
      ],
    });
    expect(imports).toEqual([imported]);
    expect(one(result, "aws:cloudtrail/trail:Trail").inputs["name"]).toBe("acme-account-trail");
  });

  it.each(["import:arn:aws:cloudtrail:eu-west-1:111111111111:trail/other", "existing", ""])(
    "refuses adopt %j",
    async (adopt) => {
      await expect(run({ adopt })).rejects.toThrow(
        `AuditTrail "trail": adopt must be "create", "external" or "import:${ownArn}": the policies of archive and key admit only a trail of this name, but is ${JSON.stringify(adopt)}.`,
      );
    },
  );

  it("takes a key that does not exist yet", async () => {
    const result = await runProgram(
      () => {
        const key = new aws.kms.Key("audit", { enableKeyRotation: true });
        const bucket = new aws.s3.Bucket("archive", { bucket: "archive" });
        new AuditTrail("trail", {
          environment,
          adopt: "create",
          archive: { bucketName: bucket.bucket, ready: bucket },
          kmsKeyArn: pulumi.output(key.arn),
          logRetention: { days: 731, deletionProtection: true },
        });
      },
      { unknowns: true },
    );
    const trail = one(result, "aws:cloudtrail/trail:Trail");
    expect(trail.inputs).toMatchObject({
      name: "acme-account-trail",
      s3BucketName: "archive",
      kmsKeyId: unknown,
      cloudWatchLogsGroupArn: "arn:aws:logs:eu-west-1:111111111111:log-group:/acme/account/governance/trail:*",
      advancedEventSelectors: [management],
    });
    expect(trail.propertyDependencies["kmsKeyId"]).toEqual([one(result, "aws:kms/key:Key").urn]);
    expect(all(result, "aws:iam/rolePolicy:RolePolicy").map(({ inputs }) => typeof inputs["policy"])).toEqual([
      "string",
    ]);
  });
});
