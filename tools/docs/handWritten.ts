import { readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

/**
 * A page that people write, with one part of it made anew: what stands between `<!-- generated: <part> -->` and
 * `<!-- end -->`.
 *
 * @returns path and whole text of the page
 * @throws Error when the page has no such part
 */
export function withPart(path: string, part: string, lines: readonly string[]): [string, string] {
  const text = readFileSync(join(root, path), "utf8");
  const begin = `<!-- generated: ${part} -->\n`;
  const start = text.indexOf(begin);
  const end = text.indexOf("<!-- end -->", start);
  if (start < 0 || end < 0) throw new Error(`${path} has no part "${begin.trim()}" that ends with "<!-- end -->".`);
  return [path, `${text.slice(0, start + begin.length)}\n${lines.join("\n")}\n\n${text.slice(end)}`];
}
