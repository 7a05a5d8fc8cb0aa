import { defineConfig, mergeConfig } from "vitest/config";
import shared from "./vitest.config.js";

/** Only what tests the rules: the run with mutants asks these again and again. */
export default mergeConfig(
  { ...shared, test: { ...shared.test, include: undefined } },
  defineConfig({ test: { include: ["policy-pack/src/rules/**/*.test.ts"] } }),
);
