import { defineConfig } from "vitest/config";

// Workspace packages resolve to their sources, so that a test never runs against a stale build.
const conditions = ["source", "module", "node", "development|production"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ["packages/*/src/**/*.test.ts", "policy-pack/src/**/*.test.ts", "stacks/*/src/**/*.test.ts", "tests/**/*.test.ts", "examples/**/*.test.ts", "tools/**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**", "tests/engine/**"],
    // Loading the Pulumi SDK costs more than all tests together; the runtime is reset by runProgram.
    isolate: false,
    expect: { requireAssertions: true },
  },
});
