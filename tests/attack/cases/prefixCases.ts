import type { AttackCase } from "../attackCase.js";
import type { Estate } from "../estate.js";
import type { Principals } from "../principals.js";

/**
 * Who reaches what lies below a prefix that is for some roles alone. Everybody here has the widest policy that a role can
 * have: only the bucket stands in the way.
 */
export function prefixCases(estate: Estate, who: Principals): readonly AttackCase[] {
  const raw = String(estate.dataBuckets["raw"]);
  const [ingest, etl, labels, erasure, quarantine] = ["ingest", "etl", "labels", "erasure", "quarantine"].map(
    who.listedOpenCeiling,
  ) as [Principals["ds"], Principals["ds"], Principals["ds"], Principals["ds"], Principals["ds"]];
  const common = {
    controls: ["DATA-22"],
    resource: `${raw}/intake/claims/2026/file.parquet`,
    through: "s3",
  } as const;
  // Found clean, so that no other statement speaks.
  const clean = { context: { "s3:ExistingObjectTag/GuardDutyMalwareScanStatus": "NO_THREATS_FOUND" } };
  const list = (prefix: string) => ({
    ...common,
    action: ["s3:ListBucket", "s3:ListBucketVersions"],
    resource: raw,
    context: { "s3:prefix": prefix },
  });
  const changes = ["s3:PutObject", "s3:DeleteObject", "s3:PutObjectTagging"];
  return [
    {
      ...common,
      ...clean,
      name: "the roles of a prefix read what lies there, and so do the responder and whoever erases",
      principal: [ingest, etl, erasure, quarantine],
      action: ["s3:GetObject", "s3:GetObjectVersion"],
      expected: "allowed",
    },
    {
      ...common,
      name: "a role that may write below a prefix changes what lies there",
      principal: [ingest, erasure],
      action: changes,
      expected: "allowed",
    },
    {
      ...common,
      name: "a person's data below a prefix is erased for good",
      principal: erasure,
      action: "s3:DeleteObjectVersion",
      expected: "allowed",
    },
    {
      ...common,
      name: "a break-glass session is not locked out of changing what lies below a prefix",
      principal: who.breakGlass,
      action: [...changes, "s3:DeleteObjectVersion"],
      expected: "allowed",
    },
    {
      ...common,
      ...clean,
      name: "a break-glass session is not locked out of reading what lies below a prefix",
      principal: who.breakGlass,
      action: "s3:GetObject",
      expected: "allowed",
    },
    {
      controls: ["DATA-22"],
      resource: common.resource,
      name: "a delivery of AWS that the bucket lets in is not stopped at a prefix",
      principal: who.service("delivery.logs"),
      action: "s3:PutObject",
      openTo: "everybody",
      expected: "allowed",
    },
    {
      ...list("intake/claims/2026/"),
      name: "the roles of a prefix see the names below it",
      principal: [ingest, etl],
      expected: "allowed",
    },
    {
      ...list("intake/claims-of-others/"),
      name: "a role sees the names below a prefix that begins alike",
      principal: labels,
      expected: "allowed",
    },
    {
      ...common,
      ...clean,
      name: "another role of the zone reads below a prefix that is not its own",
      atlas: "AML.T0035",
      principal: labels,
      action: ["s3:GetObject", "s3:GetObjectVersion", "s3:GetObjectTagging"],
      expected: "denied",
    },
    {
      ...list("intake/claims/2026/"),
      name: "another role of the zone sees the names below a prefix",
      atlas: "AML.T0035",
      principal: labels,
      expected: "denied",
    },
    {
      ...list("intake/claims"),
      name: "another role of the zone sees the names below a prefix by leaving out the slash",
      atlas: "AML.T0035",
      principal: labels,
      expected: "denied",
    },
    {
      ...common,
      name: "another role of the zone, or one that only reads there, poisons what lies below a prefix",
      atlas: "AML.T0020",
      principal: [labels, etl],
      action: [...changes, "s3:RestoreObject"],
      expected: "denied",
    },
    {
      ...common,
      name: "a role that may write below a prefix deletes versions for good",
      principal: [ingest, etl, labels],
      action: ["s3:DeleteObjectVersion", "s3:PutObjectAcl"],
      expected: "denied",
    },
  ];
}
