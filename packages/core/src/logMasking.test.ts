import { describe, expect, it } from "vitest";
import { environment } from "./environment.fixture.js";
import { logMaskingPolicy } from "./logMasking.js";

describe("logMaskingPolicy", { tags: ["GOV-07"] }, () => {
  it("finds and masks the same things, among them who somebody is and keys", () => {
    const { Version, Statement } = JSON.parse(logMaskingPolicy(environment, "mask")) as {
      Version: string;
      Statement: { DataIdentifier: string[]; Operation: object }[];
    };
    expect(Version).toBe("2021-06-01");
    expect(Statement.map(({ Operation }) => Operation)).toEqual([
      { Audit: { FindingsDestination: {} } },
      { Deidentify: { MaskConfig: {} } },
    ]);
    expect(Statement[0]?.DataIdentifier).toEqual(Statement[1]?.DataIdentifier);
    expect(Statement[1]?.DataIdentifier).toEqual(
      expect.arrayContaining(
        ["EmailAddress", "Name", "AwsSecretKey"].map((id) => `arn:aws:dataprotection::aws:data-identifier/${id}`),
      ),
    );
  });

  it("speaks the language of the partition", () => {
    expect(logMaskingPolicy({ ...environment, partition: "aws-us-gov" }, "mask")).toContain(
      "arn:aws-us-gov:dataprotection::",
    );
  });
});
