import { expect, it } from "vitest";
import { comparison, type Sample } from "./comparison.ts";

function sample(side: string, environments: number, seconds: number, mebibytes: number): Sample {
  return {
    side,
    environments,
    resources: environments * 100,
    rules: 7,
    violations: 0,
    wallMs: seconds * 1000,
    cpuMs: seconds * 2000,
    peakPssBytes: mebibytes * 2 ** 20,
  };
}

it("shows median and range by size, the cost of an added resource, and one side as part of the other", () => {
  const lines = comparison([
    sample("ours", 4, 1.5, 200),
    sample("ours", 4, 3, 240),
    sample("ours", 4, 1.7, 210),
    sample("ours", 0, 1.3, 150),
    sample("theirs", 0, 2.6, 300),
    sample("theirs", 4, 3.4, 400),
  ]);
  expect(lines).toEqual([
    "         size  resources  rules  violations            time s       processor s  peak memory MiB",
    "------  -----  ---------  -----  ----------  ----------------  ----------------  ---------------",
    "ours    empty          0      7           0  1.30 (1.30-1.30)  2.60 (2.60-2.60)    150 (150-150)",
    "ours       4x        400      7           0  1.70 (1.50-3.00)  3.40 (3.00-6.00)    210 (200-240)",
    "theirs  empty          0      7           0  2.60 (2.60-2.60)  5.20 (5.20-5.20)    300 (300-300)",
    "theirs     4x        400      7           0  3.40 (3.40-3.40)  6.80 (6.80-6.80)    400 (400-400)",
    "",
    "added resource        sizes  time ms  processor ms  memory KiB",
    "--------------  -----------  -------  ------------  ----------",
    "ours            empty to 4x     1.00          2.00         154",
    "theirs          empty to 4x     2.00          4.00         256",
    "",
    "ours of   size  time  processor  memory",
    "-------  -----  ----  ---------  ------",
    "theirs   empty  50 %       50 %    50 %",
    "theirs      4x  50 %       50 %    53 %",
  ]);
});
