// `pnpm bench`: the preview beside cdk synth with cdk-nag, in time and memory, by number of resources. README.md says how.
import { existsSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { installPeer, leanPeer, peer } from "./peer.ts";
import { preview, scaledPreview } from "./preview.ts";
import { comparison, type Sample } from "./comparison.ts";
import type { Run, Side } from "./work.ts";

const usage = `Usage: pnpm bench [--repetitions <count>] [--copies <list>] [--json <file>]

  --repetitions <count>  runs of each size on each side, 5 unless told
  --copies <list>        sizes, as multiples of the environment prod; 1,4,16 unless told
  --json <file>          writes every measurement as JSON
`;

const { repetitions, copies, json } = readArguments();
if (process.platform !== "linux" || !existsSync("/proc/self/smaps_rollup")) {
  fail("The bench works on Linux only: it reads the proportional set size of processes from /proc/<pid>/smaps_rollup.");
}

progress("Installing the peer ...");
installPeer();

// Fills what a second use finds filled: the page cache and the preview's compile cache.
progress("Warming up ...");
const own = await preview.run(1, 0);
const resources = new Map<number, number>();
for (const size of [0, ...copies]) {
  const warm = await scaledPreview.run(size, 0);
  resources.set(size, warm.work.resources);
}
await peer.run(1, own.work.resources);
if (copies.includes(1) && resources.get(1) !== own.work.resources) {
  fail(
    `tools/bench/stacks makes ${resources.get(1) ?? 0} resources and stacks makes ${own.work.resources}: ` +
      `bring tools/bench/stacks up to what stacks/*/src/program.ts makes.`,
  );
}

const samples: Sample[] = [];
for (let repetition = 0; repetition < repetitions; repetition++) {
  progress(`Repetition ${repetition + 1} of ${repetitions} ...`);
  samples.push(await sample(preview, 1));
  for (const size of [0, ...copies]) {
    // By turns, so that a slow minute of the machine hits both.
    const sides = [scaledPreview, peer, leanPeer];
    for (const side of repetition % 2 === 0 ? sides : sides.toReversed()) samples.push(await sample(side, size));
  }
}

process.stdout.write(`${comparison(samples).join("\n")}\n`);
if (json !== undefined) {
  const machine = { processors: cpus().map(({ model }) => model), memoryBytes: totalmem(), node: process.version };
  writeFileSync(json, `${JSON.stringify({ version: 1, machine, samples }, null, 2)}\n`);
}

async function sample(side: Side, size: number): Promise<Sample> {
  const { measurement, work }: Run = await side.run(size, resources.get(size) ?? 0);
  const { wallMs, cpuMs, peakPssBytes } = measurement;
  return { side: side.name, copies: size, ...work, wallMs, cpuMs, peakPssBytes };
}

function readArguments(): { repetitions: number; copies: readonly number[]; json: string | undefined } {
  try {
    const { values } = parseArgs({
      options: {
        repetitions: { type: "string", default: "5" },
        copies: { type: "string", default: "1,4,16" },
        json: { type: "string" },
      },
    });
    return {
      repetitions: count("--repetitions", values.repetitions),
      copies: values.copies.split(",").map((text) => count("--copies", text)),
      json: values.json,
    };
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}

function count(option: string, text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new RangeError(`${option} is "${text}": must be a whole number from 1.`);
  return Number(text);
}

function progress(text: string): void {
  process.stderr.write(`${text}\n`);
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}
