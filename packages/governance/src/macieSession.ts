import {
  adoptionOptions,
  ArgsCheck,
  childOf,
  dataProtectionOptions,
  macieResultsPrefix,
  type Adoption,
  type DataProtection,
  type Environment,
} from "@secure-ml/core";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** Arguments of {@link MacieSession}. */
export interface MacieSessionArgs {
  /** Facts of the account stack in the Region that Macie works in. */
  readonly environment: Environment;
  /** The bucket that takes results: it has no lock, its policy admits Macie, and it may be in another Region. */
  readonly findings: {
    /** Name of the bucket. */
    readonly bucketName: pulumi.Input<string>;
    /** Resolves when the bucket admits Macie, which writes a test object when the export is set. */
    readonly ready: pulumi.Resource;
  };
  /** ARN of the key that encrypts results, in the Region of the bucket; it must admit Macie. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /**
   * What to do about the session: `create`, `external` for one that somebody else keeps, or `import:<account id>` for one
   * run that takes an existing one over. Macie refuses a second session.
   * @defaultValue "create"
   */
  readonly adopt?: string;
  /**
   * What to do about the export, of which a Region has one; AWS overwrites what is there.
   * @defaultValue "create"
   */
  readonly adoptExport?: Adoption;
  /**
   * How often Macie publishes changes of findings about buckets; findings of sensitive data come at once.
   * @defaultValue "FIFTEEN_MINUTES"
   */
  readonly findingPublishingFrequency?: "FIFTEEN_MINUTES" | "ONE_HOUR" | "SIX_HOURS";
  /**
   * What a destroy does to the session. `disposable` ends it, and with it go its findings and jobs.
   * @defaultValue "retain"
   */
  readonly dataProtection?: DataProtection;
}

/**
 * Macie in one Region of the account: it takes stock of every bucket, and what its jobs find out about objects is kept
 * beyond Macie's 90 days in an encrypted bucket of ours. Serves GOV-12. What is looked into are the jobs of each
 * environment.
 *
 * @remarks Billed by bucket, and by the volume that is looked into; the first 30 days are free. Macie makes its
 * service-linked role when it begins. Automated discovery has no resource: the runbook says how it is switched on. A Region that
 * has to be opted into keeps its results in a bucket of a Region that need not be, or in one of its own.
 * @see AWS, "Storing and retaining sensitive data discovery results":
 * https://docs.aws.amazon.com/macie/latest/user/discovery-results-repository-s3.html
 * @example
 * ```ts
 * import { MacieSession } from "@secure-ml/governance";
 *
 * new MacieSession("macie", {
 *   environment,
 *   findings,
 *   kmsKeyArn,
 * });
 * ```
 */
export class MacieSession extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:governance:MacieSession";

  /** @throws pulumi.ResourceError for another account's session */
  constructor(name: string, args: MacieSessionArgs, opts?: pulumi.ComponentResourceOptions) {
    super(MacieSession.__pulumiType, name, args, opts);
    const adopt = args.adopt ?? "create";
    const known = ["create", "external", `import:${args.environment.accountId}`];
    new ArgsCheck(this, `MacieSession "${name}"`).oneOf("adopt", adopt, known).done();
    const retained = dataProtectionOptions(args.dataProtection ?? "retain");
    const session =
      adopt === "external"
        ? undefined
        : new aws.macie2.Account(
            `${name}-session`,
            {
              status: "ENABLED",
              findingPublishingFrequency: args.findingPublishingFrequency ?? "FIFTEEN_MINUTES",
            },
            childOf(this, ["GOV-12"], { ...retained, ...adoptionOptions(adopt) }),
          );
    if ((args.adoptExport ?? "create") === "create") {
      new aws.macie2.ClassificationExportConfiguration(
        `${name}-export`,
        {
          s3Destination: {
            bucketName: args.findings.bucketName,
            keyPrefix: macieResultsPrefix,
            kmsKeyArn: args.kmsKeyArn,
          },
        },
        childOf(this, ["GOV-12"], {
          ...retained,
          dependsOn: [args.findings.ready, ...(session === undefined ? [] : [session])],
        }),
      );
    }
    this.registerOutputs({});
  }
}
