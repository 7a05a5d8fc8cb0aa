import { loadPlatformConfig } from "@secure-ml/core";
import { platformProgram, type PlatformOutputs } from "./program.js";

/** What Pulumi runs: config in, program, outputs out. */
export default function run(): Promise<PlatformOutputs> {
  return platformProgram(loadPlatformConfig());
}
