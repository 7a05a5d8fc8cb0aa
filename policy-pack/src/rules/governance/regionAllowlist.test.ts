import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { govRegionAllowlist as rule } from "./regionAllowlist.js";

const settings = { allowedRegions: ["eu-central-1", "eu-west-1"] };
const provider = (region: unknown) => resource("pulumi:providers:aws", `aws-${String(region)}`, { region });
/** A bucket and its provider. */
const bucket = (inputs: object, from?: unknown) => {
  const its = from === undefined ? undefined : provider(from);
  const options = its === undefined ? {} : { provider: its };
  return [...(its === undefined ? [] : [its]), resource(awsType.bucket, "raw", { ...inputs }, options)];
};
const violation =
  'mandatory raw: found region "us-east-1"; expected one of eu-central-1, eu-west-1; fix: make it in one of these ' +
  "Regions, or list the Region under allowedRegions in the pack's config";

describe("gov-region-allowlist", { tags: ["DATA-33"] }, () => {
  it("passes what is made in a listed Region", async () => {
    for (const fine of [bucket({}, "eu-central-1"), bucket({ region: "eu-west-1" }, "us-east-1"), bucket({})]) {
      expect(await reports(rule, fine, settings)).toEqual([]);
    }
  });

  it("violates elsewhere, by the provider's Region or the resource's own", async () => {
    expect(await reports(rule, bucket({}, "us-east-1"), settings)).toEqual([violation]);
    expect(await reports(rule, bucket({ region: "us-east-1" }, "eu-central-1"), settings)).toEqual([violation]);
  });

  it.each([awsType.table, awsType.logGroup, awsType.key, awsType.vpc])("judges %s", async (type) => {
    const [line] = await reports(rule, [resource(type, "raw", { region: "us-east-1" })], settings);
    expect(line).toBe(violation);
  });

  it("lets everything pass while no Regions are listed", async () => {
    expect(await reports(rule, bucket({}, "us-east-1"))).toEqual([]);
  });

  it("cannot decide an unknown Region", async () => {
    const undecided = ["advisory raw: undecided: region cannot be known yet"];
    expect(await reports(rule, bucket({}, unknown), settings)).toEqual(undecided);
    expect(await reports(rule, bucket({ region: unknown }, "eu-west-1"), settings)).toEqual(undecided);
  });

  it("only advises in dev", async () => {
    expect(await reports(rule, bucket({}, "us-east-1"), { ...settings, profile: "dev" })).toEqual([
      violation.replace("mandatory", "advisory"),
    ]);
  });

  it("does not apply to what has no data", async () => {
    expect(await reasons(rule, [resource(awsType.role, "role")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, bucket({ region: "us-east-1" }), settings);
});
