import { all, type ProgramRun } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { environmentRun, type SampleEnvironment } from "./environmentRun.js";

interface ProcessingRecord {
  readonly store: string;
  readonly personalData: boolean;
  readonly regimes: Readonly<Record<string, readonly string[]>>;
  readonly retentionDays: number | string;
}

const recordsOf = ({ outputs }: ProgramRun): readonly ProcessingRecord[] =>
  outputs["processingRecords"] as readonly ProcessingRecord[];
const environments: readonly SampleEnvironment[] = ["dev", "prod"];

describe("the records that stacks export", { tags: ["DATA-33"] }, () => {
  it.each(environments)("list every store of %s, with what its tags say", async (environment) => {
    for (const run of Object.values(await environmentRun(environment)) as readonly ProgramRun[]) {
      const stores = [
        ...all(run, "aws:s3/bucket:Bucket").map(({ inputs }) => [inputs["bucket"], inputs["tags"]] as const),
        ...all(run, "aws:dynamodb/table:Table").map(({ inputs }) => [inputs["name"], inputs["tags"]] as const),
      ];
      const records = recordsOf(run);
      expect(records.map(({ store }) => store).sort()).toEqual(stores.map(([name]) => String(name)).sort());
      for (const { store, personalData, regimes, retentionDays } of records) {
        const tags = new Map<unknown, unknown>(stores).get(store);
        expect(tags).toMatchObject({
          "personal-data": String(personalData),
          regime: Object.keys(regimes).join(" ") || "none",
          "lawful-basis": [...new Set(Object.values(regimes).flat())].join(" ") || "none",
          "retention-days": String(retentionDays),
        });
      }
    }
  });

  it("say of all personal data in prod under which law it is held, and until when", async () => {
    const personal = recordsOf((await environmentRun("prod")).platform).filter(({ personalData }) => personalData);
    expect(personal.length).toBeGreaterThan(4);
    for (const { regimes, retentionDays } of personal) {
      expect(Object.values(regimes).flat()).not.toEqual([]);
      expect(retentionDays).toBeLessThanOrEqual(365);
    }
  });
});
