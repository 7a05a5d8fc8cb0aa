import { readFileSync } from "node:fs";
import { join } from "node:path";
import { evaluatePack, resource } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "./awsTypes.js";
import { packArgs } from "./pack.js";

const key = resource(awsType.key, "key", {
  enableKeyRotation: true,
  deletionWindowInDays: 7,
  policy: '{"Statement":[]}',
});
// One rule and no other has something to say about it.
const url = resource(awsType.functionUrl, "url", { authorizationType: "AWS_IAM" });
const exemption = {
  rule: "inf-no-function-url",
  urn: url.urn,
  owner: "ml-platform",
  reason: "Made by hand before us.",
  expires: "2999-01-01",
  origin: "user",
};

/** What the whole pack says, as the engine asks it: every resource, then the stack. */
async function verdicts(settings: object, resources = [key, url]) {
  const config = { "secure-ml-settings": { ...settings } };
  const { diagnostics } = await evaluatePack(packArgs.policies, resources, { config });
  return diagnostics.map(
    ({ policyName, enforcementLevel, message }) => `${enforcementLevel} ${policyName}: ${message}`,
  );
}

describe("the config file", () => {
  it("reaches every rule through the one policy that owns the settings", async () => {
    const rotation = (lines: readonly string[]) => lines.filter((line) => line.includes("data-kms-rotation"));
    expect(rotation(await verdicts({ profile: "dev" }))).toEqual([]);
    expect(rotation(await verdicts({ profile: "prod" }))).toHaveLength(1);
    expect(rotation(await verdicts({}))).toHaveLength(1);
  });

  it("exempts one rule on one resource, in the open, and asks for no more of it", async () => {
    const [plain, ...others] = await verdicts({ profile: "dev" });
    expect(others).toEqual([]);
    expect(plain).toMatch(/^mandatory inf-no-function-url: \[.+\] found an address of the function's own; /);
    expect(await verdicts({ profile: "dev", exemptions: [exemption] })).toEqual([
      (plain ?? "").replace(
        "mandatory inf-no-function-url: ",
        "advisory inf-no-function-url: exempted: ml-platform until 2999-01-01 (user): Made by hand before us.; ",
      ),
    ]);
  });

  it("turns an exemption that nothing needs into a violation", async () => {
    const needless = { ...exemption, rule: "data-kms-rotation", urn: key.urn };
    const lines = await verdicts({ profile: "dev", exemptions: [exemption, needless] });
    expect(lines.map((line) => line.split(": ")[0])).toEqual([
      "advisory inf-no-function-url",
      "mandatory gov-exemption-valid",
    ]);
    expect(lines[1]).toContain("that is not needed: the rule finds nothing there");
  });

  it("makes bad settings one violation, and judges by the strictest meanwhile", async () => {
    const lines = await verdicts({ profile: "dev", exemptions: [{ ...exemption, reason: "" }] });
    expect(lines.map((line) => line.split(": ")[0])).toEqual([
      "mandatory data-kms-rotation",
      "mandatory inf-no-function-url",
      "mandatory secure-ml-settings",
    ]);
    expect(lines[2]).toBe(
      "mandatory secure-ml-settings: bad config, so the strictest settings are in force:\n" +
        "  secure-ml-settings.exemptions.0.reason: must not be empty",
    );
  });

  it("lets the pack decide nothing about a program without AWS", async () => {
    expect(await verdicts({}, [resource("random:index/randomId:RandomId", "id")])).toEqual([]);
  });

  it("ships settings under which the pack runs", async () => {
    const file = JSON.parse(readFileSync(join(import.meta.dirname, "../config/prod.json"), "utf8")) as Record<
      string,
      object
    >;
    const lines = await verdicts(file["secure-ml-settings"] ?? {});
    expect(lines.map((line) => line.split(": ")[0])).toEqual([
      "mandatory data-kms-rotation",
      "mandatory inf-no-function-url",
    ]);
  });
});
