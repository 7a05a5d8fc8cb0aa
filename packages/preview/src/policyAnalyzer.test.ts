import messages from "@pulumi/pulumi/proto/analyzer_pb.js";
import type { AnalyzeRequest, AnalyzeStackRequest } from "@pulumi/pulumi/proto/analyzer_pb.js";
import structMessages from "google-protobuf/google/protobuf/struct_pb.js";
import { describe, expect, it, onTestFinished } from "vitest";
import { fakePack, fakeRules } from "./testFolders.fixture.js";
import { PolicyAnalyzer } from "./policyAnalyzer.js";
import type { RuleConfig } from "./policyPackConfig.js";
import { PolicyPackProcess } from "./policyPackProcess.js";

const stack = { organization: "organization", project: "p", stack: "dev", config: {}, secretConfigKeys: [] };

async function connect(): Promise<{ directory: string; analyzer: PolicyAnalyzer }> {
  const directory = fakePack(fakeRules);
  const pack = new PolicyPackProcess({ directory });
  onTestFinished(() => pack.stop());
  const analyzer = await PolicyAnalyzer.connect(pack, directory);
  onTestFinished(() => {
    analyzer.close();
  });
  return { directory, analyzer };
}

function file(rules: Record<string, RuleConfig> = {}) {
  return { path: "dev.json", rules: new Map(Object.entries(rules)) };
}

function urn(type: string, name: string): string {
  return `urn:pulumi:dev::p::${type}::${name}`;
}

function question(type: string, name: string): AnalyzeRequest {
  const request = new messages.AnalyzeRequest();
  request.setType(type);
  request.setUrn(urn(type, name));
  request.setName(name);
  request.setProperties(structMessages.Struct.fromJavaScript({ name }));
  request.setOptions(new messages.AnalyzerResourceOptions());
  return request;
}

function stackQuestion(...names: string[]): AnalyzeStackRequest {
  const request = new messages.AnalyzeStackRequest();
  request.setResourcesList(
    names.map((name) => {
      const resource = new messages.AnalyzerResource();
      resource.setType("test:index:A");
      resource.setUrn(urn("test:index:A", name));
      resource.setName(name);
      resource.setProperties(structMessages.Struct.fromJavaScript({ name }));
      resource.setOptions(new messages.AnalyzerResourceOptions());
      return resource;
    }),
  );
  return request;
}

function analyzeAll(analyzer: PolicyAnalyzer, questions: readonly AnalyzeRequest[]) {
  return Promise.all(questions.map((request) => analyzer.analyze(() => request)));
}

describe("PolicyAnalyzer", () => {
  it("lists the rules as configured and hears what they say", async () => {
    const { analyzer } = await connect();

    expect(await analyzer.configure(stack, file())).toEqual([
      { name: "needs-name", enforcement: "mandatory", judges: "resource" },
      { name: "count-resources", enforcement: "advisory", judges: "stack" },
      { name: "throws", enforcement: "disabled", judges: "resource" },
      { name: "crashes", enforcement: "disabled", judges: "resource" },
    ]);
    expect(
      await analyzeAll(analyzer, [
        question("test:index:A", "ab"),
        question("test:index:A", "abc"),
        question("t:i:B", "b"),
      ]),
    ).toEqual([
      {
        diagnostics: [
          {
            rule: "needs-name",
            enforcement: "mandatory",
            description: "An A has a name.",
            message: "An A has a name.\nshorter than 3",
          },
        ],
        notApplicable: [],
      },
      { diagnostics: [], notApplicable: [] },
      {
        diagnostics: [],
        notApplicable: [{ rule: "needs-name", reason: "Policy only applies to resources of type 'test:index:A'" }],
      },
    ]);
    expect(await analyzer.analyzeStack(stackQuestion("one", "two"))).toEqual({
      diagnostics: [
        {
          rule: "count-resources",
          enforcement: "advisory",
          description: "A stack has few resources.",
          message: "A stack has few resources.\ncounted 2",
          urn: urn("test:index:A", "one"),
        },
      ],
      notApplicable: [],
    });

    // A second stack, with another config, in the same process.
    const rules = await analyzer.configure(
      { ...stack, stack: "prod" },
      file({
        "needs-name": { enforcementLevel: "advisory", properties: { minimum: 5 } },
        "count-resources": { enforcementLevel: "remediate", properties: {} },
      }),
    );

    expect(rules.map(({ enforcement }) => enforcement)).toEqual(["advisory", "mandatory", "disabled", "disabled"]);
    const [answer] = await analyzeAll(analyzer, [question("test:index:A", "abcd")]);
    expect(answer?.diagnostics).toEqual([
      {
        rule: "needs-name",
        enforcement: "advisory",
        description: "An A has a name.",
        message: "An A has a name.\nshorter than 5",
      },
    ]);
  });

  it("keeps the order of many questions", async () => {
    const { analyzer } = await connect();
    await analyzer.configure(stack, file());
    const names = Array.from({ length: 100 }, (_, index) => (index % 3 === 0 ? "x" : `name-${index}`));

    const answers = await analyzeAll(
      analyzer,
      names.map((name) => question("test:index:A", name)),
    );

    expect(answers.map(({ diagnostics }) => diagnostics.length)).toEqual(names.map((name) => (name === "x" ? 1 : 0)));
  });

  it("refuses a config that does not fit the rules", async () => {
    const { analyzer } = await connect();

    await expect(
      analyzer.configure(stack, file({ "needs-name": { properties: { minimum: "few" } }, typo: { properties: {} } })),
    ).rejects.toThrow(
      `The policy pack's config dev.json has 2 problems:\n` +
        `  - "typo" is not a rule of the pack\n` +
        `  - "needs-name": minimum is "few": Invalid input: expected number, received string`,
    );
  });

  it("reports a rule that throws in one line", async () => {
    const { analyzer, directory } = await connect();
    await analyzer.configure(stack, file({ throws: { enforcementLevel: "advisory", properties: {} } }));

    await expect(analyzer.analyze(() => question("t:i:B", "b"))).rejects.toThrow(
      `The policy pack in ${directory} failed while judging ${urn("t:i:B", "b")}: ` +
        `Error validating resource with policy 'throws' from policy pack 'fake@v1.2.3': TypeError: undefined is not a name`,
    );
  });

  it("reports a pack that ends in the middle with its own last words", async () => {
    const { analyzer, directory } = await connect();
    await analyzer.configure(stack, file({ crashes: { enforcementLevel: "advisory", properties: {} } }));

    await expect(analyzer.analyze(() => question("t:i:B", "b"))).rejects.toThrow(
      `The policy pack in ${directory} ended while judging ${urn("t:i:B", "b")}: Error: out of luck`,
    );
  });

  it("fails once when many questions are under way", async () => {
    const { analyzer } = await connect();
    await analyzer.configure(stack, file({ crashes: { enforcementLevel: "advisory", properties: {} } }));

    const questions = Array.from({ length: 100 }, (_, index) => analyzer.analyze(() => question("t:i:B", `b${index}`)));
    const outcomes = await Promise.allSettled(questions);

    expect(
      new Set(outcomes.map((outcome): unknown => (outcome.status === "rejected" ? outcome.reason : undefined))).size,
    ).toBe(1);
    await expect(questions[99]).rejects.toThrow("Error: out of luck");
  });
});
