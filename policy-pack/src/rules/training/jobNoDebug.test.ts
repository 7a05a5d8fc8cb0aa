import { unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { trainingJob, tuningJob } from "../../trainingJobs.fixture.js";
import { trnJobNoDebug as rule } from "./jobNoDebug.js";

const debugged = (enableRemoteDebug: unknown) => trainingJob({ remoteDebugConfig: { enableRemoteDebug } });

describe("trn-job-no-debug", { tags: ["TRN-07"] }, () => {
  it("passes a job that says no, or nothing: AWS's default is no", async () => {
    expect(await reports(rule, [debugged(false)])).toEqual([]);
    expect(await reports(rule, [trainingJob()])).toEqual([]);
  });

  it("violates with a shell", async () => {
    expect(await reports(rule, [debugged(true)])).toEqual([
      "mandatory job: found remoteDebugConfig.enableRemoteDebug true; expected no way into a running job; fix: remove remoteDebugConfig",
    ]);
  });

  it("cannot decide what is unknown", async () => {
    expect(await reports(rule, [debugged(unknown)])).toEqual([
      "advisory job: undecided: remoteDebugConfig.enableRemoteDebug cannot be known yet",
    ]);
  });

  it("does not apply to tuning jobs, which have no such setting", async () => {
    expect(await reasons(rule, [tuningJob()])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [debugged(true)]);
});
