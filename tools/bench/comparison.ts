import { spread, type Spread } from "./statistics.ts";
import type { Work } from "./work.ts";

/** One run, in figures. */
export interface Sample extends Work {
  readonly side: string;
  /** Size in environments; 0 for the empty stack. */
  readonly environments: number;
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly peakPssBytes: number;
}

/** All runs of one side at one size. */
interface Row extends Work {
  readonly side: string;
  readonly environments: number;
  readonly wallSeconds: Spread;
  readonly cpuSeconds: Spread;
  readonly memoryMiB: Spread;
}

/**
 * The tables of the bench, line by line: every side at every size, the cost of an added resource from each size to the
 * next (from the empty stack on, so that the fixed cost is apart), and the first side as a part of each other one.
 *
 * @param samples all runs
 */
export function comparison(samples: readonly Sample[]): readonly string[] {
  const sides = [...Map.groupBy(samples, ({ side }) => side).values()].map(rowsOf);
  const [first = [], ...others] = sides;
  return [
    ...table(
      ["", "size", "resources", "rules", "violations", "time s", "processor s", "peak memory MiB"],
      [...sides.flat().map(figures)],
    ),
    "",
    ...table(["added resource", "sizes", "time ms", "processor ms", "memory KiB"], sides.flatMap(added)),
    "",
    ...table(
      [`${first[0]?.side ?? ""} of`, "size", "time", "processor", "memory"],
      [...others.flatMap((other) => ratios(first, other))],
    ),
  ];
}

/** The runs of one side by size, smallest first. */
function rowsOf(samples: readonly Sample[]): readonly Row[] {
  return [...Map.groupBy(samples, ({ environments }) => environments).values()]
    .flatMap((ofSize) => {
      const [first] = ofSize;
      if (first === undefined) return [];
      const { side, environments, resources, rules, violations } = first;
      return {
        side,
        environments,
        resources,
        rules,
        violations,
        wallSeconds: spread(ofSize.map(({ wallMs }) => wallMs / 1000)),
        cpuSeconds: spread(ofSize.map(({ cpuMs }) => cpuMs / 1000)),
        memoryMiB: spread(ofSize.map(({ peakPssBytes }) => peakPssBytes / 2 ** 20)),
      };
    })
    .toSorted((left, right) => left.environments - right.environments);
}

function figures(row: Row): readonly string[] {
  return [
    row.side,
    sizeName(row),
    String(row.resources),
    String(row.rules),
    String(row.violations),
    spreadText(row.wallSeconds, 2),
    spreadText(row.cpuSeconds, 2),
    spreadText(row.memoryMiB, 0),
  ];
}

function added(rows: readonly Row[]): readonly (readonly string[])[] {
  return rows.flatMap((to, index) => {
    const from = rows[index - 1];
    if (from === undefined || to.resources === from.resources) return [];
    const perResource = (quantity: (row: Row) => Spread, scale: number): number =>
      ((quantity(to).median - quantity(from).median) * scale) / (to.resources - from.resources);
    return [
      [
        to.side,
        `${sizeName(from)} to ${sizeName(to)}`,
        perResource((row) => row.wallSeconds, 1000).toFixed(2),
        perResource((row) => row.cpuSeconds, 1000).toFixed(2),
        perResource((row) => row.memoryMiB, 1024).toFixed(0),
      ],
    ];
  });
}

function ratios(rows: readonly Row[], others: readonly Row[]): readonly (readonly string[])[] {
  return rows.flatMap((row) => {
    const other = others.find(({ environments }) => environments === row.environments);
    if (other === undefined) return [];
    const percent = (quantity: (row: Row) => Spread): string =>
      `${Math.round((quantity(row).median / quantity(other).median) * 100)} %`;
    return [
      [
        other.side,
        sizeName(row),
        percent(({ wallSeconds }) => wallSeconds),
        percent(({ cpuSeconds }) => cpuSeconds),
        percent(({ memoryMiB }) => memoryMiB),
      ],
    ];
  });
}

function sizeName({ environments }: Row): string {
  return environments === 0 ? "empty" : `${environments}x`;
}

/** A spread as text: median, and least and greatest in brackets. */
export function spreadText({ median, minimum, maximum }: Spread, digits: number): string {
  return `${median.toFixed(digits)} (${minimum.toFixed(digits)}-${maximum.toFixed(digits)})`;
}

/** A table, line by line: names to the left, figures to the right. */
export function table(head: readonly string[], body: readonly (readonly string[])[]): readonly string[] {
  const lines = [head, ...body];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? "").length)));
  const format = (line: readonly string[]): string =>
    widths
      .map((width, column) => {
        const cell = line[column] ?? "";
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join("  ");
  return [format(head), widths.map((width) => "-".repeat(width)).join("  "), ...body.map(format)];
}
