import { mkdtemp, mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as functions from "@secure-ml/functions";
import { bundleAll, bundleFunction, findFunctions } from "./bundle.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
let target: string;

beforeAll(async () => {
  target = await mkdtemp(join(tmpdir(), "bundles-"));
  await bundleAll(target);
});

afterAll(async () => {
  await rm(target, { recursive: true });
});

describe("bundles", () => {
  it("exist for exactly the functions that the package exports", async () => {
    const exported = Object.values(functions).map((bundle) => bundle.name);
    expect((await findFunctions()).map(({ name }) => name)).toEqual(exported.sort());
    expect((await readdir(target)).sort()).toEqual(exported);
  });

  it("are the same bytes each time, and tell nothing of this machine", async () => {
    for (const { name, entry } of await findFunctions()) {
      const written = await readFile(join(target, name, "index.mjs"));
      expect(Buffer.compare(written, await bundleFunction(entry))).toBe(0);
      expect(written.includes(root)).toBe(false);
      expect(written.includes("sourceMappingURL")).toBe(false);
    }
  });

  it("load as they are, without an environment, and export the handler", async () => {
    for (const { name } of await findFunctions()) {
      const module = (await import(pathToFileURL(join(target, name, "index.mjs")).href)) as Record<string, unknown>;
      expect(module["handler"]).toBeTypeOf("function");
    }
  });

  it("carry everything but Node's own modules", async () => {
    for (const { name } of await findFunctions()) {
      const text = await readFile(join(target, name, "index.mjs"), "utf8");
      const imports = [...text.matchAll(/^import .* from "([^"]+)";$/gm)].map((match) => match[1] ?? "");
      expect(imports.length).toBeGreaterThan(0);
      expect(imports.filter((module) => !module.startsWith("node:"))).toEqual([]);
    }
  });

  it("take what a deployment puts beside them", async () => {
    const folder = join(target, "inference-proxy");
    const { deploymentModule } = functions.inferenceProxy;
    const tenant = { id: "acme", roleArns: ["arn:aws:iam::111111111111:role/caller"], models: [], scores: false };
    await writeFile(join(folder, "deployment.mjs"), deploymentModule({ models: [], tenants: [tenant] }, []));
    // A second copy, since the first has been loaded without the module.
    await writeFile(join(folder, "copy.mjs"), await readFile(join(folder, "index.mjs")));
    const { handler } = (await import(pathToFileURL(join(folder, "copy.mjs")).href)) as {
      handler: (event: unknown, context: unknown) => Promise<unknown>;
    };
    const identity = { userArn: "arn:aws:sts::111111111111:assumed-role/caller/session", accountId: "111111111111" };
    const context = { getRemainingTimeInMillis: () => 25_000 };
    expect(await handler({ requestContext: { identity } }, context)).toMatchObject({ statusCode: 404 });
    expect(await handler({}, context)).toMatchObject({ statusCode: 403 });
  });

  it("refuse a wrong environment with one message", async () => {
    const module = (await import(pathToFileURL(join(target, "evidence-export", "index.mjs")).href)) as {
      handler: (event: unknown, context: unknown) => Promise<unknown>;
    };
    await expect(
      module.handler({ time: "2026-11-24T06:00:00Z" }, { getRemainingTimeInMillis: () => 900_000 }),
    ).rejects.toThrow(/^evidence-export cannot start: 9 environment variable\(s\) of the function are wrong\.\n- /);
  });

  it("are left alone when nothing changed, and cleaned of what is not theirs", async () => {
    const file = join(target, "evidence-export", "index.mjs");
    const before = await stat(file);
    await writeFile(join(target, "evidence-export", "notes.txt"), "left behind");
    await mkdir(join(target, "removed-function"));
    await bundleAll(target);
    expect((await stat(file)).mtimeMs).toBe(before.mtimeMs);
    expect(await readdir(join(target, "evidence-export"))).toEqual(["index.mjs"]);
    expect((await readdir(target)).sort()).toEqual(["evidence-export", "inference-proxy", "secret-rotation"]);
  });
});
