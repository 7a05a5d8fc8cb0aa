import { CustomerKey, logGroupKeyUse, type DataProtection, type Environment, type KeyUses } from "@secure-ml/core";
import * as pulumi from "@pulumi/pulumi";

/** Domains whose data can share one key. */
const sharedKeyDomains = ["lake", "features", "artifacts", "capture", "labels"] as const;

/** Name of one of the environment's keys. */
export type DataKeyDomain = (typeof sharedKeyDomains)[number] | "logs";

/**
 * How many keys the data of an environment has.
 *
 * - `key-per-domain`: one each, so that a role that may decrypt one domain cannot decrypt the others
 * - `one-data-key`: one for all but the logs; cheaper, but whoever may decrypt one domain may decrypt them all
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

  /** ARN of each domain's key; with `one-data-key` all but `logs` are the same. */
  readonly keyArns: Readonly<Record<DataKeyDomain, pulumi.Output<string>>>;

  /** @throws pulumi.ResourceError, from the key concerned, for days out of range */
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

    const keys = dataKeyFacts(environment);
    const logs = make("logs", keys.logs);
    if ((args.sharing ?? "key-per-domain") === "one-data-key") {
      const data = make("data", {
        description: "All data of the environment: lake, features, artifacts, capture and labels",
        uses: {
          roles: sharedKeyDomains.flatMap((domain) => keys[domain].uses.roles ?? []),
          services: sharedKeyDomains.flatMap((domain) => keys[domain].uses.services ?? []),
        },
      });
      this.keyArns = { lake: data, features: data, artifacts: data, capture: data, labels: data, logs };
    } else {
      this.keyArns = {
        lake: make("lake", keys.lake),
        features: make("features", keys.features),
        artifacts: make("artifacts", keys.artifacts),
        capture: make("capture", keys.capture),
        labels: make("labels", keys.labels),
        logs,
      };
    }
    this.registerOutputs({ keyArns: this.keyArns });
  }
}

/** The table of keys. A domain's roles join it with the tier that makes them; until then nobody can decrypt. */
function dataKeyFacts(environment: Environment): Readonly<Record<DataKeyDomain, KeyFacts>> {
  const { project, name } = environment;
  return {
    lake: { description: "Raw, curated and quarantined data, and scratch", uses: {} },
    features: { description: "Offline feature store", uses: {} },
    artifacts: { description: "Job outputs, models, evaluation reports and baselines", uses: {} },
    capture: { description: "What endpoints received and answered, and monitoring results", uses: {} },
    labels: { description: "Ground truth, protected attributes and held-out sets", uses: {} },
    logs: {
      description: "Log groups of the environment",
      uses: {
        services: [
          logGroupKeyUse(environment, [
            `/${project}/${name}/`,
            // Names that AWS fixes, or begins.
            "/aws/sagemaker/",
            `aws-waf-logs-${project}-`,
            "API-Gateway-Execution-Logs_",
          ]),
        ],
      },
    },
  };
}
