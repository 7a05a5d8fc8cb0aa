import * as aws from "@pulumi/aws";
import { nvmeFamilies } from "@secure-ml/controls";
import { policyDocument } from "@secure-ml/core";
import { all, one, runProgram, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { environment } from "./environment.fixture.js";
import { encryptionGuardrail, networkGuardrail, platformGuardrail } from "./guardrailStatements.js";
import { JobGuardrail, type JobGuardrailArgs } from "./jobGuardrail.js";

const key = (id: string): string => `arn:aws:kms:eu-central-1:111111111111:key/${id}`;
const placement = (name: string) => ({ subnetIds: [`subnet-${name}`], securityGroupIds: [`sg-${name}`] });
const placements = { jobs: placement("training"), studio: placement("studio"), models: placement("inference") };
const limits = {
  jobInstanceTypes: ["ml.m5.large"],
  studioInstanceTypes: ["system", "ml.t3.medium"],
  maxRuntimeSeconds: 86_400,
  warmPoolSeconds: 0,
};
const args: JobGuardrailArgs = {
  environment,
  placements,
  volumeKeyArns: [key("compute"), key("studio")],
  outputKeyArns: [key("artifacts")],
  limits,
};
const run = (changes: Partial<JobGuardrailArgs> = {}) =>
  runProgram(() => ({ policyArns: new JobGuardrail("guardrail", { ...args, ...changes }).policyArns }));
const policyType = "aws:iam/policy:Policy";

describe("JobGuardrail", { tags: ["TRN-07"] }, () => {
  it("makes three policies with fixed names, and hands their ARNs over", async () => {
    const result = await run();
    const made = all(result, policyType).map(({ name, inputs }) => [name, inputs["name"], inputs["path"]]);
    expect(made.sort()).toEqual([
      ["guardrail-encryption-policy", "acme-dev-guardrail-encryption", "/acme/dev/"],
      ["guardrail-network-policy", "acme-dev-guardrail-network", "/acme/dev/"],
      ["guardrail-platform-policy", "acme-dev-guardrail-platform", "/acme/dev/"],
    ]);
    const arn = (part: string): string => `arn:aws:iam::111111111111:policy/acme/dev/acme-dev-guardrail-${part}`;
    expect(result.outputs).toEqual({
      policyArns: { network: arn("network"), encryption: arn("encryption"), platform: arn("platform") },
    });
    for (const { urn, options } of all(result, policyType)) {
      expect(result.controls.get(urn)).toEqual(["TRN-07"]);
      expect(options.deleteBeforeReplace).toBe(false);
    }
  });

  it("says in each what its part refuses", async () => {
    const result = await run();
    const policy = (part: string) => one(result, policyType, `guardrail-${part}-policy`).inputs["policy"];
    expect(policy("network")).toBe(policyDocument("managedPolicy", "x", networkGuardrail(placements)));
    expect(policy("encryption")).toBe(
      policyDocument(
        "managedPolicy",
        "x",
        encryptionGuardrail({ volumes: [key("compute"), key("studio")], outputs: [key("artifacts")] }),
      ),
    );
    expect(policy("platform")).toBe(policyDocument("managedPolicy", "x", platformGuardrail(limits)));
  });

  it("waits with two policies for what they list, and with none for the machines", async () => {
    const result = await runProgram(
      () => {
        const made = new aws.kms.Key("key");
        const group = new aws.ec2.SecurityGroup("group", { vpcId: "vpc-1" });
        new JobGuardrail("guardrail", {
          ...args,
          placements: { ...placements, jobs: { subnetIds: ["subnet-training"], securityGroupIds: [group.id] } },
          outputKeyArns: [made.arn],
        });
      },
      { unknowns: true },
    );
    const policy = (part: string) => one(result, policyType, `guardrail-${part}-policy`);
    expect(policy("network").inputs["policy"]).toBe(unknown);
    expect(policy("network").propertyDependencies["policy"]).toEqual([
      one(result, "aws:ec2/securityGroup:SecurityGroup").urn,
    ]);
    expect(policy("encryption").propertyDependencies["policy"]).toEqual([one(result, "aws:kms/key:Key").urn]);
    expect(policy("platform").inputs["policy"]).toBe(policyDocument("managedPolicy", "x", platformGuardrail(limits)));
  });

  it("refuses bad arguments, all at once", async () => {
    const bad = {
      volumeKeyArns: [],
      outputKeyArns: [],
      limits: { jobInstanceTypes: [], studioInstanceTypes: [], maxRuntimeSeconds: 59, warmPoolSeconds: 3601 },
    };
    await expect(run(bad)).rejects.toThrow(
      'JobGuardrail "guardrail": volumeKeyArns must not be empty, but is []; outputKeyArns must not be empty, but is []; ' +
        "limits.jobInstanceTypes must not be empty, but is []; limits.studioInstanceTypes must not be empty, but is []; " +
        "limits.maxRuntimeSeconds must be a whole number of seconds from 60 to 432000, but is 59; " +
        "limits.warmPoolSeconds must be a whole number of seconds from 0 to 3600, but is 3601.",
    );
    await expect(
      run({ placements: { ...placements, jobs: { subnetIds: [], securityGroupIds: ["sg"] } } }),
    ).rejects.toThrow('of statement "JobSubnet" lists nothing.');
  });

  it("keeps room for the lists of a large environment", async () => {
    const ids = (prefix: string, count: number) =>
      Array.from({ length: count }, (_, n) => `${prefix}-0123456789abcde${n}f`);
    const wide = { subnetIds: ids("subnet", 4), securityGroupIds: ids("sg", 3) };
    const result = await run({
      placements: { jobs: wide, studio: wide, models: wide },
      volumeKeyArns: ids(key("volume"), 4),
      outputKeyArns: ids(key("output"), 5),
      limits: { ...limits, jobInstanceTypes: ids("ml.m5.24xlarge", 20) },
    });
    for (const { inputs } of all(result, policyType)) expect(String(inputs["policy"]).length).toBeLessThan(6144);
  });
});

describe("the statements", { tags: ["TRN-07"] }, () => {
  const statements = [
    ...networkGuardrail(placements),
    ...encryptionGuardrail({ volumes: ["v"], outputs: ["o"] }),
    ...platformGuardrail(limits),
  ];

  it("only deny, on everything, and never ask for all values", () => {
    expect(statements.filter(({ Effect, Resource }) => Effect !== "Deny" || Resource !== "*")).toEqual([]);
    expect(JSON.stringify(statements)).not.toContain("ForAllValues");
  });

  it("give each kind of workload lists of its own", () => {
    const lists = new Map(statements.map(({ Sid, Condition }) => [Sid, Condition]));
    const values = (sid: string, name: string) =>
      lists.get(sid)?.["ForAnyValue:StringNotEquals"]?.[`sagemaker:${name}`];
    expect(
      ["Job", "Studio", "Model"].map((kind) => [
        values(`${kind}Subnet`, "VpcSubnets"),
        values(`${kind}Group`, "VpcSecurityGroupIds"),
      ]),
    ).toEqual([
      [["subnet-training"], ["sg-training"]],
      [["subnet-studio"], ["sg-studio"]],
      [["subnet-inference"], ["sg-inference"]],
    ]);
  });

  it("excuse exactly the families with disks of their own from a volume key", () => {
    const [noKey] = statements.filter(({ Sid }) => Sid === "NoJobVolumeKey");
    expect(noKey?.Condition).toEqual({
      Null: { "sagemaker:VolumeKmsKeyArn": "true" },
      "ForAnyValue:StringNotLike": { "sagemaker:InstanceTypes": nvmeFamilies.map((family) => `ml.${family}.*`) },
    });
  });
});
