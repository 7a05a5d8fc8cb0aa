import { one, runProgram } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { environment } from "./environment.fixture.js";
import { TransitEncryption, type TransitEncryptionSettings } from "./transitEncryption.js";

const run = (settings: TransitEncryptionSettings = {}) =>
  runProgram(
    () => {
      new TransitEncryption("transit", { environment, vpcId: "vpc-1", ...settings });
    },
    { aws: { region: "eu-central-1" } },
  );
const type = "aws:ec2/vpcEncryptionControl:VpcEncryptionControl";

describe("TransitEncryption", { tags: ["NET-15"] }, () => {
  it("watches unless told to enforce", async () => {
    const result = await run();
    const control = one(result, type);
    expect(control.inputs).toEqual({ vpcId: "vpc-1", mode: "monitor", tags: { Name: "acme-dev" } });
    expect(result.controls.get(control.urn)).toEqual(["NET-15"]);
  });

  it("enforces with every exclusion written down", async () => {
    const result = await run({ mode: "enforce", exclusions: ["elasticFileSystem"] });
    expect(one(result, type).inputs).toEqual({
      vpcId: "vpc-1",
      mode: "enforce",
      egressOnlyInternetGatewayExclusion: "disable",
      elasticFileSystemExclusion: "enable",
      internetGatewayExclusion: "disable",
      lambdaExclusion: "disable",
      natGatewayExclusion: "disable",
      virtualPrivateGatewayExclusion: "disable",
      vpcLatticeExclusion: "disable",
      vpcPeeringExclusion: "disable",
      tags: { Name: "acme-dev" },
    });
  });

  it("refuses exclusions where nothing is refused, and unknown ones", async () => {
    await expect(run({ mode: "watch" as "monitor", exclusions: ["efs" as "lambda"] })).rejects.toThrow(
      'TransitEncryption "transit": mode must be one of monitor, enforce, but is "watch"; ' +
        "exclusions must be some of egressOnlyInternetGateway, elasticFileSystem, internetGateway, lambda, natGateway, " +
        'virtualPrivateGateway, vpcLattice, vpcPeering, but is ["efs"]; ' +
        'exclusions must be left out in the mode monitor, which refuses nothing, but is ["efs"].',
    );
  });
});
