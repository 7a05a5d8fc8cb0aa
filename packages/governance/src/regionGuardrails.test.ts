import { all, one, runProgram } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { environment } from "./environment.fixture.js";
import { RegionGuardrails, type RegionGuardrailsArgs, type RegionSingleton } from "./regionGuardrails.js";

const volumesKeyArn = "arn:aws:kms:eu-central-1:111111111111:key/11111111-2222-3333-4444-555555555555";
const logKmsKeyArn = "arn:aws:kms:eu-central-1:111111111111:key/99999999-2222-3333-4444-555555555555";

const run = (args: Partial<RegionGuardrailsArgs> = {}) =>
  runProgram(() => {
    new RegionGuardrails("region", {
      environment,
      volumesKeyArn,
      logKmsKeyArn,
      logRetention: { days: 731, deletionProtection: true },
      ...args,
    });
  });

/** What each key of `adopt` stands for. */
const singletons: Readonly<Record<RegionSingleton, readonly string[]>> = {
  ebs: ["region-volume-key", "region-volume-encryption"],
  sharing: ["region-snapshot-sharing", "region-image-sharing"],
  imds: ["region-metadata"],
  serialConsole: ["region-serial-console"],
  vpcBlock: ["region-internet-gateways"],
  defaultVpc: ["region-default-group"],
  ssm: [
    "region-automation",
    "region-automation-log-group",
    "region-automation-log-destination",
    "region-automation-log-group",
    "region-document-sharing",
  ],
  portfolio: ["region-portfolio"],
};
const setting = (path: string): string => `arn:aws:ssm:eu-central-1:111111111111:servicesetting/${path}`;

describe("RegionGuardrails", { tags: ["GOV-22"] }, () => {
  it("sets everything to what is safe when it is told nothing more", async () => {
    const { resources } = await run();
    const inputs = resources
      .filter(({ custom, type }) => custom && !type.startsWith("pulumi:"))
      .map(({ type, name, inputs }) => [`${type.split(":").at(-1) ?? ""} ${name}`, inputs] as const);
    expect(Object.fromEntries(inputs)).toEqual({
      "DefaultKmsKey region-volume-key": { keyArn: volumesKeyArn },
      "EncryptionByDefault region-volume-encryption": { enabled: true },
      "SnapshotBlockPublicAccess region-snapshot-sharing": { state: "block-all-sharing" },
      "ImageBlockPublicAccess region-image-sharing": { state: "block-new-sharing" },
      "InstanceMetadataDefaults region-metadata": { httpTokens: "required", httpPutResponseHopLimit: 1 },
      "SerialConsoleAccess region-serial-console": { enabled: false },
      "VpcBlockPublicAccessOptions region-internet-gateways": { internetGatewayBlockMode: "block-bidirectional" },
      "DefaultSecurityGroup region-default-group": { revokeRulesOnDelete: false },
      "LogGroup region-automation-log-group": {
        name: "/acme/account/governance/automation",
        kmsKeyId: logKmsKeyArn,
        retentionInDays: 731,
        tags: { "retention-class": "audit" },
        deletionProtectionEnabled: true,
        skipDestroy: false,
      },
      "ServiceSetting region-document-sharing": {
        settingId: setting("ssm/documents/console/public-sharing-permission"),
        settingValue: "Disable",
      },
      "ServiceSetting region-automation-log-group": {
        settingId: setting("ssm/automation/customer-script-log-group-name"),
        settingValue: "/acme/account/governance/automation",
      },
      "ServiceSetting region-automation-log-destination": {
        settingId: setting("ssm/automation/customer-script-log-destination"),
        settingValue: "CloudWatch",
      },
      "ServicecatalogPortfolioStatus region-portfolio": { status: "Disabled" },
    });
  });

  it("shuts the internet gateways of every VPC of the Region", { tags: ["NET-14"] }, async () => {
    const result = await run();
    const block = one(result, "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions");
    expect(block.inputs).toEqual({ internetGatewayBlockMode: "block-bidirectional" });
    expect(result.controls.get(block.urn)).toEqual(["GOV-22", "NET-14"]);
  });

  it.each(Object.entries(singletons))("leaves %s to somebody else on demand, and that alone", async (key, names) => {
    const complete = (await run()).resources.map(({ name }) => name);
    const rest = (await run({ adopt: { [key]: "external" } })).resources.map(({ name }) => name);
    const gone = [...names];
    expect(rest).toEqual(
      complete.filter((name) => {
        const index = gone.indexOf(name);
        if (index >= 0) gone.splice(index, 1);
        return index < 0;
      }),
    );
    expect(gone).toEqual([]);
  });

  it("encrypts by default only once the default key is ours, and logs to CloudWatch once the group is named", async () => {
    const result = await run();
    const after = (type: string, name: string) => one(result, type, name).dependencies;
    expect(after("aws:ebs/encryptionByDefault:EncryptionByDefault", "region-volume-encryption")).toEqual([
      one(result, "aws:ebs/defaultKmsKey:DefaultKmsKey").urn,
    ]);
    const settingType = "aws:ssm/serviceSetting:ServiceSetting";
    expect(after(settingType, "region-automation-log-destination")).toEqual([
      one(result, settingType, "region-automation-log-group").urn,
    ]);
  });

  it("keeps every setting but the default group when the stack goes, unless it is disposable", async () => {
    const unprotected = async (args: Partial<RegionGuardrailsArgs>) =>
      (await run(args)).resources
        .filter(({ custom, type, options }) => custom && !type.startsWith("pulumi:") && !options.protect)
        .map(({ name, type }) => `${type.split(":").at(-1) ?? ""} ${name}`);
    expect((await unprotected({})).sort()).toEqual([
      "DefaultSecurityGroup region-default-group",
      "LogGroup region-automation-log-group",
    ]);
    expect(await unprotected({ dataProtection: "disposable" })).toHaveLength(13);
  });

  it("opens internet gateways outwards by a named mode, and takes the default VPC over to delete it", async () => {
    const result = await run({ internetGatewayBlock: "block-ingress", removeDefaultVpc: true });
    expect(one(result, "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions").inputs).toEqual({
      internetGatewayBlockMode: "block-ingress",
    });
    const vpc = one(result, "aws:ec2/defaultVpc:DefaultVpc");
    expect(vpc.inputs).toMatchObject({ forceDestroy: true });
    expect(vpc.options.protect).toBe(false);
    expect(one(result, "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup").inputs["vpcId"]).toBe(
      vpc.outputs["id"] ?? vpc.id,
    );
    expect(all(await run(), "aws:ec2/defaultVpc:DefaultVpc")).toEqual([]);
  });
});
