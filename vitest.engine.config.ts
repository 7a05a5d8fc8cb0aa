import { defineConfig } from "vitest/config";
import root from "./vitest.config.js";

// Tests against the real Pulumi CLI: pnpm test:engine. They run what is built, as the CLI does, so workspace packages
// resolve to their builds, which Node loads itself.
export default defineConfig({
  test: {
    include: ["tests/engine/**/*.test.ts"],
    globalSetup: "tests/engine/globalSetup.ts",
    server: { deps: { external: [/\/dist\//] } },
    tags: root.test?.tags ?? [],
    expect: { requireAssertions: true },
    // A test runs several commands of the CLI, and other work may share the machine.
    testTimeout: 180_000,
    hookTimeout: 600_000,
    // One environment for each core: most of a command's time is spent waiting.
    maxWorkers: 2,
    reporters: ["verbose"],
  },
});
