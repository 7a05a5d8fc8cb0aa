import { spread, type Spread } from "./statistics.ts";
import type { Work } from "./work.ts";

/** One run, in figures. */
export interface Sample extends Work {
  readonly side: string;
  /** Size, as a multiple of one environment. */
  readonly copies: number;
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly peakPssBytes: number;
}

/** All runs of one side at one size. */
interface Row extends Work {
  readonly side: string;
  readonly copies: number;
  readonly wallSeconds: Spread;
  readonly cpuSeconds: Spread;
  readonly memoryMiB: Spread;
}

/**
 * The tables of the bench, line by line: every size on each side, the cost of each added resource, and what one side
 * needs of the other.
 *
 * @param samples all runs; the first side that has an empty stack is compared with the others
 */
export function comparison(samples: readonly Sample[]): readonly string[] {
  const rows = Map.groupBy(samples, ({ side, copies }) => `${side}/${copies}`)
    .values()
    .map(rowOf)
    .toArray();
  const sides = Map.groupBy(rows, ({ side }) => side);
  return [
    ...table(
      ["", "size", "resources", "rules", "violations", "time s", "processor s", "peak memory MiB"],
      sides
        .values()
        .toArray()
        .flatMap((ofSide) => ofSide.toSorted(bySize).map(figures)),
    ),
    "",
    ...table(
      ["cost of an added resource", "from", "to", "time ms", "memory KiB"],
      sides
        .values()
        .toArray()
        .flatMap((ofSide) => added(ofSide.toSorted(bySize))),
    ),
    "",
    ...table(["of the peer's", "size", "time", "processor", "memory"], ratios(sides)),
  ];
}

function rowOf(samples: readonly Sample[]): Row {
  const [first] = samples;
  if (first === undefined) throw new RangeError("A row needs a sample.");
  return {
    side: first.side,
    copies: first.copies,
    resources: first.resources,
    rules: first.rules,
    violations: first.violations,
    wallSeconds: spread(samples.map(({ wallMs }) => wallMs / 1000)),
    cpuSeconds: spread(samples.map(({ cpuMs }) => cpuMs / 1000)),
    memoryMiB: spread(samples.map(({ peakPssBytes }) => peakPssBytes / 2 ** 20)),
  };
}

function figures(row: Row): string[] {
  return [
    row.side,
    sizeName(row.copies),
    String(row.resources),
    String(row.rules),
    String(row.violations),
    spreadText(row.wallSeconds, 2),
    spreadText(row.cpuSeconds, 2),
    spreadText(row.memoryMiB, 0),
  ];
}

/** From each size to the next. */
function added(rows: readonly Row[]): string[][] {
  return rows.slice(1).flatMap((to, index) => {
    const from = rows[index];
    const resources = to.resources - (from?.resources ?? 0);
    if (from === undefined || resources === 0) return [];
    const milliseconds = ((to.wallSeconds.median - from.wallSeconds.median) * 1000) / resources;
    const kibibytes = ((to.memoryMiB.median - from.memoryMiB.median) * 1024) / resources;
    return [[to.side, sizeName(from.copies), sizeName(to.copies), milliseconds.toFixed(2), kibibytes.toFixed(1)]];
  });
}

/** Every side that has as many sizes as the last one, which is the peer, divided by it. */
function ratios(sides: ReadonlyMap<string, readonly Row[]>): string[][] {
  const peers = [...sides.values()].at(-1) ?? [];
  return [...sides.values()].slice(0, -1).flatMap((rows) =>
    rows.toSorted(bySize).flatMap((row) => {
      const other = peers.find(({ copies }) => copies === row.copies);
      return other === undefined
        ? []
        : [
            [
              row.side,
              sizeName(row.copies),
              percent(row.wallSeconds, other.wallSeconds),
              percent(row.cpuSeconds, other.cpuSeconds),
              percent(row.memoryMiB, other.memoryMiB),
            ],
          ];
    }),
  );
}

function bySize(left: Row, right: Row): number {
  return left.copies - right.copies;
}

function sizeName(copies: number): string {
  return copies === 0 ? "empty" : `${copies}x`;
}

function spreadText({ median, minimum, maximum }: Spread, digits: number): string {
  return `${median.toFixed(digits)} (${minimum.toFixed(digits)}-${maximum.toFixed(digits)})`;
}

function percent(part: Spread, whole: Spread): string {
  return `${Math.round((part.median / whole.median) * 100)} %`;
}

/** Text to the left, figures to the right. */
function table(head: readonly string[], body: readonly (readonly string[])[]): string[] {
  const lines = [head, ...body];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? "").length)));
  const format = (line: readonly string[]): string =>
    line
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  ")
      .trimEnd();
  return [format(head), widths.map((width) => "-".repeat(width)).join("  "), ...body.map(format)];
}
