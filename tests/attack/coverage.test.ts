import { all } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { environmentRun } from "../environmentRun.js";
import { attackTable, expectedIn } from "./attackTable.js";
import { attempts } from "./judge.js";

/** Types of the resources that documents belong to, and how the documents' ids begin. */
const kinds: readonly (readonly [type: string, ...kinds: string[]])[] = [
  ["aws:iam/policy:Policy", "boundary ", "managed "],
  ["aws:iam/role:Role", "trust "],
  ["aws:iam/role:Role", "identity "],
  ["aws:s3/bucket:Bucket", "resource arn:aws:s3:"],
  ["aws:kms/key:Key", "resource arn:aws:kms:"],
  ["aws:sqs/queue:Queue", "resource arn:aws:sqs:"],
  ["aws:secretsmanager/secret:Secret", "resource arn:aws:secretsmanager:"],
  ["aws:sns/topic:Topic", "resource arn:aws:sns:"],
  ["aws:lambda/function:Function", "resource arn:aws:lambda:"],
  ["aws:dynamodb/table:Table", "resource arn:aws:dynamodb:"],
  ["aws:ecr/repository:Repository", "resource arn:aws:ecr:"],
  ["aws:ecr/registryPolicy:RegistryPolicy", "resource of the image registry"],
  ["aws:apigateway/restApiPolicy:RestApiPolicy", "resource arn:aws:execute-api:"],
  ["aws:ec2/vpcEndpoint:VpcEndpoint", "endpoint "],
];

const tables = { dev: await attackTable("dev"), prod: await attackTable("prod") };

describe.each(["dev", "prod"] as const)("the attack table of %s", (environment) => {
  const { estate, cases } = tables[environment];
  const emitted = [...estate.policies.documents.keys()];

  it.each(["allowed", "denied"] as const)("has a case that is %s for every policy that the stacks emit", (verdict) => {
    const judged = new Set(
      cases
        .filter((attack) => expectedIn(attack, environment) === verdict && attack.conceded === undefined)
        .flatMap((attack) =>
          attempts(attack, estate).flatMap((calls) => calls.flatMap(({ documentIds }) => documentIds)),
        ),
    );
    expect(emitted.filter((id) => !judged.has(id))).toEqual([]);
  });

  // Two policies under one id would hide one of them, and a kind that is not here would be counted by nobody.
  it.each(kinds)("sees as many documents as there are resources of %s: %s", async (type, ...begins) => {
    const { account, platform } = await environmentRun(environment);
    const found = begins.map((begin) => emitted.filter((id) => id.startsWith(begin)).length);
    expect(found).not.toContain(0);
    expect(found.reduce((sum, count) => sum + count)).toBe([account, platform].flatMap((run) => all(run, type)).length);
  });

  it("sees no other kind of document", () => {
    const begins = kinds.flatMap(([, ...own]) => own);
    expect(emitted.filter((id) => !begins.some((begin) => id.startsWith(begin)))).toEqual([]);
  });
});
