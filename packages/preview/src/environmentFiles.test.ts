import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { parseConfigOverride } from "./configOverride.js";
import { temporaryFolder } from "./testFolders.fixture.js";
import { readEnvironment, type EnvironmentOptions } from "./environmentFiles.js";

const files = {
  "stacks/account/Pulumi.yaml": "name: acc\nmain: dist/index.js\nruntime: nodejs\n",
  "stacks/account/Pulumi.dev.yaml": "config:\n  acc:environments: [dev, staging]\n  acc:owner: team\n",
  "stacks/platform/Pulumi.yaml": "name: plat\nmain: dist/index.js\nruntime: nodejs\n",
  "stacks/platform/Pulumi.dev.yaml":
    "config:\n  plat:network:\n    cidrBlock: 10.0.0.0/16\n    zoneIds: [a, b]\n  aws:region: eu-west-1\n  owner: team\n",
  "stacks/platform/Pulumi.staging.yaml": "config:\n  plat:accountStack: dev\n",
};

function repository(changes: Readonly<Record<string, string>> = {}): string {
  const root = temporaryFolder();
  for (const [file, text] of Object.entries({ ...files, ...changes })) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  return root;
}

function options(root: string, environment: string, ...overrides: string[]): EnvironmentOptions {
  return {
    root,
    environment,
    overrides: overrides.map((text) => {
      const override = parseConfigOverride(text);
      if (typeof override === "string") {
        throw new Error(override);
      }
      return override;
    }),
    settings: () => Promise.resolve({ account: ["owner", "environments"], platform: ["owner", "network"] }),
  };
}

describe("readEnvironment", () => {
  it("reads both stacks of an environment", async () => {
    const root = repository();

    expect(await readEnvironment(options(root, "dev"))).toEqual({
      account: {
        stack: "account",
        project: "acc",
        stackName: "dev",
        directory: path.join(root, "stacks/account"),
        main: path.join(root, "stacks/account/dist/index.js"),
        configFile: "stacks/account/Pulumi.dev.yaml",
        config: { "acc:environments": ["dev", "staging"], "acc:owner": "team" },
        secretConfigKeys: [],
        overridden: [],
      },
      platform: {
        stack: "platform",
        project: "plat",
        stackName: "dev",
        directory: path.join(root, "stacks/platform"),
        main: path.join(root, "stacks/platform/dist/index.js"),
        configFile: "stacks/platform/Pulumi.dev.yaml",
        config: {
          "plat:network": { cidrBlock: "10.0.0.0/16", zoneIds: ["a", "b"] },
          "aws:region": "eu-west-1",
          "plat:owner": "team",
        },
        secretConfigKeys: [],
        overridden: [],
      },
    });
  });

  it("finds the account stack that the platform file names", async () => {
    const { account, platform } = await readEnvironment(options(repository(), "staging"));

    expect([account.configFile, platform.configFile]).toEqual([
      "stacks/account/Pulumi.dev.yaml",
      "stacks/platform/Pulumi.staging.yaml",
    ]);
  });

  it.each(["prod", "../account", "", "*"])("lists what exists in place of %j", async (name) => {
    await expect(readEnvironment(options(repository(), name))).rejects.toThrow(
      `There is no environment "${name}". Existing environments: dev, staging. ` +
        "To add one, see docs/adding-an-environment.md.",
    );
  });

  it("says which account stacks there are when the one that is named does not exist", async () => {
    const root = repository({ "stacks/platform/Pulumi.staging.yaml": "config: {}\n" });

    await expect(readEnvironment(options(root, "staging"))).rejects.toThrow(
      'No account stack carries the environment "staging": there is no stacks/account/Pulumi.staging.yaml. ' +
        "Existing account stacks: dev. Name one of them as plat:accountStack in stacks/platform/Pulumi.staging.yaml, " +
        "or add one; see docs/adding-an-environment.md.",
    );
  });

  it("refuses an account stack that does not list the environment", async () => {
    const root = repository({ "stacks/account/Pulumi.dev.yaml": "config:\n  acc:environments: [dev]\n" });

    await expect(readEnvironment(options(root, "staging"))).rejects.toThrow(
      'The account stack "dev" does not carry the environment "staging": acc:environments in ' +
        'stacks/account/Pulumi.dev.yaml lists dev. Add "staging" there, or name another account stack as ' +
        "plat:accountStack in stacks/platform/Pulumi.staging.yaml.",
    );
  });

  it("leaves a list of environments that is none to the stack's own check", async () => {
    const root = repository({ "stacks/account/Pulumi.dev.yaml": "config:\n  acc:environments: dev\n" });

    expect((await readEnvironment(options(root, "dev"))).account.config).toEqual({ "acc:environments": "dev" });
  });

  it("gives an override to the stack whose setting it is, or to both", async () => {
    const { account, platform } = await readEnvironment(
      options(repository(), "dev", "network.cidrBlock=10.9.0.0/16", "owner=me", "aws:region=eu-central-1"),
    );

    expect(account.config).toEqual({
      "acc:environments": ["dev", "staging"],
      "acc:owner": "me",
      "aws:region": "eu-central-1",
    });
    expect(platform.config).toEqual({
      "plat:network": { cidrBlock: "10.9.0.0/16", zoneIds: ["a", "b"] },
      "aws:region": "eu-central-1",
      "plat:owner": "me",
    });
    expect(platform.overridden).toEqual(["plat:network.cidrBlock", "plat:owner", "aws:region"]);
  });

  it("gives an override to the stack that its prefix or --stack names, without a look at the settings", async () => {
    const prefixed = await readEnvironment(options(repository(), "dev", "plat:owner=me", "acc:new=1"));
    const chosen = await readEnvironment({ ...options(repository(), "dev", "owner=me", "typo=1"), stack: "account" });

    expect([prefixed.account.config["acc:owner"], prefixed.platform.config["plat:owner"]]).toEqual(["team", "me"]);
    expect(prefixed.account.config["acc:new"]).toBe("1");
    expect([chosen.account.config["acc:owner"], chosen.platform.config["plat:owner"]]).toEqual(["me", "team"]);
    expect(chosen.account.config["acc:typo"]).toBe("1");
  });

  it("names every override that is no setting of either stack", async () => {
    await expect(readEnvironment(options(repository(), "dev", "typo=1", "other.one=2"))).rejects.toThrow(
      "--config typo: not a setting of either stack. Settings: environments, network, owner.\n" +
        "--config other: not a setting of either stack. Settings: environments, network, owner.",
    );
  });

  it("can be told another account stack on the command line", async () => {
    const root = repository({ "stacks/platform/Pulumi.staging.yaml": "config: {}\n" });

    const { account } = await readEnvironment(options(root, "staging", "plat:accountStack=dev"));

    expect(account.stackName).toBe("dev");
  });

  describe("with encrypted config", () => {
    const encrypted = {
      "stacks/platform/Pulumi.dev.yaml":
        "encryptionsalt: v1:x\nconfig:\n  plat:token:\n    secure: v1:abc\n  plat:deep:\n    list:\n      - secure: v1:def\n    open: 1\n",
    };

    it("says that it cannot be read, and how to give a stand-in", async () => {
      await expect(readEnvironment(options(repository(encrypted), "dev"))).rejects.toThrow(
        "The preview cannot read encrypted config, and stacks/platform/Pulumi.dev.yaml has plat:token, plat:deep. " +
          "Give a stand-in: --config plat:token=... --config plat:deep=.... It is treated as the secret that it stands for.",
      );
    });

    it("takes the stand-ins for secret", async () => {
      const { platform } = await readEnvironment(
        options(repository(encrypted), "dev", "plat:token=abcdef", "plat:deep.list=[x]"),
      );

      expect(platform.config).toEqual({ "plat:token": "abcdef", "plat:deep": { list: ["x"], open: 1 } });
      expect(platform.secretConfigKeys).toEqual(["plat:token", "plat:deep"]);
    });
  });

  it("names the file that is not YAML, and what is wrong with it", async () => {
    const root = repository({ "stacks/platform/Pulumi.dev.yaml": "config:\n  a: [1\n" });

    await expect(readEnvironment(options(root, "dev"))).rejects.toThrow(
      /^stacks\/platform\/Pulumi\.dev\.yaml is not YAML: .* at line \d+, column \d+\.$/,
    );
  });

  it("refuses files of another shape", async () => {
    const list = repository({ "stacks/platform/Pulumi.dev.yaml": "- 1\n" });
    const config = repository({ "stacks/platform/Pulumi.dev.yaml": "config: [1]\n" });
    const project = repository({ "stacks/account/Pulumi.yaml": "main: dist\n" });

    await expect(readEnvironment(options(list, "dev"))).rejects.toThrow(
      "stacks/platform/Pulumi.dev.yaml must be a map.",
    );
    await expect(readEnvironment(options(config, "dev"))).rejects.toThrow(
      '"config" in stacks/platform/Pulumi.dev.yaml must be a map of keys such as plat:project.',
    );
    await expect(readEnvironment(options(project, "dev"))).rejects.toThrow(
      "stacks/account/Pulumi.yaml must have a name and a main, both text.",
    );
  });
});
