import {
  alarmKeyUse,
  arn,
  CustomerKey,
  eventDeadLetterKeyUse,
  logGroupKeyUse,
  topicDeliveryKeyUse,
  type DataProtection,
  type Environment,
  type KeyUses,
} from "@secure-ml/core";
import * as pulumi from "@pulumi/pulumi";

/** Domains of the keys that encrypt buckets. */
export const bucketKeyDomains = ["lake", "features", "artifacts", "capture", "labels"] as const;

/** Domains of the keys that encrypt volumes: of jobs and endpoints, and of Studio and notebooks. */
const volumeKeyDomains = ["compute", "studio"] as const;

/** Name of a key that encrypts buckets. */
export type BucketKeyDomain = (typeof bucketKeyDomains)[number];

/** Name of one of the environment's keys. */
export type DataKeyDomain =
  BucketKeyDomain | (typeof volumeKeyDomains)[number] | "database" | "secrets" | "messaging" | "logs";

/** What a tier adds to the users of the environment's keys. */
export type DataKeyUses = Readonly<Partial<Record<DataKeyDomain, KeyUses>>>;

/**
 * How many keys the data of an environment has.
 *
 * - `key-per-domain`: one each, so that a role that may decrypt one domain cannot decrypt the others
 * - `one-data-key`: one for all buckets and one for all volumes; cheaper, but whoever may decrypt one domain may decrypt
 *   those that share its key
 */
export type KeySharing = "key-per-domain" | "one-data-key";

/** Arguments of {@link DataKeys}. */
export interface DataKeysArgs {
  /** Facts of the platform stack. */
  readonly environment: Environment;
  /**
   * How many keys the data has.
   * @defaultValue "key-per-domain"
   */
  readonly sharing?: KeySharing;
  /**
   * Who uses the keys besides the services and deployers that every environment needs: one entry for each tier, which
   * names its roles by ARNs composed from names. Sids are unique within a domain.
   * @defaultValue nobody: no role can decrypt anything
   */
  readonly uses?: readonly DataKeyUses[];
  /**
   * Days that the deletion of a key can still be called back, 7 to 30.
   * @defaultValue 30
   */
  readonly deletionWindowDays?: number;
  /**
   * What a destroy does to the keys.
   * @defaultValue "retain"
   */
  readonly dataProtection?: DataProtection;
}

/** What a key protects and who may use it. */
interface KeyFacts {
  readonly description: string;
  readonly uses: KeyUses;
}

/**
 * The environment's customer managed keys, one for each data domain (DATA-01), each with exactly the users that it
 * needs (DATA-02).
 *
 * @remarks A key is billed by the month, and again for every rotation that is kept. To change the sharing makes new
 * keys: what was written before stays under the old ones, which `retain` keeps.
 * @see AWS, "Rotate AWS KMS keys": https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html
 */
export class DataKeys extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:data:DataKeys";

  /** ARN of each domain's key; with `one-data-key` several domains have the same. */
  readonly keyArns: Readonly<Record<DataKeyDomain, pulumi.Output<string>>>;

  /**
   * @throws pulumi.ResourceError, from the key concerned, for days out of range
   * @throws PolicyDocumentError when two tiers use the same Sid in one domain, or name too many roles for one policy
   */
  constructor(name: string, args: DataKeysArgs, opts?: pulumi.ComponentResourceOptions) {
    super(DataKeys.__pulumiType, name, args, opts);
    const { environment } = args;
    const make = (domain: string, { description, uses }: KeyFacts): pulumi.Output<string> =>
      new CustomerKey(
        `${name}-${domain}`,
        {
          environment,
          domain,
          description,
          uses,
          controls: ["DATA-01", "DATA-02"],
          ...(args.deletionWindowDays === undefined ? {} : { deletionWindowDays: args.deletionWindowDays }),
          ...(args.dataProtection === undefined ? {} : { dataProtection: args.dataProtection }),
        },
        { parent: this },
      ).keyArn;

    const facts = dataKeyFacts(environment, args.uses ?? []);
    const own = <Domain extends DataKeyDomain>(domains: readonly Domain[]): Record<Domain, pulumi.Output<string>> =>
      keyOf(domains, (domain) => make(domain, facts[domain]));
    const shared = <Domain extends DataKeyDomain>(
      key: string,
      description: string,
      domains: readonly Domain[],
    ): Record<Domain, pulumi.Output<string>> => {
      const keyArn = make(key, {
        description,
        uses: sharedUses(domains.map((domain) => [domain, facts[domain].uses])),
      });
      return keyOf(domains, () => keyArn);
    };
    const oneDataKey = (args.sharing ?? "key-per-domain") === "one-data-key";
    this.keyArns = {
      ...(oneDataKey
        ? {
            ...shared("data", "All buckets: lake, features, artifacts, capture and labels", bucketKeyDomains),
            ...shared("volumes", "Volumes of jobs, endpoints, Studio and notebooks", volumeKeyDomains),
          }
        : { ...own(bucketKeyDomains), ...own(volumeKeyDomains) }),
      ...own(["database", "secrets", "messaging", "logs"]),
    };
    this.registerOutputs({ keyArns: this.keyArns });
  }
}

function keyOf<Domain extends string>(
  domains: readonly Domain[],
  keyArn: (domain: Domain) => pulumi.Output<string>,
): Record<Domain, pulumi.Output<string>> {
  return Object.fromEntries(domains.map((domain) => [domain, keyArn(domain)])) as Record<Domain, pulumi.Output<string>>;
}

/** The table of keys, with what each tier adds. Until a tier adds its roles, none can decrypt. */
function dataKeyFacts(
  environment: Environment,
  added: readonly DataKeyUses[],
): Readonly<Record<DataKeyDomain, KeyFacts>> {
  const { project, name } = environment;
  const roleArns = [...environment.deployerRoleArns, ...environment.breakGlassRoleArns];
  const key = (domain: DataKeyDomain, description: string, uses: KeyUses = {}): KeyFacts => ({
    description,
    uses: merged([uses, ...added.map((tier) => tier[domain] ?? {})]),
  });
  // Whoever makes an endpoint, a domain or a notebook lets SageMaker use the key of its volumes.
  const volumes = { sid: "Deployers", roleArns, viaServices: ["sagemaker"] };
  return {
    lake: key("lake", "Raw, curated and quarantined data, and scratch"),
    features: key("features", "Offline feature store"),
    artifacts: key("artifacts", "Job outputs, models, evaluation reports and baselines"),
    capture: key("capture", "What endpoints received and answered, and monitoring results"),
    labels: key("labels", "Ground truth, protected attributes and held-out sets"),
    compute: key("compute", "Volumes of jobs and endpoints", { grants: [volumes] }),
    studio: key("studio", "Volumes and home directories of Studio, and notebooks", {
      grants: [volumes],
      roles: [
        {
          // Studio's home directories: whoever makes an encrypted file system needs its key.
          sid: "HomeDirectories",
          roleArns,
          actions: ["kms:CreateGrant", "kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKeyWithoutPlaintext"],
          viaServices: ["elasticfilesystem"],
        },
      ],
    }),
    database: key("database", "Databases and tables", {
      roles: [
        {
          // Whoever makes a table hands its key to DynamoDB, which then needs nobody. Reading items asks for the reader's own
          // right to decrypt, which no deployer has.
          sid: "Tables",
          roleArns,
          actions: ["kms:CreateGrant", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*"],
          viaServices: ["dynamodb"],
        },
      ],
      // And whoever makes a database does so with RDS.
      grants: [{ sid: "Databases", roleArns, viaServices: ["rds"] }],
    }),
    secrets: key("secrets", "Secrets", {
      // RDS keeps an administrator's password with the right of whoever makes the database: of this one kind of secret they
      // hold the key. Secrets Manager first tries whether whoever makes a secret may use its key, on a version that no
      // value has: some calls show that in the version, others in the ARN.
      roles: [
        {
          sid: "KeyValidation",
          roleArns,
          actions: ["kms:Decrypt", "kms:GenerateDataKey"],
          viaServices: ["secretsmanager"],
          encryptionContext: { SecretVersionId: ["RequestToValidateKeyAccess"] },
        },
        {
          sid: "ManagedPasswords",
          roleArns,
          actions: ["kms:Decrypt", "kms:GenerateDataKey"],
          viaServices: ["secretsmanager"],
          encryptionContext: {
            SecretARN: [
              arn(environment, { service: "secretsmanager", resource: "secret:rds!*" }),
              "RequestToValidateKeyAccess",
            ],
          },
        },
      ],
      grants: [{ sid: "ManagedPasswords", roleArns, viaServices: ["rds", "secretsmanager"] }],
    }),
    messaging: key("messaging", "Topics, queues, functions, schedules and state machines", {
      roles: [
        {
          // Whoever makes a function encrypts its variables and grants it the key; who cannot decrypt them sees none, and
          // every refresh would then report a change.
          sid: "FunctionVariables",
          roleArns,
          actions: ["kms:CreateGrant", "kms:Decrypt", "kms:Encrypt"],
          viaServices: ["lambda"],
        },
      ],
      services: [alarmKeyUse(environment), eventDeadLetterKeyUse(environment), topicDeliveryKeyUse(environment)],
    }),
    logs: key("logs", "Log groups of the environment", {
      services: [
        logGroupKeyUse(environment, [
          `/${project}/${name}/`,
          // Names that AWS fixes, or begins.
          "/aws/sagemaker/Endpoints/",
          `/aws/rds/instance/${project}-${name}-`,
          `aws-waf-logs-${project}-`,
          "API-Gateway-Execution-Logs_",
        ]),
      ],
    }),
  };
}

function merged(uses: readonly KeyUses[]): Required<KeyUses> {
  return {
    roles: uses.flatMap(({ roles = [] }) => roles),
    grants: uses.flatMap(({ grants = [] }) => grants),
    services: uses.flatMap(({ services = [] }) => services),
    serviceLinkedRoles: uses.flatMap(({ serviceLinkedRoles = [] }) => serviceLinkedRoles),
  };
}

/**
 * The uses of several domains in one policy: under Sids that begin with the domain, except for a use that several domains
 * have alike, which stands once.
 */
function sharedUses(domains: readonly (readonly [domain: string, uses: KeyUses])[]): KeyUses {
  const together = <Use extends { readonly sid: string }>(
    usesOf: (uses: KeyUses) => readonly Use[],
  ): readonly Use[] => {
    const all = domains.flatMap(([domain, uses]) =>
      usesOf(uses).map((use) => ({ domain, use, text: JSON.stringify(use) })),
    );
    return all
      .filter(({ text }, index) => all.findIndex((other) => other.text === text) === index)
      .map(({ domain, use, text }) =>
        all.some((other) => other.domain !== domain && other.text === text)
          ? use
          : { ...use, sid: `${domain.charAt(0).toUpperCase()}${domain.slice(1)}${use.sid}` },
      );
  };
  return {
    roles: together(({ roles = [] }) => roles),
    grants: together(({ grants = [] }) => grants),
    services: together(({ services = [] }) => services),
    serviceLinkedRoles: together(({ serviceLinkedRoles = [] }) => serviceLinkedRoles),
  };
}
