import { childOf, dataProtectionOptions, type Adoption, type DataProtection } from "@secure-ml/core";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** Arguments of {@link AccountGuardrails}. */
export interface AccountGuardrailsArgs {
  /**
   * Whether the account's public-access block is made here; `external` when the organisation's S3 policy sets it, because
   * the account can then not change it.
   * @defaultValue "create"
   */
  readonly accountPab?: Adoption;
  /**
   * What a destroy does to it; to delete it is to unblock public access.
   * @defaultValue "retain"
   */
  readonly dataProtection?: DataProtection;
}

/**
 * Safe defaults that hold for a whole account: no bucket or object is public, whatever its own settings say. Serves
 * GOV-22 and DATA-08.
 *
 * @remarks One per account: make it in the home Region only. It overwrites what the account has.
 * @see AWS, "Configuring block public access settings for your account":
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/configuring-block-public-access-account.html
 */
export class AccountGuardrails extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:governance:AccountGuardrails";

  constructor(name: string, args: AccountGuardrailsArgs = {}, opts?: pulumi.ComponentResourceOptions) {
    super(AccountGuardrails.__pulumiType, name, args, opts);
    if ((args.accountPab ?? "create") === "create") {
      new aws.s3.AccountPublicAccessBlock(
        `${name}-public-access`,
        { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
        childOf(this, ["GOV-22", "DATA-08"], dataProtectionOptions(args.dataProtection ?? "retain")),
      );
    }
    this.registerOutputs({});
  }
}
