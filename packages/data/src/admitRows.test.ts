import { execFile } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { IntakeColumn } from "./dataJobs.js";

// The program of the Glue jobs, run by Python as Glue runs it; folders take the place of buckets.

const programs = join(import.meta.dirname, "../programs");
const columns: readonly IntakeColumn[] = [
  { name: "months", type: "integer", minimum: 0, maximum: 600 },
  { name: "charge", type: "number", minimum: 0 },
  { name: "plan", type: "text", values: ["monthly", "two-year"] },
  { name: "note", type: "text", maximum: 10 },
];
const header = "months,charge,plan,note";
const good = "12,19.99,monthly,fine";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "intake-"));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function put(key: string, content: string | Uint8Array, minutesAgo = 0): void {
  const path = join(root, "raw", key);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  const then = Date.now() / 1000 - 60 * minutesAgo;
  utimesSync(path, then, then);
}

interface Outcome {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

function run(dataSets: Readonly<Record<string, readonly IntakeColumn[]>> = { churn: columns }): Promise<Outcome> {
  const args = {
    source_bucket: "raw",
    source_prefix: "intake/",
    target_bucket: "curated",
    target_prefix: "datasets/",
    target_folder: "latest/",
    data_sets: JSON.stringify(dataSets),
    // Glue gives more than the program asks for.
    WORKFLOW_NAME: "any",
  };
  return new Promise((resolve) => {
    execFile(
      "python3",
      [join(programs, "admitRows.py"), ...Object.entries(args).flatMap(([name, value]) => [`--${name}`, value])],
      {
        env: {
          ...process.env,
          FAKE_S3: root,
          PYTHONPATH: join(programs, "testing"),
          PYTHONDONTWRITEBYTECODE: "1",
        },
      },
      (error, output, errors) => {
        resolve({ code: typeof error?.code === "number" ? error.code : 0, output, errors });
      },
    );
  });
}

const written = (dataSet = "churn"): string | undefined => {
  const path = join(root, `curated/datasets/${dataSet}/latest/part-0.csv`);
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
};

describe("what the Glue jobs run", { tags: ["DATA-22"] }, () => {
  it("writes a file on whose rows are all as they should be", async () => {
    put("intake/churn/a.csv", `${header}\r\n${good}\r\n0,0,two-year,"a, b"\r\n`);
    expect(await run()).toEqual({
      code: 0,
      output: "churn: 2 rows of intake/churn/a.csv are now in datasets/churn/latest/part-0.csv\n",
      errors: "",
    });
    expect(written()).toBe(`${header}\n${good}\n0,0,two-year,"a, b"\n`);
  });

  it("takes the newest file, whatever its name, and replaces what was there", async () => {
    put("intake/churn/2.csv", `${header}\n1,1,monthly,old\n`, 5);
    put("intake/churn/1.csv", `${header}\n2,2,monthly,new\n`, 1);
    put("intake/churn/3.txt", "no data");
    put("intake/churning/9.csv", `${header}\n9,9,monthly,other\n`);
    expect((await run()).code).toBe(0);
    expect(written()).toContain("2,2,monthly,new");
    put("intake/churn/0.csv", `${header}\n3,3,monthly,newest\n`);
    expect((await run()).code).toBe(0);
    expect(written()).toBe(`${header}\n3,3,monthly,newest\n`);
    expect(readdirSync(join(root, "curated/datasets"))).toEqual(["churn"]);
  });

  it("has nothing to do while nothing has come in", async () => {
    expect(await run()).toEqual({ code: 0, output: "churn: nothing has come in\n", errors: "" });
    expect(written()).toBeUndefined();
  });

  it.each<[string, string]>([
    ["months,charge,plan\n", "the first line must be months,charge,plan,note"],
    [`${good}\n`, "the first line must be months,charge,plan,note"],
    ["", "the first line must be months,charge,plan,note"],
    [`${header}\n`, "has no rows"],
    [`${header}\n${good}\n12,19.99,monthly\n`, "line 3 has 3 columns instead of 4"],
    [`${header}\n${good},secret\n`, "line 2 has 5 columns instead of 4"],
    [`${header}\n\n`, "line 2 has 0 columns instead of 4"],
    [`${header}\n1.5,1,monthly,x\n`, "line 2: months is no integer"],
    [`${header}\n0x1F,1,monthly,x\n`, "line 2: months is no integer"],
    [`${header}\n 1,1,monthly,x\n`, "line 2: months is no integer"],
    [`${header}\n１,1,monthly,x\n`, "line 2: months is no integer"],
    [`${header}\n601,1,monthly,x\n`, "line 2: months is out of its limits"],
    [`${header}\n-1,1,monthly,x\n`, "line 2: months is out of its limits"],
    [`${header}\n1,NaN,monthly,x\n`, "line 2: charge is no number"],
    [`${header}\n1,1e9,monthly,x\n`, "line 2: charge is no number"],
    [`${header}\n1,,monthly,x\n`, "line 2: charge is no number"],
    [`${header}\n1,1,secret,x\n`, "line 2: plan is none of the values"],
    [`${header}\n1,1,monthly,\n`, "line 2: note is empty or has control characters"],
    [`${header}\n1,1,monthly,"a\nb"\n`, "line 3: note is empty or has control characters"],
    [`${header}\n1,1,monthly,secret-text\n`, "line 2: note is too long"],
    [`${header}\n1,1,monthly,"open\n`, "line 2 is not comma-separated values"],
    [`${header}\n1,1,monthly,"a"b\n`, "line 2 is not comma-separated values"],
  ])("refuses %j whole, and says where, not what", async (content, reason) => {
    put("intake/churn/a.csv", content);
    const { code, output, errors } = await run();
    expect(errors).toBe(`refused: intake/churn/a.csv: ${reason}\n1 data sets were refused\n`);
    expect([code, output]).toEqual([1, ""]);
    expect(written()).toBeUndefined();
  });

  it("refuses what it may not read, because nobody has scanned it yet", async () => {
    put("intake/churn/unscanned.csv", `${header}\n${good}\n`);
    expect(await run()).toEqual({
      code: 1,
      output: "",
      errors:
        "refused: intake/churn/unscanned.csv: cannot be read; it is not scanned yet, or is marked\n1 data sets were refused\n",
    });
  });

  it("refuses what is not UTF-8", async () => {
    put("intake/churn/a.csv", Uint8Array.from([...Buffer.from(`${header}\n1,1,monthly,`), 0xe4, 0x0a]));
    expect((await run()).errors).toContain("refused: intake/churn/a.csv: is not UTF-8");
    expect(written()).toBeUndefined();
  });

  it("leaves what was taken in before when a newer file is wrong, and takes in the other data sets", async () => {
    put("intake/churn/a.csv", `${header}\n${good}\n`, 5);
    put("intake/fraud/a.csv", "score\n0.5\n");
    expect((await run()).code).toBe(0);
    put("intake/churn/b.csv", `${header}\nwrong\n`);
    const outcome = await run({ churn: columns, fraud: [{ name: "score", type: "number" }] });
    expect(outcome.code).toBe(1);
    expect(outcome.output).toBe("fraud: 1 rows of intake/fraud/a.csv are now in datasets/fraud/latest/part-0.csv\n");
    expect(written()).toContain(good);
    expect(written("fraud")).toBe("score\n0.5\n");
  });
});
