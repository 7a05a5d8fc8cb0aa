import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { dataMacieJobs as rule } from "./macieJobs.js";

const job = (inputs: object) => resource(awsType.macieJob, "job", { ...inputs });
const filter = (inputs: object) => resource(awsType.macieFindingsFilter, "filter", { ...inputs });
const noReason =
  "mandatory filter: found no tag reason; expected the reason why these findings are put out of sight; " +
  "fix: give the filter a tag reason";

describe("data-macie-jobs", { tags: ["DATA-25"] }, () => {
  it("passes a scheduled job, and filters that hide nothing or say why", async () => {
    expect(await reports(rule, [job({ jobType: "SCHEDULED" })])).toEqual([]);
    expect(await reports(rule, [job({ jobType: "SCHEDULED", jobStatus: "RUNNING" })])).toEqual([]);
    expect(await reports(rule, [filter({ action: "NOOP" })])).toEqual([]);
    expect(await reports(rule, [filter({ action: "ARCHIVE", tags: { reason: "Test data of the vendor" } })])).toEqual(
      [],
    );
  });

  it.each([{ jobType: "ONE_TIME" }, {}])("violates with %j", async (inputs) => {
    const [line, ...others] = await reports(rule, [job(inputs)]);
    expect(line).toMatch(/^mandatory job: found .*jobType.*; expected a job that looks again at what is new; fix: set/);
    expect(others).toEqual([]);
  });

  it.each(["CANCELLED", "USER_PAUSED"])("violates with a job that is %s", async (jobStatus) => {
    const [line] = await reports(rule, [job({ jobType: "SCHEDULED", jobStatus })]);
    expect(line).toMatch(/^mandatory job: found .*jobStatus.*; expected a job that runs; fix: leave jobStatus out$/);
  });

  it("violates with a filter that hides findings and does not say why", async () => {
    expect(await reports(rule, [filter({ action: "ARCHIVE" })])).toEqual([noReason]);
    expect(await reports(rule, [filter({ action: "ARCHIVE", tags: { reason: " " } })])).toHaveLength(1);
  });

  it("advises in dev", async () => {
    expect(await reports(rule, [filter({ action: "ARCHIVE" })], { profile: "dev" })).toEqual([
      noReason.replace("mandatory", "advisory"),
    ]);
  });

  it("cannot decide unknown values", async () => {
    expect(await reports(rule, [job({ jobType: unknown })])).toEqual([
      "advisory job: undecided: jobType cannot be known yet",
    ]);
    expect(await reports(rule, [job({ jobType: "SCHEDULED", jobStatus: unknown })])).toEqual([
      "advisory job: undecided: jobStatus cannot be known yet",
    ]);
    expect(await reports(rule, [filter({ action: unknown })])).toEqual([
      "advisory filter: undecided: action cannot be known yet",
    ]);
    expect(await reports(rule, [filter({ action: "ARCHIVE", tags: { reason: unknown } })])).toEqual([
      "advisory filter: undecided: tag reason cannot be known yet",
    ]);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.bucket, "raw")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [job({})]);
});
