import { z } from "zod";
import { sageMakerLogGroups } from "../sageMakerLogGroups.js";
import { uniqueList } from "./uniqueList.js";

/**
 * Singletons of the account stack: what an account or a Region holds only one of, so that an `up` meets whatever is there.
 * Where AWS knows only "set", `create` takes over what it finds; where a second one would be made or refused, the
 * existing one can be imported.
 */
export const adoptSchema = z
  .strictObject({
    trail: importable(
      /^(create|external|import:arn:aws[a-z-]*:cloudtrail:[a-z0-9-]+:\d{12}:trail\/.+)$/,
      "ARN of the trail",
    ).describe(
      "The trail. `external` when an organisation's trail covers the account; `import:<trail ARN>` for one run when a trail of the same name exists.",
    ),
    oidc: importable(
      /^(create|external|import:arn:aws[a-z-]*:iam::\d{12}:oidc-provider\/.+)$/,
      "ARN of the provider",
    ).describe(
      "IAM's provider for the pipelines' tokens, one for each issuer. `external` when somebody else keeps it; `import:<ARN>` for one run to take it over.",
    ),
    accountPab: overwritten("Public-access block of the account's buckets."),
    ebs: overwritten("Encryption of volumes by default, and its key, in each Region."),
    sharing: overwritten("Block of public snapshots and machine images, in each Region."),
    imds: overwritten("Defaults of the instance metadata service, in each Region."),
    serialConsole: overwritten("Access to the serial console of instances, in each Region."),
    vpcBlock: overwritten("Block of internet gateways, in each Region."),
    defaultVpc: overwritten(
      "Default security group of the default VPC, in each Region; `external` where a Region has no default VPC, because there is then nothing to lock.",
    ),
    macie: importable(/^(create|external|import:\d{12})$/, "account id").describe(
      "Macie's session, in each Region. `external` when somebody else keeps it, such as an organisation's administrator; `import:<account id>` for one run where every Region has one.",
    ),
    macieExport: overwritten("Where Macie keeps its results, in each Region."),
    ssm: overwritten("Settings of Systems Manager for documents and automation, in each Region."),
    jobLogs: z
      .enum(["create", "external"], 'must be "create" or "external"')
      .default("create")
      .describe("Log groups that SageMaker's jobs, notebooks and Studio of all environments share, in each Region."),
    existingJobLogs: uniqueList(
      z
        .string()
        .regex(
          new RegExp(`^[a-z0-9-]+:(${sageMakerLogGroups.join("|")})$`),
          `must be "<Region>:<log group>", with one of ${sageMakerLogGroups.join(", ")}`,
        ),
      0,
      "log group",
    )
      .default([])
      .describe(
        "Those of them that exist already, as `<Region>:<log group>`, to take over in this run: key and retention follow in the next `up`, without them in the list.",
      ),
    registry: overwritten("Policy of the image registry, and the scope of that policy, in each Region."),
    portfolio: overwritten("SageMaker's portfolio in Service Catalog, in each Region."),
  })
  .prefault({})
  .describe(
    "What to do about things of which an account or Region holds only one: `create` makes it or overwrites what is there, `external` leaves it to somebody else.",
  );

/** What the account stack does about each of its singletons. */
export type AdoptConfig = z.infer<typeof adoptSchema>;

function importable(pattern: RegExp, what: string) {
  return z.string().regex(pattern, `must be "create", "external" or "import:<${what}>"`).default("create");
}

function overwritten(description: string) {
  return z
    .enum(["create", "external"], 'must be "create", which takes over what exists, or "external"')
    .default("create")
    .describe(description);
}
