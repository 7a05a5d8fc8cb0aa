import { describe, expect, it } from "vitest";
import { fakeRepository } from "./fakeRepository.fixture.js";
import { previewEnvironment, type PreviewEvent, type PreviewOptions } from "./previewEnvironment.js";
import { parseConfigOverride, type ConfigOverride } from "./configOverride.js";
import { reportSchema, type Report } from "./report/schema.js";

function preview(root: string, options: Partial<PreviewOptions> = {}): Promise<Report> {
  return previewEnvironment({ environment: "dev", root, ...options });
}

function override(text: string): ConfigOverride {
  const read = parseConfigOverride(text);
  if (typeof read === "string") {
    throw new Error(read);
  }
  return read;
}

function names(report: Report): string[] {
  return report.stacks.flatMap(({ stack, resources }) => resources.map(({ name }) => `${stack} ${name}`));
}

const dataUrn = "urn:pulumi:dev::plat::aws:s3/bucket:Bucket::data";

describe("previewEnvironment", () => {
  it("runs both stacks, hands one's outputs to the other, and has them judged", async () => {
    const root = fakeRepository();
    const workingDirectory = process.cwd();

    const report = await preview(root);

    expect(reportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
    expect(names(report).filter((name) => !name.includes("default"))).toEqual([
      "account acc-dev",
      "account logs",
      "platform plat-dev",
      "platform one",
      "platform two",
      // Both wait for what the account stack exports.
      "platform organization/acc/dev",
      "platform data",
    ]);
    const platform = report.stacks[1];
    const data = platform?.resources.find(({ urn }) => urn === dataUrn);
    expect(data?.inputs["tags"]).toEqual({
      logs: report.stacks[0]?.outputs["logsArn"],
      folder: "platform",
      copy: "is [secret]",
    });
    expect(report.stacks[0]?.outputs["logsArn"]).toMatch(/^arn:aws:s3:::logs-/);
    expect(report.stacks[0]?.outputs["password"]).toBe("[secret]");
    expect(platform?.outputs).toEqual({ done: true });
    expect(platform?.resources.filter(({ protect }) => protect).map(({ name }) => name)).toEqual(["one", "two"]);
    // Two rules for each of four buckets, and one for each stack.
    expect(report.policy).toEqual({ rules: 3, decided: 10, undecided: [], violations: [], exemptions: [] });
    expect(JSON.stringify(report)).not.toMatch(/hunter2|topsecret/);
    expect(process.cwd()).toBe(workingDirectory);
  });

  it("runs the account stack for the platform stack's sake, and keeps its secrets out of a report of that alone", async () => {
    const report = await preview(fakeRepository(), { stack: "platform" });

    expect(report.stacks.map(({ stack }) => stack)).toEqual(["platform"]);
    expect(report.policy.decided).toBe(7);
    expect(JSON.stringify(report)).not.toMatch(/hunter2|topsecret/);
  });

  it("runs the account stack alone when only that is asked for", async () => {
    const broken = fakeRepository({ "stacks/platform/dist/index.js": `throw new Error("not to be run");` });

    const report = await preview(broken, { stack: "account" });

    expect(report.stacks.map(({ stack }) => stack)).toEqual(["account"]);
    expect(report.policy.decided).toBe(3);
  });

  it("leaves unknown what only AWS can tell, on demand, but for what the account stack has handed over", async () => {
    const root = fakeRepository({
      "stacks/platform/dist/index.js": `
        const account = new pulumi.StackReference(\`\${pulumi.getOrganization()}/acc/dev\`);
        const first = new Bucket("first", { tags: { logs: account.getOutput("logsArn") } });
        new Bucket("data", { tags: { logs: first.arn } });`,
    });

    const report = await preview(root, { unknowns: true });

    expect(report.stacks[0]?.outputs["logsArn"]).toBe("[unknown]");
    const first = report.stacks[1]?.resources.find(({ name }) => name === "first");
    expect(first?.inputs["tags"]).toEqual({ logs: expect.stringMatching(/^arn:aws:s3:::logs-/) as string });
    expect(report.policy.undecided).toEqual([
      {
        rule: "known-tags",
        urn: dataUrn,
        reason: "the rule read an unknown value unguarded: string value at .tags.logs can't be known during preview",
      },
    ]);
    expect(report.policy.decided).toBe(7);
  });

  it("reports violations by level, with the pack configured for each stack by its own name", async () => {
    const root = fakeRepository({
      "policy-pack/config/dev.json": `{ "has-buckets": { "minimum": 3 } }`,
      "stacks/platform/dist/index.js": `new Bucket("bad", {});`,
    });

    const { policy } = await preview(root);

    expect(policy.violations).toEqual([
      { rule: "has-buckets", enforcement: "advisory", message: "found 1", controls: [] },
      {
        rule: "no-bad-buckets",
        enforcement: "mandatory",
        urn: "urn:pulumi:dev::plat::aws:s3/bucket:Bucket::bad",
        message: "found bad",
        controls: [],
      },
      { rule: "has-buckets", enforcement: "advisory", message: "found 1", controls: [] },
    ]);
  });

  it("takes config from the command line, and controls that config switches off", async () => {
    const overrides = [
      override("plat:zones=[three]"),
      override('acc:controls={"DATA-14": {off: true, reason: costs too much}}'),
    ];

    const report = await preview(fakeRepository(), { overrides });

    expect(names(report)).toContain("platform three");
    expect(names(report)).not.toContain("platform one");
    const control = report.controls.find(({ id }) => id === "DATA-14");
    expect([control?.status, control?.reason]).toEqual(["off", "account stack: costs too much"]);
  });

  it("keeps the stand-in for encrypted config out of the report", async () => {
    const root = fakeRepository({
      "stacks/platform/Pulumi.dev.yaml": "config:\n  plat:token:\n    secure: v1:abc\n  plat:zones: []\n",
      "stacks/platform/dist/index.js": `export const copy = "token is " + config.get("token");`,
    });

    const report = await preview(root, { overrides: [override("plat:token=stand-in-token")] });

    expect(report.stacks[1]?.outputs).toEqual({ copy: "token is [secret]" });
  });

  it("runs a program each time that it is asked to, in one process", async () => {
    const root = fakeRepository({ "stacks/platform/dist/index.js": `new Bucket("top-level", {});` });

    const first = await preview(root);
    const second = await preview(root);

    expect(names(second)).toEqual(names(first));
    expect(names(second)).toContain("platform top-level");
  });

  it("tells what happens meanwhile", async () => {
    const events: PreviewEvent[] = [];

    const report = await preview(fakeRepository(), { onEvent: (event) => events.push(event) });

    const last = (kind: string, stack: string) =>
      events.findLast((event) => event.kind === kind && "stack" in event && event.stack === stack);
    const count = report.stacks[0]?.resources.length;
    expect(last("resource", "account")).toEqual({ kind: "resource", stack: "account", resources: count });
    expect(last("judged", "account")).toEqual({ kind: "judged", stack: "account", judged: count });
    expect(last("log", "platform")).toMatchObject({ entry: { severity: "warning", message: "few zones" } });
  });

  it("measures what it spends its time on", async () => {
    const { timings } = await preview(fakeRepository());

    expect(timings.program).toBeGreaterThan(0);
    expect(timings.total).toBeGreaterThanOrEqual(timings.program + timings.policy - 2);
  });

  describe("when something is at fault", () => {
    async function failure(changes: Readonly<Record<string, string>>, options: Partial<PreviewOptions> = {}) {
      const root = fakeRepository(changes);
      const error: unknown = await preview(root, options).catch((reason: unknown) => reason);
      if (!(error instanceof Error)) {
        throw new Error("the preview succeeded");
      }
      return error.message.replaceAll(root, "<root>");
    }

    it("shows the message of a program that refuses its config, and what replaced the file's", async () => {
      const refuses = { "stacks/account/dist/index.js": `throw new pulumi.RunError("accountId is wrong");` };

      expect(await failure(refuses)).toBe("accountId is wrong");
      expect(await failure(refuses, { overrides: [override("acc:accountId=1"), override("acc:a.b=1")] })).toBe(
        "accountId is wrong\nThe command line gives acc:accountId, acc:a.b in place of the file.",
      );
    });

    it("shows what both programs have against their config at once", async () => {
      expect(
        await failure({
          "stacks/account/dist/index.js": `throw new pulumi.RunError("accountId is wrong");`,
          "stacks/platform/dist/index.js": `throw new pulumi.RunError("region is wrong");`,
        }),
      ).toBe("accountId is wrong\n\nregion is wrong");
    });

    it("shows the message of a component that refuses its arguments", async () => {
      const program = `const b = new Bucket("b", {}); throw new pulumi.ResourceError("size is 0: must be more", b, true);`;

      expect(await failure({ "stacks/account/dist/index.js": program })).toBe("size is 0: must be more");
    });

    it("shows any other error with its place in the repository, and without a stack", async () => {
      expect(
        await failure({
          "stacks/platform/dist/index.js": `\nfunction inner() { null.x; }\nexport default () => inner();`,
        }),
      ).toMatch(
        /^The program of the platform stack failed: TypeError: Cannot read properties of null \(reading 'x'\)\n {2}at stacks\/platform\/dist\/index\.js:\d+:\d+$/,
      );
    });

    it("shows an error that nobody awaits", async () => {
      const program = `pulumi.output(1).apply(() => { throw new pulumi.RunError("later"); });`;

      expect(await failure({ "stacks/account/dist/index.js": program })).toBe("later");
    });

    it("says that a program is not built", async () => {
      expect(await failure({ "stacks/account/Pulumi.yaml": "name: acc\nmain: dist/none.js\n" })).toBe(
        'stacks/account/dist/none.js does not exist; run "pnpm build" first.',
      );
    });

    it("shows the last words of a pack that does not start, and of one that ends", async () => {
      expect(await failure({ "policy-pack/index.js": `throw new Error("no rules");` })).toBe(
        "The policy pack in <root>/policy-pack did not start: Error: no rules",
      );
      const crashes = `
        const { PolicyPack } = require("@pulumi/policy");
        new PolicyPack("fake", { policies: [{ name: "n", description: "d", enforcementLevel: "mandatory",
          validateResource: () => { console.error("Error: out of luck"); process.exit(3); } }] });`;
      expect(await failure({ "policy-pack/index.js": crashes })).toMatch(
        /^The policy pack in <root>\/policy-pack ended while judging urn:pulumi:dev::acc::.*: Error: out of luck$/,
      );
    });

    it("says which config file the pack lacks", async () => {
      const files = {
        "stacks/platform/Pulumi.test.yaml": "config:\n  plat:accountStack: dev\n  plat:zones: []\n",
        "stacks/account/Pulumi.dev.yaml": "config:\n  acc:environments: [dev, test]\n",
      };

      expect(await failure(files, { environment: "test" })).toBe(
        "The policy pack has no config for this stack: policy-pack/config/test.json does not exist. " +
          "Copy that of another environment; see docs/adding-an-environment.md.",
      );
    });

    it("names what it does not know before anything is run", async () => {
      expect(await failure({}, { environment: "prod" })).toBe(
        'There is no environment "prod". Existing environments: dev. To add one, see docs/adding-an-environment.md.',
      );
      expect(await failure({}, { overrides: [override("typo=1")] })).toMatch(
        /^--config typo: not a setting of either stack\. Settings: accountId, accountStack, /,
      );
    });
  });
});
