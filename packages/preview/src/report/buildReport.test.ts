import { readFileSync } from "node:fs";
import path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { catalogue, type Control } from "@secure-ml/controls";
import type { ProgramRun, RecordedResource } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { buildReport, type ReportFacts } from "./buildReport.js";
import { reportJsonSchema } from "./jsonSchema.js";
import { reportSchema } from "./schema.js";

const { specialSigKey, specialSecretSig, unknownValue } = pulumi.runtime;
const rootUrn = "urn:pulumi:dev::p::pulumi:pulumi:Stack::p-dev";
const bucketUrn = "urn:pulumi:dev::p::aws:s3/bucket:Bucket::bucket";

function secret(value: unknown) {
  return { [specialSigKey]: specialSecretSig, value };
}

function resource(
  facts: Partial<RecordedResource> & Pick<RecordedResource, "urn" | "type" | "name">,
): RecordedResource {
  return {
    custom: true,
    external: false,
    dependencies: [],
    propertyDependencies: {},
    options: {
      protect: false,
      retainOnDelete: false,
      ignoreChanges: [],
      replaceOnChanges: [],
      aliases: [],
      additionalSecretOutputs: [],
    },
    wireInputs: {},
    wireOutputs: {},
    inputs: {},
    outputs: {},
    ...facts,
  };
}

const root = resource({ urn: rootUrn, type: "pulumi:pulumi:Stack", name: "p-dev", custom: false });
const bucket = resource({
  urn: bucketUrn,
  type: "aws:s3/bucket:Bucket",
  name: "bucket",
  parent: rootUrn,
  dependencies: [rootUrn],
  propertyDependencies: { tags: [rootUrn] },
  wireInputs: { bucket: "name", password: secret("hunter2hunter2"), tags: { note: "uses hunter2hunter2" } },
  wireOutputs: { bucket: "name", arn: unknownValue },
});

function run(facts: Partial<ProgramRun> = {}): ProgramRun {
  return {
    project: "p",
    stack: "dev",
    organization: "organization",
    resources: [root, { ...bucket, options: { ...bucket.options, protect: true } }],
    outputs: { bucket: "name", password: "topsecretvalue", pin: 1234, nested: "topsecretvalue!" },
    wireOutputs: {},
    secretOutputs: ["password", "pin"],
    controls: new Map([[bucketUrn, ["DATA-04"]]]),
    log: [],
    ...facts,
  };
}

const encryption = catalogue.find(({ id }) => id === "DATA-04") as Control;

function facts(given: Partial<ReportFacts> = {}): ReportFacts {
  return {
    environment: "dev",
    stacks: [
      {
        stack: "platform",
        run: run(),
        answers: {
          stack: "platform",
          rootUrn,
          rules: [
            { name: "data-s3-default-cmk", enforcement: "mandatory", judges: "resource" },
            { name: "off", enforcement: "disabled", judges: "resource" },
          ],
          resources: [
            {
              urn: bucketUrn,
              answer: {
                diagnostics: [
                  {
                    rule: "data-s3-default-cmk",
                    enforcement: "mandatory",
                    description: "",
                    message: "found hunter2hunter2",
                    urn: bucketUrn,
                  },
                ],
                notApplicable: [],
              },
            },
            { urn: rootUrn, answer: { diagnostics: [], notApplicable: [] } },
          ],
          whole: { diagnostics: [], notApplicable: [] },
        },
      },
    ],
    otherRuns: [],
    secretConfig: [],
    off: new Map(),
    catalogue: [{ ...encryption, rules: ["data-s3-default-cmk"] }],
    timings: { program: 1, policy: 2, total: 3 },
    ...given,
  };
}

describe("buildReport", () => {
  it("writes the whole document", () => {
    expect(buildReport(facts())).toEqual({
      version: 1,
      environment: "dev",
      stacks: [
        {
          stack: "platform",
          resources: [
            {
              urn: rootUrn,
              type: "pulumi:pulumi:Stack",
              name: "p-dev",
              custom: false,
              protect: false,
              dependencies: [],
              propertyDependencies: {},
              inputs: {},
              outputs: {},
            },
            {
              urn: bucketUrn,
              type: "aws:s3/bucket:Bucket",
              name: "bucket",
              parent: rootUrn,
              custom: true,
              protect: true,
              dependencies: [rootUrn],
              propertyDependencies: { tags: [rootUrn] },
              inputs: { bucket: "name", password: "[secret]", tags: { note: "uses [secret]" } },
              outputs: { bucket: "name", arn: "[unknown]" },
            },
          ],
          outputs: { bucket: "name", password: "[secret]", pin: "[secret]", nested: "[secret]!" },
        },
      ],
      policy: {
        rules: 1,
        decided: 2,
        undecided: [],
        violations: [
          {
            rule: "data-s3-default-cmk",
            enforcement: "mandatory",
            urn: bucketUrn,
            message: "found [secret]",
            controls: ["DATA-04"],
          },
        ],
        exemptions: [],
      },
      controls: [
        {
          id: "DATA-04",
          title: encryption.title,
          status: "violated",
          reason: "by data-s3-default-cmk",
          resources: [bucketUrn],
          rules: ["data-s3-default-cmk"],
        },
      ],
      timings: { program: 1, policy: 2, total: 3 },
    });
  });

  it("keeps secrets of a run that it does not report, and of the config, out of the one that it does", () => {
    const other = run({
      resources: [{ ...bucket, wireInputs: { password: secret("account-secret") } }],
      secretOutputs: ["token"],
      outputs: { token: "account-token" },
    });
    const copied = { ...bucket, wireInputs: { a: "account-secret", b: "account-token", c: "config-secret" } };
    const [stack] = facts().stacks;
    if (stack === undefined) {
      throw new Error("no stack");
    }

    const report = buildReport(
      facts({
        stacks: [{ ...stack, run: run({ resources: [root, copied] }) }],
        otherRuns: [other],
        secretConfig: ["config-secret"],
      }),
    );

    expect(report.stacks[0]?.resources[1]?.inputs).toEqual({ a: "[secret]", b: "[secret]", c: "[secret]" });
  });

  it("cleans the reasons of controls and exemptions too", () => {
    const [stack] = facts().stacks;
    if (stack === undefined) {
      throw new Error("no stack");
    }
    const message = "exempted: hunter2hunter2 until 2030-01-01 (user): is hunter2hunter2";
    const answer = {
      diagnostics: [{ rule: "data-s3-default-cmk", enforcement: "advisory", description: "", message } as const],
      notApplicable: [],
    };

    const report = buildReport(
      facts({ stacks: [{ ...stack, answers: { ...stack.answers, resources: [{ urn: bucketUrn, answer }] } }] }),
    );

    expect(report.policy.exemptions).toEqual([
      {
        rule: "data-s3-default-cmk",
        urn: bucketUrn,
        owner: "[secret]",
        reason: "is [secret]",
        expires: "2030-01-01",
        origin: "user",
      },
    ]);
    expect(report.controls.map(({ status, reason }) => [status, reason])).toEqual([
      ["off", "exempted from data-s3-default-cmk: is [secret]"],
    ]);
  });

  it("reports every control of the catalogue, in its order", () => {
    const report = buildReport(facts({ catalogue }));

    expect(report.controls.map(({ id }) => id)).toEqual(catalogue.map(({ id }) => id));
  });

  it("writes what the schema describes", () => {
    const report: unknown = JSON.parse(JSON.stringify(buildReport(facts({ catalogue }))));

    expect(reportSchema.parse(report)).toEqual(report);
  });
});

describe("the published JSON Schema", () => {
  it("is the one of the code; if not, run `pnpm docs`", () => {
    const published = readFileSync(path.join(import.meta.dirname, "../../schema/report.schema.json"), "utf8");

    expect(JSON.parse(published)).toEqual(reportJsonSchema());
  });

  it("knows every field of the report and no other", () => {
    const schema = reportJsonSchema() as { required: string[]; properties: object; additionalProperties: boolean };

    expect(Object.keys(schema.properties)).toEqual(Object.keys(buildReport(facts())));
    expect(schema.required).toEqual(Object.keys(schema.properties));
    expect(schema.additionalProperties).toBe(false);
  });
});
