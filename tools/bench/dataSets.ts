// `pnpm bench:data-sets`: the preview of prod with 1, 20 and 200 data sets, by turns. README.md says how.
import { platformConfigSchema } from "@secure-ml/core";
import { spreadText, table } from "./comparison.ts";
import { previewWith } from "./preview.ts";
import { spread } from "./statistics.ts";
import type { Run } from "./work.ts";

const sizes = [1, 20, 200] as const;
const repetitions = 1;
const zones = ["raw", "curated", "features", "capture", "labels"];

/** Different in everything that a store's tags are made from. */
function dataSets(count: number): string {
  const { regimes } = platformConfigSchema.shape.dataSets.unwrap().element.shape;
  const laws = Object.entries(regimes.shape).map(([law, basis]) => [law, basis.unwrap().options] as const);
  const list = Array.from({ length: count }, (_, index) => ({
    name: `data-set-${index + 1}`,
    purpose: `Measure how long a preview takes with many data sets, number ${index + 1}`,
    zones: [zones[index % zones.length], zones[(index + 1) % zones.length]],
    classification: "restricted",
    regimes: Object.fromEntries(laws.map(([law, bases]) => [law, bases[index % bases.length]])),
    retentionDays: 90 + (index % 200),
  }));
  return `secure-ml-platform:dataSets=${JSON.stringify(list)}`;
}

const runs = new Map<number, Run[]>(sizes.map((size) => [size, []]));
for (let repetition = 0; repetition <= repetitions; repetition++) {
  process.stderr.write(repetition === 0 ? "Warming up ...\n" : `Repetition ${repetition} of ${repetitions} ...\n`);
  // By turns, so that a slow minute of the machine hits all.
  for (const size of repetition % 2 === 0 ? sizes : sizes.toReversed()) {
    const run = await previewWith(["--config", dataSets(size)]);
    if (repetition > 0) runs.get(size)?.push(run);
  }
}

const rows = [...runs].map(([size, ofSize]) => {
  const measured = ofSize.map(({ measurement }) => measurement);
  return [
    String(size),
    String(ofSize[0]?.work.resources),
    String(ofSize[0]?.work.violations),
    spreadText(spread(measured.map(({ wallMs }) => wallMs / 1000)), 2),
    spreadText(spread(measured.map(({ cpuMs }) => cpuMs / 1000)), 2),
    spreadText(spread(measured.map(({ peakPssBytes }) => peakPssBytes / 2 ** 20)), 0),
  ];
});
const head = ["data sets", "resources", "violations", "time s", "processor s", "peak memory MiB"];
process.stdout.write(`${table(head, rows).join("\n")}\n`);
