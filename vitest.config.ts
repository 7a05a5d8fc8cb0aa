import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { catalogue } from "./packages/controls/src/index.js";

// Workspace packages resolve to their sources, so that a test never runs against a stale build.
// Without "module": it would hand bundler builds, which Node itself cannot load, to the AWS SDK's importers.
const conditions = ["source", "node", "development|production"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: [
      "packages/*/src/**/*.test.ts",
      "policy-pack/src/**/*.test.ts",
      "stacks/*/src/**/*.test.ts",
      "tests/**/*.test.ts",
      "examples/**/*.test.ts",
      "tools/**/*.test.ts",
    ],
    exclude: ["**/node_modules/**", "**/dist/**", "tests/engine/**", "tests/attack/policyMutants.test.ts"],
    // A test that proves a control carries its id as a tag: `vitest --tags-filter=DATA-04` runs the whole evidence, and
    // an id that the catalogue does not have fails the run.
    tags: catalogue.map(({ id, title }) => ({ name: id, description: title })),
    // Loading the Pulumi SDK costs more than all tests together; the runtime is reset by runProgram.
    isolate: false,
    // Vitest would leave a core to itself, which of two is half.
    maxWorkers: availableParallelism(),
    expect: { requireAssertions: true },
    // Only a test that hangs shall fail by time: a busy machine is no defect.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
