import type { AttackCase } from "../attackCase.js";
import type { Estate } from "../estate.js";
import { strangerAccount, type Principals } from "../principals.js";

/** Who gets through the VPC's endpoints, with whose credentials, and to whose resources. */
export function endpointCases(estate: Estate, who: Principals): readonly AttackCase[] {
  const { accountId, region, environment } = estate;
  const bucket = String(estate.dataBuckets["raw"]);
  const code = String(estate.accountBuckets["code"]);
  const scratch = `${bucket}/folder/object`;
  const layer = `arn:aws:s3:::prod-${region}-starport-layer-bucket/layer`;
  const table = estate.arn("dynamodb", `table/acmeml-${environment}-subjects`);
  const foreignTable = `arn:aws:dynamodb:${region}:${strangerAccount}:table/acmeml-${environment}-subjects`;
  const ours = { "aws:ResourceAccount": accountId };
  const theirs = { "aws:ResourceAccount": strangerAccount };
  const inside = [who.administrator, who.workload];

  return [
    {
      name: "an account's principal works through the endpoint with objects of the environment and of the account stack",
      controls: ["NET-08", "NET-06"],
      principal: who.breakGlass,
      action: "s3:GetObject",
      resource: [scratch, `${code}/bundle`],
      context: ours,
      through: "s3",
      expected: "allowed",
    },
    {
      name: "an image's layers are pulled through the endpoint from the bucket of the registry",
      controls: ["NET-08"],
      principal: who.administrator,
      action: "s3:GetObject",
      resource: layer,
      context: theirs,
      through: "s3",
      expected: "allowed",
    },
    {
      name: "something is written through the endpoint into the registry's bucket",
      controls: ["NET-08"],
      principal: inside,
      action: ["s3:PutObject", "s3:DeleteObject"],
      resource: layer,
      context: theirs,
      through: "s3",
      expected: "denied",
    },
    {
      name: "our role copies data through the endpoint to a bucket outside",
      controls: ["NET-08"],
      atlas: "AML.T0025",
      principal: inside,
      action: ["s3:PutObject", "s3:GetObject"],
      resource: "arn:aws:s3:::stolen-data/object",
      context: theirs,
      through: "s3",
      expected: "denied",
    },
    {
      name: "our role copies data through the endpoint to a stranger's bucket with a name like ours",
      controls: ["NET-08"],
      atlas: "AML.T0025",
      principal: who.administrator,
      action: "s3:PutObject",
      resource: `arn:aws:s3:::acmeml-${environment}-mine/object`,
      context: theirs,
      through: "s3",
      expected: "denied",
    },
    {
      name: "an outsider's keys are used inside to copy data to the outsider's bucket",
      controls: ["NET-08"],
      atlas: "AML.T0025",
      principal: who.stranger,
      action: "s3:PutObject",
      resource: [`arn:aws:s3:::stolen-data/object`, `arn:aws:s3:::acmeml-${environment}-mine/object`],
      context: theirs,
      through: "s3",
      expected: "denied",
    },
    {
      name: "an outsider's keys are used inside on a bucket of ours that lets everybody in",
      controls: ["NET-08"],
      principal: who.stranger,
      action: ["s3:GetObject", "s3:PutObject"],
      resource: scratch,
      context: ours,
      through: "s3",
      openTo: "everybody",
      expected: "denied",
    },
    {
      name: "a bucket's settings are changed or all buckets are listed from inside",
      controls: ["NET-08"],
      principal: [who.platformDeployer, who.breakGlass],
      action: ["s3:PutBucketPolicy", "s3:PutLifecycleConfiguration"],
      resource: bucket,
      context: ours,
      through: "s3",
      expected: "denied",
    },
    {
      name: "an account's principal works through the endpoint with items of the environment's tables",
      controls: ["NET-08", "NET-06"],
      principal: who.administrator,
      action: ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"],
      resource: table,
      context: ours,
      through: "dynamodb",
      expected: "allowed",
    },
    {
      name: "items go through the endpoint to a stranger's table, by whoever's credentials",
      controls: ["NET-08"],
      atlas: "AML.T0025",
      principal: [who.administrator, who.stranger],
      action: "dynamodb:PutItem",
      resource: foreignTable,
      context: theirs,
      through: "dynamodb",
      expected: "denied",
    },
    {
      name: "an outsider's keys are used inside on a table of ours that lets everybody in",
      controls: ["NET-08"],
      principal: who.stranger,
      action: ["dynamodb:GetItem", "dynamodb:PutItem"],
      resource: table,
      context: ours,
      through: "dynamodb",
      openTo: "everybody",
      expected: "denied",
    },
    {
      name: "another environment's or project's table is read through the endpoint",
      controls: ["NET-08"],
      principal: who.administrator,
      action: "dynamodb:GetItem",
      resource: [estate.arn("dynamodb", "table/acmeml-other-subjects"), estate.arn("dynamodb", "table/other")],
      context: ours,
      through: "dynamodb",
      expected: "denied",
    },
  ];
}
