import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inferenceProxy } from "@secure-ml/functions";
import fc from "fast-check";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { parse } from "yaml";
import { dataFiles } from "./makeData.js";
import { columns, contracts, customerFrom, featureNames, features, fromCsv, outcomes, toCsv } from "./src/customer.js";
import { areaUnderCurve, defaultSettings, fit, modelFrom, score } from "./src/logisticRegression.js";
import { run } from "./src/run.js";
import { makeServer, maximumInstances, maximumRequestBytes } from "./src/serve.js";

const here = import.meta.dirname;
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "churn-"));
  vi.spyOn(console, "log").mockReturnValue();
  vi.spyOn(console, "error").mockReturnValue();
});
afterEach(() => {
  rmSync(root, { recursive: true });
  vi.restoreAllMocks();
});

const put = (path: string, text: string) => {
  const whole = join(root, path);
  mkdirSync(join(whole, ".."), { recursive: true });
  writeFileSync(whole, text);
};
const text = (path: string) => readFileSync(join(root, path), "utf8");
const anna = {
  tenure_months: 12,
  monthly_charge: 79.5,
  support_calls: 4,
  contract: "monthly",
  outcome: "leave",
} as const;
const bert = {
  tenure_months: 60,
  monthly_charge: 29,
  support_calls: 0,
  contract: "two-year",
  outcome: "stay",
} as const;
const csv = toCsv([anna, bert]);

describe("makeData", () => {
  it("makes the same customers on every machine", () => {
    const digests = [...dataFiles()].map(([key, file]) => [key, createHash("sha256").update(file).digest("hex")]);
    expect(digests).toEqual([
      ["raw/intake/churn/customers.csv", "5ce35eb6ccbbb35f415c14e2368f8b624c59a1f539fcf89307c340ba3ae99052"],
      ["raw/label-sources/churn/customers.csv", "ea46e904063270d2521863feeca38ebc0345396f41d60cc65a0f8bfdb61c7c2b"],
    ]);
  });

  it("writes them into a folder, and asks for one", () => {
    const script = join(here, "makeData.ts");
    const made = spawnSync(process.execPath, [script, root], { encoding: "utf8" });
    expect(made.stdout.trim().split("\n")).toEqual([...dataFiles().keys()].map((key) => join(root, key)));
    expect(text("raw/label-sources/churn/customers.csv")).toBe(
      dataFiles().get("raw/label-sources/churn/customers.csv"),
    );
    expect(spawnSync(process.execPath, [script], { encoding: "utf8" })).toMatchObject({ status: 2, stdout: "" });
  });
});

describe("a file with customers", () => {
  it("is read as it was written", () => {
    expect(fromCsv("a.csv", csv)).toEqual([anna, bert]);
    expect(fromCsv("a.csv", csv.replaceAll("\n", "\r\n"))).toEqual([anna, bert]);
    expect(fromCsv("a.csv", `${columns.join(",")}\n`)).toEqual([]);
  });

  it.each([
    ["another header", csv.replace("outcome", "label"), "a.csv: the first line must be tenure_months,"],
    ["a column too many", csv.replace("leave", "leave,1"), "a.csv: line 2 is no customer"],
    ["a column too few", csv.replace(",stay", ""), "a.csv: line 3 is no customer"],
    ["an unknown outcome", csv.replace("leave", "gone"), "a.csv: line 2 is no customer"],
    ["an unknown contract", csv.replace("two-year", "lifelong"), "a.csv: line 3 is no customer"],
    ["an empty number", csv.replace("79.5", ""), "a.csv: line 2 is no customer"],
    ["a hexadecimal number", csv.replace("79.5", "0x10"), "a.csv: line 2 is no customer"],
    ["a negative number", csv.replace("79.5", "-1"), "a.csv: line 2 is no customer"],
    ["no number", csv.replace("79.5", "NaN"), "a.csv: line 2 is no customer"],
    ["a number out of limits", csv.replace("12,", "601,"), "a.csv: line 2 is no customer"],
    ["half a month", csv.replace("12,", "1.5,"), "a.csv: line 2 is no customer"],
    ["an empty line", `${csv}\n`, "a.csv: line 4 is no customer"],
  ])("with %s is refused, and not quoted", (_, file, message) => {
    expect(() => fromCsv("a.csv", file)).toThrow(message);
  });
});

describe("the model", () => {
  const rows = fromCsv("a.csv", dataFiles().get("raw/intake/churn/customers.csv") ?? "").slice(0, 300);
  const labels = rows.map(({ outcome }) => (outcome === "leave" ? 1 : 0));
  const model = fit(featureNames, rows.map(features), labels, defaultSettings);

  it("is the same for the same data", () => {
    expect(fit(featureNames, rows.map(features), labels, defaultSettings)).toEqual(model);
  });

  it("finds what drives customers away", () => {
    const weight = (name: string) => model.weights[featureNames.indexOf(name)] ?? 0;
    expect(weight("support_calls")).toBeGreaterThan(0.5);
    expect(weight("contract_monthly")).toBeGreaterThan(0.5);
    expect(weight("tenure_months")).toBeLessThan(-0.5);
    expect(score(model, features(anna))).toBeGreaterThan(0.5);
    expect(score(model, features(bert))).toBeLessThan(0.1);
  });

  it("learns nothing from a column that never changes", () => {
    const flat = fit(["a"], [[1], [1]], [0, 1], defaultSettings);
    expect(flat.weights).toEqual([0]);
    expect(score(flat, [1])).toBe(0.5);
  });

  it("is not made from one outcome", () => {
    expect(() => fit(["a"], [[1]], [1], defaultSettings)).toThrow("examples of one outcome only");
    expect(() => areaUnderCurve([0.5], [0])).toThrow("examples of one outcome only");
  });

  it("comes back from its file as it was, and from no other", () => {
    expect(modelFrom(JSON.stringify(model), featureNames)).toEqual(model);
    for (const change of [
      { features: ["a"] },
      { weights: [1] },
      { means: undefined },
      { deviations: null },
      { bias: "0" },
    ]) {
      expect(() => modelFrom(JSON.stringify({ ...model, ...change }), featureNames)).toThrow("The file holds no model");
    }
  });

  it("is judged by the area under its curve", () => {
    expect(areaUnderCurve([0.9, 0.8, 0.2], [1, 1, 0])).toBe(1);
    expect(areaUnderCurve([0.1, 0.8], [1, 0])).toBe(0);
    expect(areaUnderCurve([0.5, 0.5], [1, 0])).toBe(0.5);
  });
});

describe("the programs", () => {
  it("keep each customer once", async () => {
    put("processing/input/data/b.csv", csv);
    put("processing/input/data/a.csv", toCsv([bert]));
    put("processing/input/data/_SUCCESS", "");
    expect(await run("prepare", root)).toBe(0);
    expect(text("processing/output/train/part-0.csv")).toBe(toCsv([bert, anna]));
  });

  it.each([
    ["prepare", "processing/input/data/a.csv", "output/message"],
    ["train", "input/data/train/a.csv", "output/failure"],
    ["evaluate", "processing/input/held-out/a.csv", "output/message"],
  ])("say why %s failed where SageMaker looks, and end with 1", async (program, path, message) => {
    const { gzipSync } = await import("node:zlib");
    put("input/config/hyperparameters.json", "{}");
    put("processing/input/model/model.tar.gz", gzipSync("no archive").toString("latin1"));
    put(path, `${"x".repeat(2000)}.csv`);
    expect(await run(program, root)).toBe(1);
    const said = text(message);
    expect(said).not.toBe("");
    expect(Buffer.byteLength(said)).toBeLessThanOrEqual(1024);
    expect(said).not.toContain("xxx");
  });

  it("say no more than SageMaker shows", async () => {
    put("input/data/train/a.csv", csv);
    put("input/config/hyperparameters.json", JSON.stringify({ ["é".repeat(2000)]: "1" }));
    expect(await run("train", root)).toBe(1);
    expect(text("output/failure")).toMatch(/^The hyperparameter "é+/);
    expect(Buffer.byteLength(text("output/failure"))).toBeLessThanOrEqual(1024 + 2);
  });

  it("refuse a folder without customers", async () => {
    mkdirSync(join(root, "processing/input/data"), { recursive: true });
    expect(await run("prepare", root)).toBe(1);
    expect(text("output/message")).toContain("holds no customers in files *.csv.");
  });

  it("take hyperparameters as texts", async () => {
    put("input/data/train/a.csv", csv);
    put("input/config/hyperparameters.json", '{"epochs":"1","learningRate":"0.1","regularization":"0"}');
    expect(await run("train", root)).toBe(0);
    const model = modelFrom(text("model/model.json"), featureNames);
    expect(model.weights).toEqual(
      fit(featureNames, [anna, bert].map(features), [1, 0], { epochs: 1, learningRate: 0.1, regularization: 0 })
        .weights,
    );
  });

  it.each([
    ['{"epochs":10}', 'The hyperparameter "epochs" must be a number from 1 to 10000, as text.'],
    ['{"epochs":"1.5"}', 'The hyperparameter "epochs" must be a number from 1 to 10000, as text.'],
    ['{"epochs":"99999"}', 'The hyperparameter "epochs" must be a number from 1 to 10000, as text.'],
    ['{"learningRate":"fast"}', 'The hyperparameter "learningRate" must be a number from 0.000001 to 10, as text.'],
    ['{"depth":"3"}', 'The hyperparameter "depth" is unknown; there are epochs, learningRate, regularization.'],
    ['{"toString":"3"}', 'The hyperparameter "toString" is unknown'],
  ])("refuse the hyperparameters %s", async (given, message) => {
    put("input/data/train/a.csv", csv);
    put("input/config/hyperparameters.json", given);
    expect(await run("train", root)).toBe(1);
    expect(text("output/failure")).toContain(message);
  });

  it.each([undefined, "", "shell", "toString", "__proto__"])("are four: %j is none", async (name) => {
    expect(await run(name, root)).toBe(2);
    expect(readdirSync(root)).toEqual([]);
  });

  it("start as they do in the container", () => {
    // As the Dockerfile lays them out; what is installed there is Node alone.
    for (const name of readdirSync(join(here, "src"))) cpSync(join(here, "src", name), join(root, "src", name));
    put("package.json", '{ "type": "module" }');
    chmodSync(join(root, "src/main.ts"), 0o755);
    symlinkSync("src/main.ts", join(root, "run"));
    const path = join(process.execPath, "..");
    const started = spawnSync(join(root, "run"), ["shell"], {
      encoding: "utf8",
      env: { PATH: `${path}:/usr/bin:/bin` },
    });
    expect(started).toMatchObject({
      status: 2,
      stdout: "",
      stderr: "Name a program: prepare, train, evaluate, serve.\n",
    });
  });
});

describe("the server", () => {
  const servers: ReturnType<typeof makeServer>[] = [];
  afterAll(() => {
    for (const server of servers) server.close();
  });
  const start = async (): Promise<string> => {
    put("model/model.json", JSON.stringify(fit(featureNames, [anna, bert].map(features), [1, 0], defaultSettings)));
    const server = makeServer(root);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const withoutOutcome = (customer: typeof anna | typeof bert) =>
    Object.fromEntries(Object.entries(customer).filter(([column]) => column !== "outcome"));
  const ask = async (url: string, body: string, type = "application/json") => {
    const response = await fetch(`${url}/invocations`, { method: "POST", body, headers: { "content-type": type } });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  it("says that it is there once it has its model", async () => {
    expect(() => makeServer(root)).toThrow("ENOENT");
    const response = await fetch(`${await start()}/ping`);
    expect([response.status, await response.text()]).toEqual([200, ""]);
  });

  it("answers for each customer in the form that the proxy takes", async () => {
    const answer = await ask(await start(), JSON.stringify({ instances: [anna, bert].map(withoutOutcome) }));
    expect(answer).toEqual({
      status: 200,
      body: {
        predictions: [
          { predicted_label: "leave", score: expect.closeTo(1, 1) as number },
          { predicted_label: "stay", score: expect.closeTo(1, 1) as number },
        ],
      },
    });
  });

  it.each<[string, number, string, string?]>([
    ["no JSON", 400, "{"],
    ["nothing", 400, ""],
    ["a list", 400, "[]"],
    ["null", 400, "null"],
    ["no customers", 400, '{"instances":[]}'],
    ["a field beside them", 400, '{"instances":[],"tenant":"a"}'],
    ["a customer without a contract", 400, '{"instances":[{"tenure_months":1,"monthly_charge":1,"support_calls":1}]}'],
    ["a customer with an outcome", 400, JSON.stringify({ instances: [anna] })],
    [
      "too many customers",
      400,
      JSON.stringify({ instances: Array.from({ length: maximumInstances + 1 }, () => withoutOutcome(bert)) }),
    ],
    ["another type", 415, '{"instances":[]}', "text/csv"],
    ["too long a text", 413, `"${"a".repeat(maximumRequestBytes)}"`],
  ])("refuses %s with %i, and quotes nothing", async (_, status, body, type) => {
    const answer = await ask(await start(), body, type);
    expect(answer.status).toBe(status);
    expect(Object.keys(answer.body)).toEqual(["error"]);
    expect(JSON.stringify(answer.body)).not.toContain("monthly");
  });

  it.each([
    ["GET", "/invocations", 405],
    ["POST", "/ping", 405],
    ["GET", "/", 404],
    ["POST", "/invocations/../etc", 404],
    ["GET", "/ping?x=1", 404],
  ])("refuses %s %s with %i", async (method, path, status) => {
    const response = await fetch((await start()) + path, { method });
    expect(response.status).toBe(status);
  });

  it("has an answer to whatever is sent", async () => {
    const url = await start();
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.json(), fc.string()), async (body) => {
        expect([200, 400]).toContain((await ask(url, body)).status);
      }),
      { numRuns: 50 },
    );
  });
});

describe.each(["dev", "prod"])("the config of %s", (environment) => {
  const file = readFileSync(join(here, `../../stacks/platform/Pulumi.${environment}.yaml`), "utf8");
  const { config } = parse(file) as { config: Record<string, unknown> };
  const [model] = config["secure-ml-platform:models"] as {
    name: string;
    answer: object;
    requestSchema: {
      properties: {
        instances: { maxItems: number; items: { required: string[]; properties: Record<string, Limits> } };
      };
    };
  }[];
  interface Limits {
    readonly type: string;
    readonly maximum: number;
    readonly enum: readonly string[];
  }

  it("declares the requests that the example takes, and the answers that it gives", () => {
    const { maxItems, items } = model?.requestSchema.properties.instances ?? {
      maxItems: 0,
      items: { required: [], properties: {} },
    };
    expect(model?.name).toBe("churn");
    expect(model?.answer).toEqual({ kind: "class", classes: [...outcomes] });
    expect(maxItems).toBe(maximumInstances);
    expect(items.required).toEqual(columns.filter((column) => column !== "outcome"));
    expect(Object.keys(items.properties)).toEqual(items.required);
    expect(items.properties["contract"]?.enum).toEqual(contracts);
    const largest = Object.fromEntries(
      Object.entries(items.properties).map(([name, limits]) => [
        name,
        name === "contract" ? contracts[0] : limits.maximum,
      ]),
    );
    expect(customerFrom(largest)).toEqual(largest);
    for (const name of ["tenure_months", "monthly_charge", "support_calls"]) {
      expect(customerFrom({ ...largest, [name]: Number(largest[name]) + 1 }), name).toBeUndefined();
    }
  });

  it("has a proxy that sends no more than the example reads", () => {
    expect(maximumRequestBytes).toBe(inferenceProxy.maximumRequestBytes);
    const answer = JSON.stringify({
      predictions: Array.from({ length: maximumInstances }, () => ({
        predicted_label: "leave",
        score: 0.1234567890123456,
      })),
    });
    expect(answer.length).toBeLessThan(inferenceProxy.maximumAnswerBytes);
  });
});
