import type { AttackCase, RequestContext } from "../attackCase.js";
import type { Estate } from "../estate.js";
import { widened, type Principals } from "../principals.js";
import { inside } from "./perimeterCases.js";

/** What AWS puts into a request about an object that a finding has marked. */
const marked: RequestContext = { "s3:ExistingObjectTag/quarantine": "true" };

/** What a request carries that sets tags. */
const tagging = (tags: Readonly<Record<string, string>>): RequestContext => ({
  "s3:RequestObjectTagKeys": Object.keys(tags),
  ...Object.fromEntries(Object.entries(tags).map(([key, value]) => [`s3:RequestObjectTag/${key}`, value])),
});

const reads = ["s3:GetObject", "s3:GetObjectVersion"];
const everyRead = [...reads, "s3:GetObjectAttributes", "s3:GetObjectTagging", "s3:GetObjectVersionTagging"];
const sets = ["s3:PutObjectTagging", "s3:PutObjectVersionTagging"];
const strips = ["s3:DeleteObjectTagging", "s3:DeleteObjectVersionTagging"];

/** Ways to take a mark off: other tags in its place, or none. */
const releases = [
  { way: "sets other tags in its place", action: sets, context: { ...marked, ...tagging({ "dataset-id": "01J" }) } },
  { way: "strips all tags", action: strips, context: marked },
];

/** Who still gets to an object that a finding has marked as contaminated or exposed. */
export function quarantineCases(estate: Estate, who: Principals): readonly AttackCase[] {
  const { environment } = estate;
  const zones = Object.entries(inside(environment));
  const object = (zone: string): string => `${String(estate.dataBuckets[zone])}/folder/object`;
  const objects = Object.values(estate.dataBuckets).map((arn) => `${arn}/folder/object`);
  const responder = { label: "the responder", id: estate.platformRole("quarantine") };
  const others = (purposes: readonly string[]) =>
    purposes.filter((purpose) => purpose !== "quarantine").map(who.listed);
  const other = environment === "dev" ? "prod" : "dev";
  const impostors = [
    { path: `acmeml/${other}/acmeml-${other}-quarantine`, label: "the other environment's responder" },
    { path: `acmeml-${environment}-quarantine`, label: "a responder at another path" },
  ].map(({ path, label }) => ({ ...who.administrator, label, id: `arn:aws:iam::${estate.accountId}:role/${path}` }));
  const controls = ["DATA-26"] as const;

  return [
    {
      name: "the responder marks an object in any zone, and once more when an event comes twice",
      controls,
      principal: responder,
      action: sets,
      resource: objects,
      context: tagging({ quarantine: "true", "dataset-id": "01J" }),
      through: "s3",
      expected: "allowed",
    },
    {
      name: "the responder marks an object again that is marked already",
      controls,
      principal: responder,
      action: sets,
      resource: objects,
      context: { ...marked, ...tagging({ quarantine: "true" }) },
      through: "s3",
      expected: "allowed",
    },
    {
      name: "the responder reads the tags that an object had",
      controls,
      principal: responder,
      action: ["s3:GetObjectTagging", "s3:GetObjectVersionTagging"],
      resource: objects,
      through: "s3",
      expected: "allowed",
    },
    {
      name: "the responder reads what is marked",
      controls,
      principal: responder,
      action: "s3:GetObject",
      resource: objects,
      context: marked,
      through: "s3",
      throughKey: {},
      expected: "allowed",
    },
    {
      name: "the responder reads the marked version",
      controls,
      principal: responder,
      action: "s3:GetObjectVersion",
      resource: objects,
      context: marked,
      through: "s3",
      expected: "allowed",
    },
    {
      name: "the responder copies what is marked away, with its mark",
      controls,
      principal: responder,
      action: "s3:PutObject",
      resource: object("quarantine"),
      context: tagging({ quarantine: "true" }),
      through: "s3",
      throughKey: {},
      expected: "allowed",
    },
    ...releases.map(({ way, action, context }): AttackCase => ({
      name: `a break-glass session takes a mark off after somebody has decided so: it ${way}`,
      controls,
      principal: who.breakGlass,
      action,
      resource: objects,
      context,
      expected: "allowed",
    })),
    ...zones.map(([zone, purposes]): AttackCase => ({
      name: `the roles of zone ${zone} upload and tag with other tags`,
      controls,
      principal: others(purposes),
      action: ["s3:PutObject", ...sets],
      resource: object(zone),
      context: tagging({ "dataset-id": "01J", source: "partner" }),
      through: "s3",
      expected: "allowed",
    })),
    {
      name: "erasure deletes what is marked as well",
      controls: ["DATA-26", "DATA-22"],
      principal: { label: "erasure", id: estate.platformRole("erasure") },
      action: ["s3:DeleteObject", "s3:DeleteObjectVersion"],
      resource: ["raw", "quarantine", "labels"].map(object),
      through: "s3",
      expected: "allowed",
    },

    ...zones.map(([zone, purposes]): AttackCase => ({
      name: `a role of zone ${zone} reads or copies what is marked, with the widest policy of all`,
      controls,
      atlas: "AML.T0020",
      principal: others(purposes),
      action: everyRead,
      resource: object(zone),
      context: marked,
      through: "s3",
      expected: "denied",
    })),
    {
      name: "deployers, a break-glass session or Macie read what is marked",
      controls,
      principal: [who.platformDeployerUnbound, who.breakGlass, who.macie],
      action: everyRead,
      resource: objects,
      context: marked,
      expected: "denied",
    },
    {
      name: "a pipeline's step or the approver reads a marked report from outside",
      controls,
      principal: ["pipeline", "approver"].map(who.listed),
      action: reads,
      resource: object("artifacts"),
      context: marked,
      expected: "denied",
    },
    {
      name: "an AWS service reads what is marked with an identity of its own",
      controls,
      principal: ["macie", "guardduty", "s3"].map(who.service),
      action: reads,
      resource: objects,
      context: marked,
      openTo: "account",
      expected: "denied",
    },
    ...releases.flatMap(({ way, action, context }): readonly AttackCase[] => [
      ...zones.map(([zone, purposes]): AttackCase => ({
        name: `a role of zone ${zone} takes a mark off: it ${way}`,
        controls,
        atlas: "AML.T0020",
        principal: others(purposes),
        action,
        resource: object(zone),
        context,
        through: "s3",
        expected: "denied",
      })),
      {
        name: `a deployer or Macie takes a mark off: it ${way}`,
        controls,
        principal: [who.platformDeployerUnbound, who.macie],
        action,
        resource: objects,
        context,
        expected: "denied",
      },
      {
        name: `the responder takes a mark off: it ${way}`,
        controls,
        principal: responder,
        action,
        resource: objects,
        context,
        through: "s3",
        expected: "denied",
      },
      {
        name: `somebody who poses as the responder takes a mark off: it ${way}`,
        controls,
        principal: [...impostors, who.stranger, who.anonymous],
        action,
        resource: objects,
        context,
        through: "s3",
        expected: "denied",
      },
    ]),
    ...zones.map(([zone, purposes]): AttackCase => ({
      name: `a role of zone ${zone} uploads or tags with a mark of its own, in any spelling`,
      controls,
      principal: others(purposes),
      action: ["s3:PutObject", ...sets],
      resource: object(zone),
      context: tagging({ Quarantine: "false", "dataset-id": "01J" }),
      through: "s3",
      expected: "denied",
    })),
    {
      name: "a deployer uploads with a mark",
      controls,
      principal: who.platformDeployerUnbound,
      action: ["s3:PutObject", ...sets],
      resource: objects,
      context: tagging({ quarantine: "false" }),
      expected: "denied",
    },
    {
      name: "the responder reads what nothing has marked",
      controls,
      atlas: "AML.T0035",
      principal: responder,
      action: reads,
      resource: objects,
      through: "s3",
      expected: "denied",
    },
    {
      name: "the responder sets a mark that counts for nothing",
      controls,
      principal: responder,
      action: sets,
      resource: objects,
      context: tagging({ quarantine: "false" }),
      through: "s3",
      expected: "denied",
    },
    {
      name: "the responder writes into another zone",
      controls,
      atlas: "AML.T0020",
      principal: responder,
      action: "s3:PutObject",
      resource: objects.filter((arn) => arn !== object("quarantine")),
      context: tagging({ quarantine: "true" }),
      through: "s3",
      expected: "denied",
    },
    {
      name: "the responder deletes what it has found",
      controls,
      principal: responder,
      action: ["s3:DeleteObject", "s3:DeleteObjectVersion"],
      resource: objects,
      through: "s3",
      expected: "denied",
    },
    {
      name: "the responder's credentials are used outside the network, with every right",
      controls: ["DATA-26", "DATA-09"],
      atlas: "AML.T0025",
      principal: widened(responder),
      action: [...everyRead, ...sets],
      resource: objects,
      context: marked,
      expected: "denied",
    },
    {
      name: "the responder reaches the account's records",
      controls: ["DATA-26", "GOV-05"],
      principal: widened(responder),
      action: [...reads, ...sets],
      resource: Object.values(estate.accountBuckets).map((arn) => `${arn}/folder/object`),
      context: marked,
      through: "s3",
      expected: "denied",
    },
    {
      name: "somebody who poses as the responder reads what is marked",
      controls,
      principal: [...impostors, who.stranger, who.anonymous],
      action: everyRead,
      resource: objects,
      context: marked,
      through: "s3",
      expected: "denied",
    },
  ];
}
