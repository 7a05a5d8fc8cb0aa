import type { ControlId } from "@secure-ml/controls";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ArgsCheck } from "./argsCheck.js";
import { childOf } from "./childOf.js";
import { dataProtectionOptions, type DataProtection } from "./dataProtection.js";
import type { Environment } from "./environment.js";
import { keyPolicy, type KeyUses } from "./iam/keyPolicy.js";
import { keyAlias } from "./names.js";

/** Arguments of {@link CustomerKey}. */
export interface CustomerKeyArgs {
  readonly environment: Environment;
  /** Data domain that the key serves, such as `lake`; the alias is `alias/<project>-<environment>-<domain>`. */
  readonly domain: string;
  /** What the key protects, for people who meet it in the console. */
  readonly description: string;
  /** Roles and services that may use the key; administrators come from the environment. */
  readonly uses: KeyUses;
  /** Controls that the key serves. */
  readonly controls: readonly ControlId[];
  /**
   * Days between two rotations of the key material, 90 to 365.
   * @defaultValue 365
   */
  readonly rotationPeriodDays?: number;
  /**
   * Days that a deletion can still be called back, 7 to 30.
   * @defaultValue 30
   */
  readonly deletionWindowDays?: number;
  /**
   * What a destroy does to the key. `disposable` also lets deployers schedule its deletion, which makes everything
   * that was encrypted under it unreadable.
   * @defaultValue "retain"
   */
  readonly dataProtection?: DataProtection;
}

/**
 * A customer managed KMS key for one data domain, rotated every year, with a policy that separates administration from
 * use, and its alias. Serves DATA-01, DATA-02 and GOV-03.
 *
 * @remarks The policy is an argument of the key, not a separate resource: that would leave a moment with KMS's
 * permissive default policy and restore it when destroyed.
 * @see AWS, "Rotate AWS KMS keys": https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html
 * @example
 * ```ts
 * import { CustomerKey } from "@secure-ml/core";
 *
 * new CustomerKey("reports", {
 *   environment,
 *   domain: "reports",
 *   description: "Reports for people",
 *   uses: {
 *     roles: [
 *       {
 *         sid: "Reading",
 *         roleArns: ["arn:aws:iam::111111111111:role/acme/dev/acme-dev-report-mail"],
 *         actions: ["kms:Decrypt"],
 *         viaServices: ["s3"],
 *       },
 *     ],
 *   },
 *   controls: ["DATA-01"],
 * });
 * ```
 */
export class CustomerKey extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:core:CustomerKey";

  /** ARN of the key: what to hand to services, which resolve aliases in the caller's account. */
  readonly keyArn: pulumi.Output<string>;
  /** Name of the alias, for people. */
  readonly aliasName: pulumi.Output<string>;

  /** @throws pulumi.ResourceError for numbers out of range */
  constructor(name: string, args: CustomerKeyArgs, opts?: pulumi.ComponentResourceOptions) {
    super(CustomerKey.__pulumiType, name, args, opts);
    const rotationPeriodInDays = args.rotationPeriodDays ?? 365;
    const deletionWindowInDays = args.deletionWindowDays ?? 30;
    const dataProtection = args.dataProtection ?? "retain";
    new ArgsCheck(this, `CustomerKey "${name}"`)
      .intRange("rotationPeriodDays", rotationPeriodInDays, 90, 365, "days")
      .intRange("deletionWindowDays", deletionWindowInDays, 7, 30, "days")
      .done();

    const { environment, domain } = args;
    const key = new aws.kms.Key(
      `${name}-key`,
      {
        description: args.description,
        enableKeyRotation: true,
        rotationPeriodInDays,
        deletionWindowInDays,
        multiRegion: false,
        policy: keyPolicy(environment, `key "${domain}"`, args.uses, dataProtection === "disposable"),
      },
      childOf(this, args.controls, dataProtectionOptions(dataProtection)),
    );
    const alias = new aws.kms.Alias(
      `${name}-alias`,
      { name: keyAlias(environment, domain), targetKeyId: key.keyId },
      childOf(this, args.controls, dataProtectionOptions(dataProtection)),
    );

    this.keyArn = key.arn;
    this.aliasName = alias.name;
    this.registerOutputs({ keyArn: this.keyArn, aliasName: this.aliasName });
  }
}
