import { all, one, runProgram } from "@secure-ml/testing";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { environment } from "./environment.fixture.js";
import { discoveredZones, macieKeyUses, MacieJobs, type DataIdentifier, type MacieJobsArgs } from "./macieJobs.js";

const bucketName = (zone: string) => `acme-dev-${zone}-111111111111-eu-west-1`;
const jobType = "aws:macie2/classificationJob:ClassificationJob";
const identifierType = "aws:macie/customDataIdentifier:CustomDataIdentifier";
const customer: DataIdentifier = { name: "customer-number", regex: "\\bC[0-9]{8}\\b", keywords: ["customer"] };

class Ready extends pulumi.ComponentResource {}

const run = (args: Partial<MacieJobsArgs> = {}) =>
  runProgram(() => {
    const buckets = Object.fromEntries(
      discoveredZones.map((zone) => [
        zone,
        { bucketName: pulumi.output(bucketName(zone)), ready: new Ready("test:Ready", `ready-${zone}`) },
      ]),
    ) as unknown as MacieJobsArgs["buckets"];
    new MacieJobs("macie", { environment, buckets, ...args });
  });

describe("MacieJobs", { tags: ["DATA-25"] }, () => {
  it("looks at everything in every bucket with personal data each day, and at treated data", async () => {
    const result = await run();
    const job = one(result, jobType);
    expect({ ...job.inputs, name: undefined }).toEqual({
      description: "Looks for sensitive data in the buckets of dev",
      jobType: "SCHEDULED",
      scheduleFrequency: { dailySchedule: true },
      samplingPercentage: 100,
      initialRun: true,
      s3JobDefinition: {
        bucketDefinitions: [
          {
            accountId: "111111111111",
            buckets: ["raw", "curated", "capture", "labels", "scratch"].map(bucketName),
          },
        ],
      },
    });
    expect(result.controls.get(job.urn)).toEqual(["DATA-25"]);
  });

  it("looks at a part each week where that is enough", async () => {
    const { inputs } = one(await run({ frequency: "weekly", samplingPercentage: 10 }), jobType);
    expect(inputs).toMatchObject({ scheduleFrequency: { weeklySchedule: "MONDAY" }, samplingPercentage: 10 });
  });

  it("looks for what only this environment knows", async () => {
    const plain = { name: "account-number", regex: "\\bA[0-9]{6}\\b", ignoreWords: ["A000000"] };
    const result = await run({ identifiers: [customer, plain] });
    const found = all(result, identifierType);
    const inputsOf = (name: string) => ({ ...one(result, identifierType, name).inputs, name: undefined });
    expect(inputsOf("macie-customer-number")).toEqual({
      regex: customer.regex,
      keywords: ["customer"],
      maximumMatchDistance: 50,
    });
    expect(inputsOf("macie-account-number")).toEqual({ regex: plain.regex, ignoreWords: ["A000000"] });
    expect([...(one(result, jobType).inputs["customDataIdentifierIds"] as string[])].sort()).toEqual(
      found.map(({ id }) => id).sort(),
    );
    expect(found.map(({ urn }) => result.controls.get(urn))).toEqual([["DATA-25"], ["DATA-25"]]);
  });

  it.each<[Partial<MacieJobsArgs>, string]>([
    [{ samplingPercentage: 0 }, "samplingPercentage must be a whole number of per cent from 1 to 100"],
    [{ samplingPercentage: 101 }, "samplingPercentage must be a whole number of per cent from 1 to 100"],
    [{ identifiers: Array<DataIdentifier>(31).fill(customer) }, "identifiers must be at most 30"],
    [{ identifiers: [{ ...customer, name: "N" }] }, "identifiers[0] must have a name of 2 to 63"],
    [
      { identifiers: [customer, { ...customer, regex: "" }] },
      "identifiers[1] must have a regex of 1 to 512 characters",
    ],
    [{ identifiers: [{ ...customer, regex: "(?=A)[0-9]+" }] }, "identifiers[0] must have a regex without look-around"],
    [{ identifiers: [{ ...customer, regex: "(A|B)[0-9]+" }] }, "identifiers[0] must have a regex without look-around"],
    [{ identifiers: [{ ...customer, regex: "A\\1" }] }, "identifiers[0] must have a regex without look-around"],
    [{ identifiers: [{ ...customer, keywords: ["id"] }] }, "identifiers[0] must have at most 50 keywords"],
    [{ identifiers: [{ ...customer, ignoreWords: ["abc"] }] }, "identifiers[0] must have at most 10 ignoreWords"],
    [{ identifiers: [{ ...customer, maximumMatchDistance: 301 }] }, "identifiers[0] must have a maximumMatchDistance"],
  ])("refuses %j", async (args, problem) => {
    await expect(run(args)).rejects.toThrow(problem);
  });

  it("takes groups that capture nothing, and literal brackets", async () => {
    const identifiers = [{ name: "hkid", regex: "\\b[A-Z]{1,2}[0-9]{6}(?:\\([0-9A]\\)|[0-9A])" }];
    expect(all(await run({ identifiers }), identifierType)).toHaveLength(1);
  });

  it("is let in by the keys of what it looks into, through S3 alone", () => {
    const use = {
      serviceLinkedRoles: [
        {
          sid: "MacieDiscovery",
          roleArn: "arn:aws:iam::111111111111:role/aws-service-role/macie.amazonaws.com/AWSServiceRoleForAmazonMacie",
          actions: ["kms:Decrypt"],
          viaServices: ["s3"],
        },
      ],
    };
    expect(macieKeyUses(environment)).toEqual({ lake: use, capture: use, labels: use });
  });
});
