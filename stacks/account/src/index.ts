import { loadAccountConfig } from "@secure-ml/core";
import { accountProgram, type AccountOutputs } from "./program.js";

/** What Pulumi runs: config in, program, outputs out. */
export default function run(): Promise<AccountOutputs> {
  return accountProgram(loadAccountConfig());
}
