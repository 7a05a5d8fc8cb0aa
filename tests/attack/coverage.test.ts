import { all } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { environmentRun } from "../environmentRun.js";
import { attackTable, expectedIn } from "./attackTable.js";
import { attempts } from "./judge.js";

/** Types of the resources that documents belong to, by how the documents' ids begin. */
const kinds = {
  "boundary ": "aws:iam/policy:Policy",
  "trust ": "aws:iam/role:Role",
  "identity ": "aws:iam/role:Role",
  "resource arn:aws:s3:": "aws:s3/bucket:Bucket",
  "resource arn:aws:kms:": "aws:kms/key:Key",
  "resource arn:aws:sqs:": "aws:sqs/queue:Queue",
  "resource arn:aws:sns:": "aws:sns/topic:Topic",
  "resource arn:aws:lambda:": "aws:lambda/function:Function",
  "resource arn:aws:ecr:": "aws:ecr/repository:Repository",
  "resource of the image registry": "aws:ecr/registryPolicy:RegistryPolicy",
  "resource arn:aws:execute-api:": "aws:apigateway/restApiPolicy:RestApiPolicy",
  "endpoint ": "aws:ec2/vpcEndpoint:VpcEndpoint",
};

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
  it.each(Object.entries(kinds))("sees as many documents of the kind %j as there are resources", async (kind, type) => {
    const { account, platform } = await environmentRun(environment);
    const ids = emitted.filter((id) => id.startsWith(kind));
    expect(ids).not.toEqual([]);
    expect(ids).toHaveLength([account, platform].flatMap((run) => all(run, type)).length);
  });

  it("sees no other kind of document", () => {
    expect(emitted.filter((id) => !Object.keys(kinds).some((kind) => id.startsWith(kind)))).toEqual([]);
  });
});
