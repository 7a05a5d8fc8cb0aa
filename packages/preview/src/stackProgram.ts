import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { runProgram, type ProgramRun, type RecordedResource } from "@secure-ml/testing";
import { awsFacts } from "./awsFacts.js";
import type { StackInput } from "./environmentFiles.js";
import { PreviewError } from "./previewError.js";
import { isForReader, programFailure } from "./programFailure.js";

/** How to run the program of a stack. */
export interface StackProgramOptions {
  /** Folder of the repository. */
  readonly root: string;
  /** Name of the organization that stack references are made in. */
  readonly organization: string;
  /** Whether to leave unknown what only AWS can tell. */
  readonly unknowns: boolean;
  /** The run of the account stack, which the platform stack refers to. */
  readonly account?: ProgramRun | undefined;
  /** Called with each resource as it is registered. */
  readonly onResource?: ((resource: RecordedResource) => void) | undefined;
}

/** Programs that have been loaded in this process. */
let loads = 0;

/**
 * Runs the program of a stack in this process, with the folder of its project as working directory.
 *
 * @param input the stack
 * @param options how to run it
 * @throws PreviewError when the program is not built, or fails
 */
export async function runStackProgram(input: StackInput, options: StackProgramOptions): Promise<ProgramRun> {
  const { root } = options;
  if (!existsSync(input.main)) {
    throw new PreviewError(`${path.relative(root, input.main)} does not exist; run "pnpm build" first.`);
  }
  try {
    // Pulumi writes out a stack trace for each property of each resource, which takes as long as all its other work.
    return await run(input, options, false);
  } catch (error) {
    if (isForReader(error)) {
      throw programFailure(error, input, root);
    }
    // Only a second run with traces can tell where it failed; the first one is over, and nobody else hears of this one.
    const traced: unknown = await run(input, { ...options, onResource: undefined }, true).then(
      () => error,
      (again: unknown) => again,
    );
    throw programFailure(traced, input, root);
  }
}

async function run(input: StackInput, options: StackProgramOptions, stackTraces: boolean): Promise<ProgramRun> {
  const { account, onResource, organization, unknowns } = options;
  loads += 1;
  // A module is evaluated once per URL, and a program may be one that does its work when it is evaluated.
  const url = loads === 1 ? pathToFileURL(input.main).href : `${pathToFileURL(input.main).href}?load=${loads}`;
  const workingDirectory = process.cwd();
  try {
    return await runProgram(
      () => {
        process.chdir(input.directory);
        return import(url);
      },
      {
        project: input.project,
        stack: input.stackName,
        organization,
        config: input.config,
        secretConfigKeys: input.secretConfigKeys,
        aws: awsFacts(input),
        unknowns,
        stackTraces,
        ...(account === undefined
          ? {}
          : { stackReferences: { [`${organization}/${account.project}/${account.stack}`]: account } }),
        ...(onResource === undefined ? {} : { onResource }),
      },
    );
  } finally {
    process.chdir(workingDirectory);
  }
}
