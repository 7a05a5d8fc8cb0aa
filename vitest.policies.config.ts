import { defineConfig } from "vitest/config";
import root from "./vitest.config.js";

// Takes each statement and condition out of every policy that the stacks emit, and asks whether the attack table notices:
// pnpm test:policies. It judges the whole table once more, which is too slow for every commit.
export default defineConfig({
  resolve: root.resolve ?? {},
  ssr: root.ssr ?? {},
  test: {
    include: ["tests/attack/policyMutants.test.ts"],
    tags: root.test?.tags ?? [],
    isolate: false,
    expect: { requireAssertions: true },
    // Only a test that hangs shall fail by time: a busy machine is no defect.
    testTimeout: 3_600_000,
    hookTimeout: 3_600_000,
  },
});
