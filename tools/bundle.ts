import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const sources = "packages/functions/src";

/** A Lambda function found in the sources. */
interface FunctionSource {
  /** Kebab-case name, which names the bundle's folder. */
  readonly name: string;
  /** Entry point, relative to the repository. */
  readonly entry: string;
}

/** Every folder of packages/functions/src that has a handler.ts is a function: there is no list to forget. */
export async function findFunctions(): Promise<FunctionSource[]> {
  const functions: FunctionSource[] = [];
  for (const item of await readdir(`${root}/${sources}`, { withFileTypes: true })) {
    if (!item.isDirectory()) continue;
    const files = await readdir(`${root}/${sources}/${item.name}`);
    if (!files.includes("handler.ts")) continue;
    functions.push({
      name: item.name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
      entry: `${sources}/${item.name}/handler.ts`,
    });
  }
  return functions.sort((left, right) => (left.name < right.name ? -1 : 1));
}

/**
 * Bundles one function into a single ES module. The result depends on the sources and the lockfile alone (paths in it
 * are relative to the repository, there is no time stamp), because Pulumi compares hashes to decide whether the function
 * changes.
 */
export async function bundleFunction(entry: string): Promise<Uint8Array> {
  const result = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: "index.mjs",
    write: false,
    bundle: true,
    platform: "node",
    target: "node24",
    format: "esm",
    // Packages that ship ES modules are read as such: unused code falls away.
    mainFields: ["module", "main"],
    // The AWS SDK is bundled although the runtime has one: AWS updates the runtime's copy on its own schedule, and code
    // that produces audit evidence should change by a commit only.

    // Readable stack traces and reviewable diffs are worth more than the bytes.
    minify: false,
    sourcemap: false,
    legalComments: "eof",
    charset: "utf8",
    logLevel: "warning",
  });
  const [file] = result.outputFiles;
  if (file === undefined) throw new Error(`esbuild made no file of ${entry}`);
  return file.contents;
}

/** Writes `index.mjs` unless the file already has this content, and removes whatever else is in the folder. */
export async function writeBundle(folder: string, content: Uint8Array): Promise<boolean> {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) {
    // The whole folder is the function's archive.
    if (name !== "index.mjs") await rm(`${folder}/${name}`, { recursive: true });
  }
  const file = `${folder}/index.mjs`;
  const before = await readFile(file).catch(() => undefined);
  if (before !== undefined && Buffer.compare(before, content) === 0) return false;
  await writeFile(file, content);
  return true;
}

/** Bundles every function and removes the bundles of functions that no longer exist. */
export async function bundleAll(target = `${root}/packages/functions/bundles`): Promise<void> {
  const functions = await findFunctions();
  await mkdir(target, { recursive: true });
  for (const name of await readdir(target)) {
    if (!functions.some((item) => item.name === name)) await rm(`${target}/${name}`, { recursive: true });
  }
  await Promise.all(
    functions.map(async ({ name, entry }) => writeBundle(`${target}/${name}`, await bundleFunction(entry))),
  );
}

if (import.meta.main) await bundleAll();
