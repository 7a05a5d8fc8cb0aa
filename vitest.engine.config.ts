import { defineConfig } from "vitest/config";
import base from "./vitest.config.js";

// Tests on the real Pulumi engine: some seconds for each command, and skipped by name where no CLI can be had.
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: ["tests/engine/**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**"],
    reporters: ["verbose"],
  },
});
