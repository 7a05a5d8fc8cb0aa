import { execFileSync } from "node:child_process";
import { NameError } from "@secure-ml/core";
import { identities, one, runProgram, unknown, type RunOptions } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { environment } from "./environment.fixture.js";
import { Notebook, type NotebookArgs } from "./notebook.js";
import { notebookIdleStop } from "./notebookIdleStop.js";
import { readyRole } from "./role.fixture.js";

const type = "aws:sagemaker/notebookInstance:NotebookInstance";
const lifecycleType = "aws:sagemaker/notebookInstanceLifecycleConfiguration:NotebookInstanceLifecycleConfiguration";
const keyArn = "arn:aws:kms:eu-central-1:111111111111:key/11111111-1111-1111-1111-111111111111";
const roleArn = "arn:aws:iam::111111111111:role/acme/dev/acme-dev-notebook";
const run = (args: Partial<NotebookArgs> = {}, options: RunOptions = {}) =>
  runProgram(
    () => {
      const { notebookArn } = new Notebook("exploration", {
        environment,
        purpose: "exploration",
        owner: "fraud-team",
        expires: "2027-03-31",
        subnetId: "subnet-1",
        securityGroupIds: ["sg-1"],
        keyArn,
        executionRole: readyRole("notebook"),
        ...args,
      });
      return { notebookArn };
    },
    { aws: { region: "eu-central-1" }, ...options },
  );

describe("Notebook", { tags: ["TRN-04"] }, () => {
  it("is safe for production when nothing else is asked for", async () => {
    const result = await run();
    const notebook = one(result, type);
    expect(notebook.inputs).toEqual({
      name: "acme-dev-exploration",
      instanceType: "ml.t3.medium",
      platformIdentifier: "notebook-al2023-v1",
      roleArn,
      subnetId: "subnet-1",
      securityGroups: ["sg-1"],
      directInternetAccess: "Disabled",
      rootAccess: "Disabled",
      instanceMetadataServiceConfiguration: { minimumInstanceMetadataServiceVersion: "2" },
      kmsKeyId: keyArn,
      volumeSize: 20,
      lifecycleConfigName: one(result, lifecycleType).outputs["name"],
      tags: { owner: "fraud-team", expires: "2027-03-31" },
    });
    expect(notebook.options).toMatchObject({ protect: true, retainOnDelete: false, deleteBeforeReplace: true });
    expect(result.controls.get(notebook.urn)).toEqual(["TRN-04"]);
    expect(result.outputs).toEqual({
      notebookArn: "arn:aws:sagemaker:eu-central-1:111111111111:notebook-instance/acme-dev-exploration",
    });
    expect(one(result, "secure-ml:training:Notebook").outputs).toEqual(result.outputs);
  });

  it("waits for the permissions of its role", async () => {
    const result = await run();
    expect(one(result, type).dependencies).toContain(
      one(result, "aws:iam/rolePolicy:RolePolicy", "notebook-ready").urn,
    );
  });

  it("stops when idle, by a script that the shell can read", async () => {
    const result = await run({ idleMinutes: 90 });
    const lifecycle = one(result, lifecycleType);
    const script = Buffer.from(String(lifecycle.inputs["onStart"]), "base64").toString();
    expect(script).toBe(notebookIdleStop(90));
    expect(Object.keys(lifecycle.inputs).sort()).toEqual(["name", "onStart"]);
    expect(script).toContain("IDLE_SECONDS = 90 * 60\n");
    execFileSync("bash", ["-n"], { input: script });
    // What comes from elsewhere could not come here, and would be unreviewed.
    expect(script.match(/https?:\/\/[^/"]+/g)).toEqual(["https://localhost:8443"]);
    expect(result.controls.get(lifecycle.urn)).toEqual(["TRN-04"]);
  });

  it("takes another machine and volume, and lets go of it in an environment that is disposable", async () => {
    const { inputs, options } = one(
      await run({ instanceType: "ml.m5.large", volumeGib: 100, dataProtection: "disposable" }),
      type,
    );
    expect([inputs["instanceType"], inputs["volumeSize"], options.protect]).toEqual(["ml.m5.large", 100, false]);
  });

  it("knows all but its script's made-up name before it exists", async () => {
    const result = await run({}, { unknowns: true });
    expect(one(result, type).inputs).toEqual(one(await run(), type).inputs);
    expect(result.outputs["notebookArn"]).toBe(unknown);
  });

  it("refuses what AWS would refuse, all at once", async () => {
    const wrong = { volumeGib: 4, idleMinutes: 10, expires: "soon", owner: "", securityGroupIds: [] };
    await expect(run(wrong)).rejects.toThrow(
      'Notebook "exploration": volumeGib must be a whole number of GiB from 5 to 16384, but is 4; ' +
        "idleMinutes must be a whole number of minutes from 15 to 1440, but is 10; " +
        'expires must be a day, as YYYY-MM-DD, but is "soon"; owner must name the team that answers for it; ' +
        "securityGroupIds must name 1 to 5 security groups.",
    );
    await expect(run({ securityGroupIds: ["1", "2", "3", "4", "5", "6"] })).rejects.toThrow("1 to 5 security groups");
    await expect(run({ purpose: "a_b" })).rejects.toThrow(NameError);
  });

  it("keeps its identities", async () => {
    expect(identities(await run()).filter((line) => line.startsWith("aws:sagemaker/"))).toEqual([
      `${type} :: exploration-notebook :: exploration`,
      `${lifecycleType} :: exploration-lifecycle :: exploration`,
    ]);
  });
});
