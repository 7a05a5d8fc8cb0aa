import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { all, one, type RecordedResource } from "@secure-ml/testing";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { environmentRun } from "../../tests/environmentRun.js";
import { dataFiles } from "./makeData.js";
import { run } from "./src/run.js";

// The pipeline that the stack declares, run step by step: folders take the place of buckets and containers.

type Json = Readonly<Record<string, unknown>>;

interface Step {
  readonly Name: string;
  readonly Type: string;
  readonly Arguments: Json;
}

interface ProcessingArguments {
  readonly AppSpecification: { readonly ContainerEntrypoint: readonly string[] };
  readonly ProcessingInputs: readonly { readonly S3Input: { readonly S3Uri: unknown; readonly LocalPath: string } }[];
  readonly ProcessingOutputConfig: {
    readonly Outputs: readonly { readonly S3Output: { readonly S3Uri: unknown; readonly LocalPath: string } }[];
  };
}

interface TrainingArguments {
  readonly AlgorithmSpecification: { readonly ContainerEntrypoint: readonly string[] };
  readonly InputDataConfig: readonly {
    readonly ChannelName: string;
    readonly DataSource: { readonly S3DataSource: { readonly S3Uri: unknown } };
  }[];
  readonly OutputDataConfig: { readonly S3OutputPath: unknown };
  readonly HyperParameters?: Json;
}

interface Condition {
  readonly LeftValue: { readonly "Std:JsonGet": { readonly Path: string } };
  readonly RightValue: number;
}

const programs = join(import.meta.dirname, "../../packages/data/programs");
const folders: string[] = [];
const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "churn-"));
  folders.push(folder);
  return folder;
};
beforeEach(() => {
  vi.spyOn(console, "log").mockReturnValue();
  vi.spyOn(console, "error").mockReturnValue();
});
afterEach(() => {
  vi.restoreAllMocks();
});
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** What SageMaker does with a definition, as far as a machine without AWS can. */
class Rehearsal {
  readonly #steps: readonly Step[];
  readonly #buckets = newFolder();
  readonly exitCodes: Record<string, number> = {};

  constructor(definition: string, files: ReadonlyMap<string, string>, bucketNames: Readonly<Record<string, string>>) {
    this.#steps = (JSON.parse(definition) as { Steps: readonly Step[] }).Steps;
    for (const [key, text] of files) {
      const [zone = "", ...rest] = key.split("/");
      const path = join(this.#buckets, bucketNames[zone] ?? zone, ...rest);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
  }

  /**
   * What Glue does when something has arrived: it runs the program with the job's own arguments, and no others.
   *
   * @returns what the jobs refused
   */
  takeIn(jobs: readonly RecordedResource[]): string {
    return jobs
      .map(({ inputs }) => {
        const args = Object.entries(inputs["nonOverridableArguments"] as Readonly<Record<string, string>>).flat();
        const { status, stderr } = spawnSync("python3", [join(programs, "admitRows.py"), ...args], {
          encoding: "utf8",
          env: {
            ...process.env,
            FAKE_S3: this.#buckets,
            PYTHONPATH: join(programs, "testing"),
            PYTHONDONTWRITEBYTECODE: "1",
          },
        });
        expect([0, 1]).toContain(status);
        return stderr;
      })
      .join("");
  }

  /** @returns the name of the step that ends the run */
  async run(): Promise<string> {
    for (const step of this.#steps) {
      if (step.Type === "Processing") await this.#process(step);
      else if (step.Type === "Training") await this.#train(step);
      else return this.#decide(step);
      if (this.exitCodes[step.Name] !== 0) return step.Name;
    }
    return "none";
  }

  /** The text of the only file with a name that ends so. */
  fileEndingWith(ending: string): string {
    const found = readdirSync(this.#buckets, { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(ending),
    );
    expect(found).toHaveLength(1);
    return readFileSync(join(this.#buckets, found[0] ?? ""), "utf8");
  }

  async #process({ Name, Arguments }: Step): Promise<void> {
    const { AppSpecification, ProcessingInputs, ProcessingOutputConfig } = Arguments as unknown as ProcessingArguments;
    const root = newFolder();
    const inside = (path: string) => join(root, path.replace(/^\/opt\/ml\//, ""));
    for (const { S3Input } of ProcessingInputs) this.#download(S3Input.S3Uri, inside(S3Input.LocalPath));
    this.exitCodes[Name] = await run(AppSpecification.ContainerEntrypoint[1], root);
    if (this.exitCodes[Name] !== 0) return;
    for (const { S3Output } of ProcessingOutputConfig.Outputs) {
      cpSync(inside(S3Output.LocalPath), this.#pathOf(S3Output.S3Uri), { recursive: true });
    }
  }

  async #train({ Name, Arguments }: Step): Promise<void> {
    const {
      AlgorithmSpecification,
      InputDataConfig,
      OutputDataConfig,
      HyperParameters = {},
    } = Arguments as unknown as TrainingArguments;
    const root = newFolder();
    for (const { ChannelName, DataSource } of InputDataConfig) {
      this.#download(DataSource.S3DataSource.S3Uri, join(root, "input/data", ChannelName));
    }
    mkdirSync(join(root, "input/config"), { recursive: true });
    writeFileSync(join(root, "input/config/hyperparameters.json"), JSON.stringify(HyperParameters));
    this.exitCodes[Name] = await run(AlgorithmSpecification.ContainerEntrypoint[1], root);
    if (this.exitCodes[Name] !== 0) return;
    const archive = join(this.#pathOf(OutputDataConfig.S3OutputPath), `pipelines-${Name}`, "output/model.tar.gz");
    mkdirSync(dirname(archive), { recursive: true });
    execFileSync("tar", ["-czf", archive, "-C", join(root, "model"), "."]);
  }

  #decide({ Arguments }: Step): string {
    const { Conditions, IfSteps, ElseSteps } = Arguments as unknown as Record<
      "IfSteps" | "ElseSteps",
      readonly Step[]
    > & {
      readonly Conditions: readonly Condition[];
    };
    const holds = Conditions.every(({ LeftValue, RightValue }) => {
      const metric = LeftValue["Std:JsonGet"].Path.split(".").reduce<unknown>(
        (value, key) => (value as Json)[key],
        JSON.parse(this.fileEndingWith("evaluation.json")),
      );
      return typeof metric === "number" && metric >= RightValue;
    });
    return (holds ? IfSteps : ElseSteps)[0]?.Name ?? "none";
  }

  #download(place: unknown, folder: string): void {
    const source = this.#pathOf(place);
    mkdirSync(folder, { recursive: true });
    cpSync(source, source.endsWith(".tar.gz") ? join(folder, "model.tar.gz") : folder, { recursive: true });
  }

  #pathOf(place: unknown): string {
    if (typeof place === "string") return join(this.#buckets, place.replace(/^s3:\/\//, ""));
    const { Get, "Std:Join": join_ } = place as {
      Get?: string;
      "Std:Join"?: { On: string; Values: readonly unknown[] };
    };
    if (join_ !== undefined) {
      const values = { "Parameters.DataSet": "latest", "Execution.PipelineExecutionId": "run-1" } as Record<
        string,
        string
      >;
      return this.#pathOf(
        join_.Values.map((part) => (typeof part === "string" ? part : values[(part as { Get: string }).Get])).join(
          join_.On,
        ),
      );
    }
    const maker = this.#steps.find(({ Name }) => Name === Get?.split(".")[1]);
    if (maker === undefined) throw new Error(`${JSON.stringify(place)} is no place.`);
    return maker.Type === "Training"
      ? join(
          this.#pathOf((maker.Arguments as unknown as TrainingArguments).OutputDataConfig.S3OutputPath),
          `pipelines-${maker.Name}`,
          "output/model.tar.gz",
        )
      : this.#pathOf(
          (maker.Arguments as unknown as ProcessingArguments).ProcessingOutputConfig.Outputs[0]?.S3Output.S3Uri,
        );
  }
}

describe.each(["dev", "prod"] as const)(
  "the example in the pipeline of %s",
  { tags: ["TRN-21", "TRN-22"] },
  (environment) => {
    const rehearse = async (files: ReadonlyMap<string, string>) => {
      const { platform } = await environmentRun(environment);
      const definition = String(one(platform, "aws:sagemaker/pipeline:Pipeline").inputs["pipelineDefinition"]);
      const rehearsal = new Rehearsal(definition, files, platform.outputs["bucketNames"] as Record<string, string>);
      return { rehearsal, refused: rehearsal.takeIn(all(platform, "aws:glue/job:Job")) };
    };

    it("is taken in, prepared, trained, evaluated and registered", async () => {
      const { rehearsal, refused } = await rehearse(dataFiles());
      expect(refused).toBe("");
      expect(await rehearsal.run()).toBe("Register");
      expect(rehearsal.exitCodes).toEqual({ Prepare: 0, Train: 0, Evaluate: 0 });
      const report = JSON.parse(rehearsal.fileEndingWith("evaluation.json")) as { metrics: { auc: { value: number } } };
      expect(report.metrics.auc.value).toBeGreaterThan(0.9);
      expect(report.metrics.auc.value).toBeLessThan(0.95);
    });

    it("is rejected when what it learned from was turned around", async () => {
      const poisoned = new Map(
        [...dataFiles()].map(([key, text]) =>
          key.startsWith("raw/intake/")
            ? [key, text.replaceAll(/,(stay|leave)$/gm, (_, outcome) => (outcome === "stay" ? ",leave" : ",stay"))]
            : [key, text],
        ),
      );
      expect(await (await rehearse(poisoned)).rehearsal.run()).toBe("Reject");
    });

    it("is not taken in when one row is wrong, and leaves the pipeline nothing to prepare", async () => {
      const broken = new Map(
        [...dataFiles()].map(([key, text]) => [key, text.replace(/,(stay|leave)\n$/, ",perhaps\n")]),
      );
      const { rehearsal, refused } = await rehearse(broken);
      const last = { intake: 2001, "label-sources": 1001 };
      for (const [folder, line] of Object.entries(last)) {
        expect(refused).toContain(
          `refused: ${folder}/churn/customers.csv: line ${line}: outcome is none of the values\n1 data sets were refused\n`,
        );
      }
      await expect(rehearsal.run()).rejects.toThrow("ENOENT");
    });

    it("stops at data that it cannot read", async () => {
      const unread = new Map([
        ["curated/datasets/churn/latest/part-0.csv", "no customers"],
        ["labels/held-out/churn/part-0.csv", "none either"],
      ]);
      const { rehearsal } = await rehearse(unread);
      expect(await rehearsal.run()).toBe("Prepare");
    });
  },
);
