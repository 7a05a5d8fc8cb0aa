/** Several measurements of one quantity. */
export interface Spread {
  readonly median: number;
  readonly minimum: number;
  readonly maximum: number;
}

/**
 * Median, least and greatest of some measurements.
 *
 * @throws RangeError when there are none
 */
export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((left, right) => left - right);
  const minimum = sorted[0];
  const maximum = sorted.at(-1);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  if (minimum === undefined || maximum === undefined || upper === undefined || lower === undefined) {
    throw new RangeError("There is no median of nothing.");
  }
  return { median: (lower + upper) / 2, minimum, maximum };
}
