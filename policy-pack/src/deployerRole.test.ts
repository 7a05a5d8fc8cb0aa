import type { PolicyResource } from "@pulumi/policy";
import { unknown, type RecordedResource } from "@secure-ml/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { deployerBoundary, deployerBoundaryArn, deployerRole, deployerSettings } from "./deployer.fixture.js";
import { boundaryOfDeployer, deployerName, isAnyDeployerBoundary, isDeployerRole } from "./deployerRole.js";
import { adoptSettings } from "./settings.js";

const seen = ({ type, urn, name, inputs }: RecordedResource): PolicyResource =>
  ({ type, urn, name, props: inputs }) as unknown as PolicyResource;

beforeEach(() => {
  adoptSettings(deployerSettings, []);
});
afterEach(() => {
  adoptSettings({}, []);
});

describe("isDeployerRole", { tags: ["GOV-46"] }, () => {
  it.each(["account", "dev", "prod"])("tells the deployer of %s", (environment) => {
    expect(isDeployerRole(seen(deployerRole(environment)))).toBe(true);
  });

  it.each<[string, RecordedResource]>([
    ["in the platform stack", deployerRole("prod", {}, "secure-ml-platform")],
    ["in another program", deployerRole("prod", {}, "anything")],
    ["without a boundary", deployerRole("prod", { permissionsBoundary: undefined })],
    [
      "under the boundary of all roles",
      deployerRole("prod", {
        permissionsBoundary: "arn:aws:iam::111111111111:policy/acme/account/acme-account-boundary",
      }),
    ],
    [
      "under another deployer's boundary",
      deployerRole("prod", { permissionsBoundary: deployerBoundaryArn("account") }),
    ],
    [
      "under a boundary of another path",
      deployerRole("prod", { permissionsBoundary: deployerBoundaryArn("prod").replace("/acme/account/", "/") }),
    ],
    ["under a boundary that nobody knows yet", deployerRole("prod", { permissionsBoundary: unknown })],
    ["of an environment that the account does not carry", deployerRole("test")],
    ["of another project", deployerRole("prod", { name: "other-prod-deployer" })],
    ["with a longer name", deployerRole("prod", { name: "acme-prod-deployer-2" })],
    ["with a name before it", deployerRole("prod", { name: "x-acme-prod-deployer" })],
    ["with another purpose", deployerRole("prod", { name: "acme-prod-etl" })],
    ["whose name nobody knows yet", deployerRole("prod", { name: unknown })],
  ])("does not take one for it %s", (_case, role) => {
    expect(isDeployerRole(seen(role))).toBe(false);
  });

  it("takes any project while the pack knows none, but one in name and boundary", () => {
    adoptSettings({ environments: ["prod"] }, []);
    expect(isDeployerRole(seen(deployerRole("prod")))).toBe(true);
    const mixed = deployerRole("prod", {
      permissionsBoundary: deployerBoundaryArn("prod").replace("/acme/", "/other/"),
    });
    expect(isDeployerRole(seen(mixed))).toBe(false);
  });
});

describe("boundaryOfDeployer", { tags: ["GOV-46"] }, () => {
  it("tells whose boundary it is", () => {
    expect(boundaryOfDeployer(seen(deployerBoundary("prod")))).toBe("prod");
    expect(boundaryOfDeployer(seen(deployerBoundary("account")))).toBe("account");
  });

  it.each<[string, RecordedResource]>([
    ["in the platform stack", deployerBoundary("prod", {}, "secure-ml-platform")],
    ["of an environment that the account does not carry", deployerBoundary("test")],
    ["of another name", deployerBoundary("prod", { name: "acme-account-boundary" })],
    ["of another project", deployerBoundary("prod", { name: "other-account-deployer-prod-boundary" })],
    ["whose name nobody knows yet", deployerBoundary("prod", { name: unknown })],
  ])("does not take one for it %s", (_case, policy) => {
    expect(boundaryOfDeployer(seen(policy))).toBeUndefined();
  });
});

describe("isAnyDeployerBoundary", { tags: ["GOV-46"] }, () => {
  it.each([
    [deployerBoundaryArn("prod"), true],
    [deployerBoundaryArn("test"), true],
    ["acme-account-deployer-prod-boundary", true],
    ["arn:aws:iam::111111111111:policy/acme/account/acme-account-boundary", false],
    [undefined, false],
  ])("%s: %s", (arn, expected) => {
    expect(isAnyDeployerBoundary(arn)).toBe(expected);
  });
});

describe("deployerName", { tags: ["GOV-46"] }, () => {
  it("tells the environment from stack and name alone", () => {
    const { urn } = deployerRole("prod");
    expect(deployerName(urn, { state: "known", value: "acme-prod-deployer" })).toBe("prod");
    expect(deployerName(urn, { state: "known", value: "acme-prod-training" })).toBeUndefined();
    expect(
      deployerName(deployerRole("prod", {}, "mine").urn, { state: "known", value: "acme-prod-deployer" }),
    ).toBeUndefined();
  });
});
