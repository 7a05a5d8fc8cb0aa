/**
 * Finds what somebody probably meant.
 *
 * @param given what was written
 * @param known what could have been written
 * @returns the known word with the fewest edits to the given one, if they are at most three; undefined otherwise
 */
export function nearest(given: string, known: readonly string[]): string | undefined {
  const ranked = known.map((word) => ({ word, distance: editDistance(given.toLowerCase(), word.toLowerCase()) }));
  const best = ranked.toSorted((a, b) => a.distance - b.distance)[0];
  return best !== undefined && best.distance <= 3 ? best.word : undefined;
}

/** Levenshtein's distance: insertions, deletions and substitutions from one word to the other. */
function editDistance(one: string, other: string): number {
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const substitution = (previous[column - 1] ?? 0) + (one[row - 1] === other[column - 1] ? 0 : 1);
      current.push(Math.min(substitution, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[other.length] ?? 0;
}
