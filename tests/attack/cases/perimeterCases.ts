import type { AttackCase } from "../attackCase.js";
import type { Estate } from "../estate.js";
import type { Principal, Principals } from "../principals.js";

const reads = ["s3:GetObject", "s3:GetObjectVersion"];
const writes = ["s3:PutObject", "s3:DeleteObject", "s3:DeleteObjectVersion", "s3:AbortMultipartUpload"];
const lists = ["s3:ListBucket", "s3:ListBucketVersions"];

/** Which roles each zone's bucket answers inside the network. Only in prod an endpoint keeps what it receives. */
export const inside = (environment: Estate["environment"]): Readonly<Record<string, readonly string[]>> => ({
  raw: ["ingest", "etl", "labels", "erasure", "quarantine"],
  curated: ["etl", "erasure", "quarantine", "ds", "notebook", "training", "processing"],
  quarantine: ["erasure", "quarantine"],
  features: ["erasure", "quarantine"],
  artifacts: ["quarantine", "mle", "training", "evaluation", "model"],
  capture: environment === "prod" ? ["erasure", "quarantine", "model"] : ["erasure", "quarantine"],
  labels: ["labels", "erasure", "quarantine", "evaluation"],
  scratch: ["erasure", "quarantine"],
});

/** Which roles the bucket of artifacts answers from anywhere. */
const outside: readonly string[] = ["pipeline", "approver"];

/** Every role of the environment that has something to do with data, listed somewhere or nowhere. */
const everyRole = [
  ...new Set([...Object.values(inside("prod")).flat(), "pipeline", "mle", "approver", "mladmin", "studio-default"]),
];

/**
 * Who comes to a bucket's objects, and from where. Everybody here has the widest policy that a role can have: only the
 * bucket stands in the way.
 */
export function perimeterCases(estate: Estate, who: Principals): readonly AttackCase[] {
  const { accountId, environment, network } = estate;
  const bucket = (zone: string): string => String(estate.dataBuckets[zone]);
  const data = Object.values(estate.dataBuckets);
  const objects = data.map((arn) => `${arn}/folder/object`);
  const accountObjects = Object.values(estate.accountBuckets).map((arn) => `${arn}/folder/object`);
  const artifacts = bucket("artifacts");
  // A destroy of dev deletes everything, and so dev has no guard.
  const guarded = { dev: "allowed", prod: "denied" } as const;
  const code = String(estate.accountBuckets["code"]);
  const evidence = String(estate.accountBuckets["evidence"]);
  const records = ["audit-logs", "evidence"].map((zone) => `${String(estate.accountBuckets[zone])}/folder/object`);
  const always = [who.platformDeployerUnbound, who.breakGlass, who.macie];
  const unlisted = [who.administrator, who.workload, who.scientist, who.openCeiling];
  const other = environment === "dev" ? "prod" : "dev";
  const foreign = (label: string, path: string): Principal => ({
    ...who.administrator,
    label,
    id: `arn:aws:iam::${accountId}:role/${path}`,
  });
  const impostors = [
    foreign("another environment's training role", `acmeml/${other}/acmeml-${other}-training`),
    foreign("a role of the right name at another path", `acmeml-${environment}-training`),
    foreign("a role whose name begins like a listed one", `acmeml/${environment}/acmeml-${environment}-training-2`),
    foreign("a role that poses as Macie", "AWSServiceRoleForAmazonMacie"),
    foreign("another environment's deployer", `acmeml/${other}/acmeml-${other}-deployer`),
  ];
  const zones = Object.entries(inside(environment));

  return [
    // Who gets in.
    ...zones.map(([zone, purposes]): AttackCase => ({
      name: `the roles of zone ${zone} read it through the endpoint`,
      controls: ["DATA-09"],
      principal: purposes.map(who.listed),
      action: reads,
      resource: `${bucket(zone)}/folder/object`,
      through: "s3",
      expected: "allowed",
    })),
    ...zones.map(([zone, purposes]): AttackCase => ({
      name: `a service lists zone ${zone} on behalf of one of its roles, as Athena does`,
      controls: ["DATA-09"],
      principal: purposes.map(who.listed),
      action: "s3:ListBucket",
      resource: bucket(zone),
      context: { "aws:ViaAWSService": "true" },
      expected: "allowed",
    })),
    {
      name: "an administrator in the deployer's place, a break-glass session and Macie read from outside the network",
      controls: ["DATA-09", "DATA-10"],
      principal: always,
      action: "s3:GetObject",
      resource: objects,
      expected: "allowed",
    },
    {
      name: "an administrator in the deployer's place empties the environment's buckets when they are destroyed",
      controls: ["DATA-09"],
      principal: who.platformDeployerUnbound,
      action: ["s3:DeleteObject", "s3:DeleteObjectVersion"],
      resource: objects.filter((object) => !object.startsWith(artifacts)),
      expected: "allowed",
    },
    {
      name: "break-glass deletes a version for good, of artifacts too",
      controls: ["DATA-09", "DATA-12"],
      principal: who.breakGlass,
      action: ["s3:DeleteObject", "s3:DeleteObjectVersion"],
      resource: objects,
      expected: "allowed",
    },
    {
      name: "an engineer's role puts a delete marker on an artifact, which can be undone",
      controls: ["DATA-12"],
      principal: who.listed("mle"),
      action: "s3:DeleteObject",
      resource: `${artifacts}/folder/object`,
      through: "s3",
      expected: "allowed",
    },
    {
      name: "a listed role with a fresh second factor deletes a version of an artifact",
      controls: ["DATA-12"],
      principal: who.listed("mle"),
      action: "s3:DeleteObjectVersion",
      resource: `${artifacts}/folder/object`,
      context: { "aws:MultiFactorAuthPresent": "true", "aws:MultiFactorAuthAge": "60" },
      through: "s3",
      expected: "allowed",
    },
    {
      name: "a listed role deletes a version of an artifact and shows no second factor",
      controls: ["DATA-12"],
      principal: ["mle", "training", "evaluation", "model"].map(who.listed),
      action: "s3:DeleteObjectVersion",
      resource: `${artifacts}/folder/object`,
      through: "s3",
      expected: guarded,
    },
    {
      name: "a listed role deletes a version of an artifact by long-lived credentials",
      controls: ["DATA-12"],
      principal: who.listed("mle"),
      action: "s3:DeleteObjectVersion",
      resource: `${artifacts}/folder/object`,
      context: { "aws:MultiFactorAuthPresent": "false" },
      through: "s3",
      expected: guarded,
    },
    {
      name: "a listed role deletes a version of an artifact with the second factor of this morning",
      controls: ["DATA-12"],
      principal: who.listed("mle"),
      action: "s3:DeleteObjectVersion",
      resource: `${artifacts}/folder/object`,
      context: { "aws:MultiFactorAuthPresent": "true", "aws:MultiFactorAuthAge": "901" },
      through: "s3",
      expected: guarded,
    },
    {
      name: "the deployer deletes a version of an artifact",
      controls: ["DATA-12"],
      principal: who.platformDeployerUnbound,
      action: "s3:DeleteObjectVersion",
      resource: `${artifacts}/folder/object`,
      expected: guarded,
    },
    {
      name: "a listed role or a session with a second factor changes the versioning of artifacts",
      controls: ["DATA-12", "DATA-10"],
      principal: ["mle", "ds", "training"].map(who.listed),
      action: "s3:PutBucketVersioning",
      resource: artifacts,
      context: { "aws:MultiFactorAuthPresent": "true", "aws:MultiFactorAuthAge": "60" },
      expected: "denied",
    },
    {
      name: "the deployer and a break-glass session list the environment's buckets",
      controls: ["DATA-09"],
      principal: [who.platformDeployer, who.breakGlass],
      action: lists,
      resource: data,
      expected: "allowed",
    },
    {
      name: "an administrator in the deployer's place, a break-glass session and Macie read what is no record",
      controls: ["DATA-09", "GOV-04"],
      principal: [who.accountDeployerUnbound, who.breakGlass, who.macie],
      action: "s3:GetObject",
      resource: accountObjects.filter((object) => !records.includes(object)),
      expected: "allowed",
    },
    {
      name: "the environment's deployer takes bundles from the account's code",
      controls: ["DATA-09"],
      principal: who.platformDeployer,
      action: "s3:GetObject",
      resource: `${code}/bundle.zip`,
      expected: "allowed",
    },
    {
      name: "a pipeline's condition step reads a report from SageMaker's own network",
      controls: ["DATA-09"],
      principal: who.listed("pipeline"),
      action: "s3:GetObject",
      resource: `${artifacts}/evaluation/report.json`,
      expected: "allowed",
    },
    {
      name: "the deployer mends a bucket's policy from outside the network",
      controls: ["DATA-09", "DATA-10"],
      principal: [who.platformDeployer, who.breakGlass],
      action: ["s3:PutBucketPolicy", "s3:DeleteBucketPolicy", "s3:GetBucketPolicy"],
      resource: data,
      expected: "allowed",
    },

    // From elsewhere.
    ...zones.map(([zone, purposes]): AttackCase => ({
      name: `credentials of a role of zone ${zone} are used outside the network`,
      controls: ["DATA-09"],
      atlas: "AML.T0025",
      principal: purposes.map(who.listed),
      action: [...reads, ...writes],
      resource: `${bucket(zone)}/folder/object`,
      expected: "denied",
    })),
    ...zones.map(([zone, purposes]): AttackCase => ({
      name: `credentials of a role of zone ${zone} list it from outside the network`,
      controls: ["DATA-09"],
      atlas: "AML.T0035",
      principal: purposes.map(who.listed),
      action: lists,
      resource: bucket(zone),
      expected: "denied",
    })),
    {
      name: "a data scientist leaves the VPC and reads on from a laptop",
      controls: ["DATA-09"],
      atlas: "AML.T0025",
      principal: [who.listed("ds"), who.listed("notebook")],
      action: ["s3:GetObject", "s3:GetObjectVersion", "s3:GetObjectAttributes", "s3:GetObjectTagging"],
      resource: ["curated", "features", "scratch"].map((zone) => `${bucket(zone)}/folder/object`),
      context: { "aws:SourceIp": "198.51.100.7" },
      expected: "denied",
    },
    {
      name: "a listed role comes through another VPC's endpoint",
      controls: ["DATA-09"],
      atlas: "AML.T0025",
      principal: [who.listed("training"), who.listed("ds")],
      action: "s3:GetObject",
      resource: `${bucket("curated")}/folder/object`,
      context: { "aws:SourceVpce": "vpce-00000000000000bad", "aws:SourceVpc": "vpc-00000000000000bad" },
      expected: "denied",
    },
    {
      name: "a listed role comes through another endpoint of our VPC, whose policy is not ours",
      controls: ["DATA-09", "NET-08"],
      atlas: "AML.T0025",
      principal: who.listed("training"),
      action: "s3:GetObject",
      resource: `${bucket("curated")}/folder/object`,
      context: { "aws:SourceVpce": "vpce-00000000000000bad", "aws:SourceVpc": network.vpcId },
      expected: "denied",
    },
    {
      name: "a pipeline's role reads from outside what no condition step reads",
      controls: ["DATA-09"],
      principal: who.listed("pipeline"),
      action: "s3:GetObject",
      resource: objects.filter((object) => !object.startsWith(artifacts)),
      expected: "denied",
    },

    // Roles that are not listed.
    {
      name: "a role that is listed nowhere reads or writes from inside the network",
      controls: ["DATA-09"],
      atlas: "AML.T0035",
      principal: unlisted,
      action: [...reads, ...writes],
      resource: objects,
      through: "s3",
      expected: "denied",
    },
    {
      name: "a role that is listed nowhere lists from inside the network",
      controls: ["DATA-09"],
      atlas: "AML.T0035",
      principal: unlisted,
      action: lists,
      resource: data,
      through: "s3",
      expected: "denied",
    },
    {
      name: "a role that is listed nowhere has a service read or write for it",
      controls: ["DATA-09"],
      atlas: "AML.T0035",
      principal: unlisted,
      action: ["s3:GetObject", "s3:PutObject"],
      resource: objects,
      context: { "aws:ViaAWSService": "true" },
      expected: "denied",
    },
    ...zones.map(([zone, purposes]): AttackCase => ({
      name: `the roles of other zones read or write zone ${zone} from inside the network`,
      controls: ["DATA-09", "DATA-03"],
      atlas: "AML.T0035",
      principal: everyRole
        .filter((purpose) => !purposes.includes(purpose) && !(zone === "artifacts" && outside.includes(purpose)))
        .map(who.listed),
      action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
      resource: `${bucket(zone)}/folder/object`,
      through: "s3",
      expected: "denied",
    })),
    {
      name: "a training job reads raw data, labels or what endpoints received",
      controls: ["DATA-09", "DATA-03"],
      atlas: "AML.T0035",
      principal: who.listed("training"),
      action: [...reads, "s3:PutObject"],
      resource: ["raw", "features", "labels", "capture", "quarantine", "scratch"].map(
        (zone) => `${bucket(zone)}/folder/object`,
      ),
      through: "s3",
      expected: "denied",
    },
    {
      name: "a data scientist reads or writes what is neither treated data nor theirs",
      controls: ["DATA-09", "DATA-03"],
      atlas: "AML.T0035",
      principal: who.listed("ds"),
      action: [...reads, "s3:PutObject"],
      resource: ["raw", "features", "artifacts", "labels", "capture", "quarantine", "scratch"].map(
        (zone) => `${bucket(zone)}/folder/object`,
      ),
      through: "s3",
      expected: "denied",
    },
    {
      name: "a model's container reads what it must not know",
      controls: ["DATA-09", "DATA-03"],
      atlas: "AML.T0025",
      principal: who.listed("model"),
      action: reads,
      resource: ["raw", "curated", "features", "labels", "quarantine", "scratch"].map(
        (zone) => `${bucket(zone)}/folder/object`,
      ),
      through: "s3",
      expected: "denied",
    },
    {
      name: "somebody who poses as a listed role reads or writes from inside the network",
      controls: ["DATA-09"],
      atlas: "AML.T0035",
      principal: impostors,
      action: ["s3:GetObject", "s3:PutObject"],
      resource: objects,
      through: "s3",
      expected: "denied",
    },
    {
      name: "somebody who poses as a listed role reads from outside the network",
      controls: ["DATA-09"],
      principal: impostors,
      action: "s3:GetObject",
      resource: objects,
      expected: "denied",
    },
    {
      name: "a stranger or the other account's roles come through our endpoint",
      controls: ["DATA-09", "NET-08"],
      atlas: "AML.T0025",
      principal: [who.stranger, who.otherDeployer, who.otherEvidenceExport],
      action: ["s3:GetObject", "s3:PutObject"],
      resource: objects,
      through: "s3",
      expected: "denied",
    },
    {
      name: "anybody without a signature comes through our endpoint",
      controls: ["DATA-09", "DATA-08"],
      principal: who.anonymous,
      action: ["s3:GetObject", "s3:PutObject"],
      resource: objects,
      through: "s3",
      expected: "denied",
    },
    {
      name: "an AWS service that no policy admits reads or writes with its own identity",
      controls: ["DATA-09", "DATA-10"],
      principal: ["sagemaker", "glue", "cloudtrail", "delivery.logs", "logging.s3", "guardduty"].map(who.service),
      action: ["s3:GetObject", "s3:PutObject"],
      resource: objects,
      context: { "aws:SourceAccount": accountId },
      expected: "denied",
    },

    // The account's buckets.
    {
      name: "a deployer or Macie, whom the perimeter lets through, reads the records",
      controls: ["DATA-09", "GOV-05"],
      principal: [who.accountDeployer, who.macie],
      action: reads,
      resource: records,
      expected: "denied",
    },
    {
      name: "a role that is not listed reads or writes in the account's buckets",
      controls: ["DATA-09", "GOV-04"],
      atlas: "AML.T0035",
      principal: [...unlisted, ...["ds", "training", "erasure", "pipeline"].map(who.listed)],
      action: [...reads, ...writes],
      resource: accountObjects,
      expected: "denied",
    },
    {
      name: "a role that is not listed lists the account's buckets from inside the network",
      controls: ["DATA-09", "GOV-04"],
      principal: unlisted,
      action: lists,
      resource: Object.values(estate.accountBuckets),
      through: "s3",
      expected: "denied",
    },
    {
      name: "the environment's deployer reads logs, evidence or findings",
      controls: ["DATA-09", "GOV-04"],
      principal: who.platformDeployer,
      action: [...reads, "s3:PutObject"],
      resource: accountObjects.filter((object) => !object.startsWith(code)),
      expected: "denied",
    },
    {
      name: "an administrator writes evidence, or reads the archive, through a service",
      controls: ["DATA-09", "GOV-04"],
      principal: who.administrator,
      action: ["s3:PutObject", "s3:GetObject"],
      resource: [`${evidence}/report.json`, `${String(estate.accountBuckets["audit-logs"])}/AWSLogs/any`],
      context: { "aws:ViaAWSService": "true" },
      expected: "denied",
    },
  ];
}
