// `pnpm bench`: the preview beside cdk synth with cdk-nag, in time and memory, by number of resources. README.md says how.
import { existsSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { comparison, type Sample } from "./comparison.ts";
import { installPeer, synthesize } from "./peer.ts";
import { preview, type Copies } from "./preview.ts";
import type { Run, Size } from "./work.ts";

const usage = `Usage: pnpm bench [--repetitions <count>] [--sizes <list>] [--json <file>]

  --repetitions <count>  runs of each size on each side, 5 unless told
  --sizes <list>         in environments like prod; 1,4,16 unless told
  --json <file>          writes every measurement as JSON
  --help                 shows this text
`;

const { repetitions, sizes: environments, json } = readArguments();
if (process.platform !== "linux" || !existsSync("/proc/self/smaps_rollup")) {
  fail("The bench works on Linux only: it reads the proportional set size of processes from /proc/<pid>/smaps_rollup.");
}

progress("Installing the peer ...");
installPeer();

/** A size, and the further copies of what an environment makes that come to it. */
interface MeasuredSize extends Size {
  readonly copies: Copies;
}

interface Side {
  readonly name: string;
  readonly run: (size: MeasuredSize) => Promise<Run>;
}

const sides: readonly Side[] = [
  { name: "preview", run: ({ copies }) => preview(copies) },
  // Without CDK's own check of templates, which is on unless told, it does what its name says and nothing else.
  { name: "cdk synth + nag, CDK_VALIDATION=false", run: (size) => synthesize(size, { CDK_VALIDATION: "false" }) },
  { name: "cdk synth + nag", run: (size) => synthesize(size) },
];

progress("Warming up and counting ...");
const sizes = await measuredSizes();
for (const { run } of sides) for (const size of sizes) await run(size);

const samples: Sample[] = [];
for (let repetition = 0; repetition < repetitions; repetition++) {
  progress(`Repetition ${repetition + 1} of ${repetitions} ...`);
  for (const size of sizes) {
    // By turns, so that a slow minute of the machine hits all.
    for (const side of repetition % 2 === 0 ? sides : sides.toReversed()) samples.push(await sample(side, size));
  }
}

process.stdout.write(`${comparison(samples).join("\n")}\n`);
if (json !== undefined) {
  const machine = { processors: cpus().map(({ model }) => model), memoryBytes: totalmem(), node: process.version };
  writeFileSync(json, `${JSON.stringify({ version: 1, machine, samples }, null, 2)}\n`);
}

/** Counts what an environment and a further copy make, and finds how many copies come closest to each size. */
async function measuredSizes(): Promise<readonly MeasuredSize[]> {
  const own = (await preview(0)).work.resources;
  const copy = (await preview(1)).work.resources - own;
  return [
    { environments: 0, copies: "empty", resources: 0 },
    ...environments.map((count) => {
      const copies = Math.round(((count - 1) * own) / copy);
      return { environments: count, copies, resources: own + copies * copy };
    }),
  ];
}

async function sample(side: Side, size: MeasuredSize): Promise<Sample> {
  const { measurement, work } = await side.run(size);
  if (work.resources !== size.resources) {
    throw new Error(`${side.name} made ${work.resources} instead of ${size.resources} resources.`);
  }
  const { wallMs, cpuMs, peakPssBytes } = measurement;
  return { side: side.name, environments: size.environments, ...work, wallMs, cpuMs, peakPssBytes };
}

function readArguments(): { repetitions: number; sizes: readonly number[]; json: string | undefined } {
  try {
    const { values } = parseArgs({
      options: {
        repetitions: { type: "string", default: "5" },
        sizes: { type: "string", default: "1,4,16" },
        json: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    });
    if (values.help === true) {
      process.stdout.write(usage);
      process.exit();
    }
    return {
      repetitions: count("--repetitions", values.repetitions),
      sizes: values.sizes.split(",").map((text) => count("--sizes", text)),
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
