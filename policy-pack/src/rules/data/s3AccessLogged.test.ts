import type * as aws from "@pulumi/aws";
import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { dataS3AccessLogged as rule } from "./s3AccessLogged.js";

const compliant = { bucket: "raw", targetBucket: "logs", targetPrefix: "raw/" } satisfies aws.s3.BucketLoggingArgs;
const logging = (changes: object = {}) => resource(awsType.bucketLogging, "logging", { ...compliant, ...changes });
const expected =
  "expected another bucket than the one whose requests are logged; fix: set targetBucket to the name of the account's access-logs bucket";

describe("data-s3-access-logged", { tags: ["DATA-14"] }, () => {
  it("passes another target, known or not", async () => {
    expect(await reports(rule, [logging(), logging({ targetBucket: unknown }), logging({ bucket: unknown })])).toEqual(
      [],
    );
  });

  it.each([
    [{ targetBucket: undefined }, "no targetBucket"],
    [{ targetBucket: "raw" }, 'targetBucket "raw"'],
  ])("violates with %j, and only advises in dev", async (changes, found) => {
    const message = `logging: found ${found}; ${expected}`;
    expect(await reports(rule, [logging(changes)])).toEqual([`mandatory ${message}`]);
    expect(await reports(rule, [logging(changes)], { profile: "dev" })).toEqual([`advisory ${message}`]);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.bucket, "raw")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [logging({ targetBucket: "raw" })]);
});
