import { describe, expect, it } from "vitest";
import { awsFacts } from "./awsFacts.js";
import type { StackInput } from "./environmentFiles.js";

function input(stack: StackInput["stack"], config: Readonly<Record<string, unknown>>): StackInput {
  return {
    stack,
    project: "p",
    stackName: "dev",
    directory: "/stack",
    main: "/stack/dist/index.js",
    configFile: "Pulumi.dev.yaml",
    config: Object.fromEntries(Object.entries(config).map(([key, value]) => [`p:${key}`, value])),
    secretConfigKeys: [],
    overridden: [],
  };
}

describe("awsFacts", () => {
  it("takes Region, zones and the deployer by its fixed name from the platform's config", () => {
    const network = { cidrBlock: "10.0.0.0/16", zoneIds: ["euc1-az1", "euc1-az2"] };

    expect(
      awsFacts(input("platform", { project: "acme", accountId: "111122223333", region: "eu-central-1", network })),
    ).toEqual({
      accountId: "111122223333",
      region: "eu-central-1",
      zones: ["euc1-az1", "euc1-az2"],
      deployerRoleArn: "arn:aws:iam::111122223333:role/acme/dev/acme-dev-deployer",
      modelPackages: {},
    });
  });

  it("takes the home Region from the account's config, in its own partition", () => {
    expect(
      awsFacts(input("account", { project: "acme", accountId: "111122223333", regions: ["cn-north-1", "x"] })),
    ).toEqual({
      accountId: "111122223333",
      region: "cn-north-1",
      deployerRoleArn: "arn:aws-cn:iam::111122223333:role/acme/account/acme-account-deployer",
      modelPackages: {},
    });
  });

  it("takes the first of the deployers that config names for the caller", () => {
    const deployerRoleArns = ["arn:aws:iam::111122223333:role/one", "arn:aws:iam::111122223333:role/two"];

    expect(awsFacts(input("platform", { deployerRoleArns })).deployerRoleArn).toBe(deployerRoleArns[0]);
  });

  it("takes the registry for holding what the config serves", () => {
    const container = { image: "churn@sha256:0a", modelDataUrl: "s3://artifacts/churn" };
    const models = [{ modelPackageArn: "arn:1", container }, { modelPackageArn: "arn:2" }, { container }, null];
    expect(awsFacts(input("platform", { models })).modelPackages).toEqual({
      "arn:1": { Image: "churn@sha256:0a", ModelDataUrl: "s3://artifacts/churn", Environment: {} },
    });
  });

  it.each([
    [{}],
    [{ models: "churn" }],
    [{ accountId: [], region: {}, network: "none", deployerRoleArns: "one" }],
    [{ network: { zoneIds: "a" } }],
    [{ project: "far too long a name for a project", region: "mars" }],
  ])("leaves out what the program will complain about: %j", (config) => {
    expect(Object.keys(awsFacts(input("platform", config))).filter((key) => key !== "region")).toEqual([
      "modelPackages",
    ]);
    expect(awsFacts(input("platform", config)).modelPackages).toEqual({});
  });
});
