/**
 * Records the identity of every resource of the sample environments, in stacks/<stack>/urns/<environment>.txt.
 *
 *   node tools/urns.ts [--check]
 *
 * The engine knows a resource by its URN alone: under another one it is a new resource, and the old one is deleted with
 * what it holds. So a difference in these files is reviewed, and a resource that is renamed gets an alias.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { ProgramRun } from "@secure-ml/testing";
import { environmentRun, type SampleEnvironment } from "../tests/environmentRun.ts";

const root = join(import.meta.dirname, "..");
const environments: readonly SampleEnvironment[] = ["dev", "prod"];

/** What an environment's resources are known by, and where that is recorded. */
export interface Identities {
  /** The file, relative to the repository. */
  readonly file: string;
  /** Its content as the programs are now. */
  readonly current: string;
  /** Its content as it was recorded; absent where it was not. */
  readonly recorded: string | undefined;
}

/** The identities of every stack of the sample environments. */
export async function identities(): Promise<readonly Identities[]> {
  const found: Identities[] = [];
  for (const environment of environments) {
    for (const [stack, run] of Object.entries(await environmentRun(environment)) as [string, ProgramRun][]) {
      const file = `stacks/${stack}/urns/${environment}.txt`;
      const recorded = await readFile(join(root, file), "utf8").catch(() => undefined);
      found.push({ file, current: urns(run), recorded });
    }
  }
  return found;
}

/** One URN a line, sorted. Without default providers: the engine names them after the version of their package. */
function urns({ resources }: ProgramRun): string {
  const lines = resources.map(({ urn }) => urn).filter((urn) => !/::pulumi:providers:[^:]+::default/.test(urn));
  return `${lines.sort().join("\n")}\n`;
}

if (import.meta.main) {
  const check = process.argv.includes("--check");
  const stale = (await identities()).filter(({ current, recorded }) => current !== recorded);
  for (const { file, current } of check ? [] : stale) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), current);
  }
  const files = stale.map(({ file }) => file).join(", ");
  if (check && stale.length > 0) {
    console.error(
      `The identity of resources has changed: ${files}. ` +
        `If that is meant, give what is renamed an alias, run \`node tools/urns.ts\` and commit the result.`,
    );
    process.exitCode = 1;
  } else {
    console.log(stale.length === 0 ? "Every resource has the identity that is recorded." : `Written: ${files}`);
  }
}
