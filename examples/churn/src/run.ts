import { join } from "node:path";
import { evaluate } from "./evaluate.ts";
import { write } from "./files.ts";
import { prepare } from "./prepare.ts";
import { makeServer } from "./serve.ts";
import { train } from "./train.ts";

/** Longest text about a failure that SageMaker shows, in bytes. */
const maximumMessageBytes = 1024;

/** The jobs of the pipeline, and the file in which SageMaker looks for what went wrong. */
const jobs = {
  prepare: { program: prepare, message: "output/message" },
  train: { program: train, message: "output/failure" },
  evaluate: { program: evaluate, message: "output/message" },
} as const;

/**
 * Runs one of the image's programs.
 *
 * @param name `prepare`, `train`, `evaluate` or `serve`
 * @param root where SageMaker puts files and looks for them, `/opt/ml`
 * @returns the exit code: 0 for success, 1 for a failure, 2 for a program that does not exist
 */
export async function run(name: string | undefined, root: string): Promise<number> {
  if (name === "serve") return await serve(root);
  if (name === undefined || !Object.hasOwn(jobs, name)) {
    console.error(`Name a program: ${[...Object.keys(jobs), "serve"].join(", ")}.`);
    return 2;
  }
  const { program, message } = jobs[name as keyof typeof jobs];
  try {
    program(root);
    return 0;
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    console.error(text);
    write(join(root, message), Buffer.from(text).subarray(0, maximumMessageBytes).toString("utf8"));
    return 1;
  }
}

/** Serves until SageMaker stops the container, and then finishes what it has begun. */
async function serve(root: string): Promise<number> {
  const server = makeServer(root);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.once("close", resolve);
    process.once("SIGTERM", () => server.close());
    server.listen(8080);
  });
  return 0;
}
