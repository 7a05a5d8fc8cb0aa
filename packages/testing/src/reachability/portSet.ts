/** Ports, as ranges that are sorted and do not touch. */
export type PortSet = readonly (readonly [first: number, last: number])[];

/** Every port that TCP and UDP know. */
export const everyPort: PortSet = [[0, 65_535]];

/** No port. */
export const noPort: PortSet = [];

/** The ports that are in either set. */
export function union(one: PortSet, other: PortSet): PortSet {
  const joined: [number, number][] = [];
  for (const [first, last] of [...one, ...other].sort(([a], [b]) => a - b)) {
    const previous = joined.at(-1);
    if (previous !== undefined && first <= previous[1] + 1) previous[1] = Math.max(previous[1], last);
    else joined.push([first, last]);
  }
  return joined;
}

/** The ports that are in both sets. */
export function intersection(one: PortSet, other: PortSet): PortSet {
  return one.flatMap(([first, last]) =>
    other.flatMap(([otherFirst, otherLast]): PortSet => {
      const range = [Math.max(first, otherFirst), Math.min(last, otherLast)] as const;
      return range[0] <= range[1] ? [range] : [];
    }),
  );
}

/** The ports of the first set that are not in the second. */
export function difference(one: PortSet, other: PortSet): PortSet {
  const gaps: [number, number][] = [];
  let next = 0;
  for (const [first, last] of union(other, noPort)) {
    if (next < first) gaps.push([next, first - 1]);
    next = last + 1;
  }
  if (next <= 65_535) gaps.push([next, 65_535]);
  return intersection(one, gaps);
}
