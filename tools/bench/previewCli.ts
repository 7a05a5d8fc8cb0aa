// `pnpm preview` as packages/preview/src/cli.ts starts it, but of the repository that BENCH_ROOT names.
import { enableCompileCache } from "node:module";

process.env["NODE_COMPILE_CACHE"] ??= `${import.meta.dirname}/../../node_modules/.cache/preview`;
enableCompileCache(process.env["NODE_COMPILE_CACHE"]);

const { command } = await import("../../packages/preview/dist/command.js");
await command(process.argv.slice(2), process.env["BENCH_ROOT"] ?? "");
