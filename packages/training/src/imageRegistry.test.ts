import { identities, one, runProgram } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { environment } from "./environment.fixture.js";
import { ImageRegistry, type ImageRegistryArgs } from "./imageRegistry.js";
import { imageRegistryPolicy } from "./imageRepositoryPolicy.js";

const setting = "aws:ecr/accountSetting:AccountSetting";
const policy = "aws:ecr/registryPolicy:RegistryPolicy";
const run = (changes: Partial<ImageRegistryArgs> = {}) =>
  runProgram(() => {
    new ImageRegistry("registry", { environment, environmentNames: ["dev"], ...changes });
    return {};
  });

describe("ImageRegistry", { tags: ["TRN-15"] }, () => {
  it("widens the scope of the registry's policy, then sets it", async () => {
    const result = await run();
    const scope = one(result, setting);
    expect(scope.inputs).toEqual({ name: "REGISTRY_POLICY_SCOPE", value: "V2" });
    const registry = one(result, policy);
    expect(registry.inputs).toEqual({ policy: imageRegistryPolicy({ ...environment, name: "account" }, ["dev"]) });
    expect(registry.dependencies).toContain(scope.urn);
    for (const { urn, options } of [scope, registry]) {
      expect(options).toMatchObject({ protect: true, retainOnDelete: true });
      expect(result.controls.get(urn)).toEqual(["TRN-15"]);
    }
  });

  it("goes with a disposable account", async () => {
    expect(one(await run({ dataProtection: "disposable" }), policy).options).toMatchObject({
      protect: false,
      retainOnDelete: false,
    });
  });

  it("keeps its identities", async () => {
    expect(identities(await run()).filter((line) => line.startsWith("aws:"))).toEqual([
      `${setting} :: registry-policy-scope :: registry`,
      `${policy} :: registry-policy :: registry`,
    ]);
  });
});
