import { accountEnvironment, CustomerKey, type DataProtection, type Environment } from "@secure-ml/core";
import * as pulumi from "@pulumi/pulumi";
import { accountKeyDomains, accountKeyUses, type AccountKeyDomain } from "./accountKeyUses.js";

/** Arguments of {@link AccountKeys}. */
export interface AccountKeysArgs {
  /** Facts of the account stack in the Region of the keys. */
  readonly environment: Environment;
  /** Whether this is the account's home Region, in which trail, archive and evidence are. */
  readonly isHomeRegion: boolean;
  /**
   * Environments whose deployers, by their fixed names, make image repositories under the key `supply-chain`.
   * @defaultValue none
   */
  readonly environmentNames?: readonly string[];
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

/**
 * The account's customer managed keys in one Region: one for each domain, so that use, rotation and deletion of one
 * never touch another. Serves GOV-03.
 *
 * @remarks Seven keys in each Region; each is billed by the month, and again for every rotation that is kept.
 * @see AWS, "Key policies in AWS KMS": https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
 */
export class AccountKeys extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:governance:AccountKeys";

  /** ARN of each key, by domain. */
  readonly keyArns: Readonly<Record<AccountKeyDomain, pulumi.Output<string>>>;

  constructor(name: string, args: AccountKeysArgs, opts?: pulumi.ComponentResourceOptions) {
    super(AccountKeys.__pulumiType, name, args, opts);
    const environment = accountEnvironment(args.environment);
    const uses = accountKeyUses(environment, args.isHomeRegion, args.environmentNames);

    const keyArn = (domain: AccountKeyDomain): pulumi.Output<string> =>
      new CustomerKey(
        `${name}-${domain}`,
        {
          environment,
          domain,
          description: accountKeyDomains[domain],
          uses: uses[domain],
          controls: ["GOV-03"],
          ...(args.deletionWindowDays === undefined ? {} : { deletionWindowDays: args.deletionWindowDays }),
          ...(args.dataProtection === undefined ? {} : { dataProtection: args.dataProtection }),
        },
        { parent: this },
      ).keyArn;

    this.keyArns = {
      audit: keyArn("audit"),
      evidence: keyArn("evidence"),
      operations: keyArn("operations"),
      "supply-chain": keyArn("supply-chain"),
      volumes: keyArn("volumes"),
      catalog: keyArn("catalog"),
      backup: keyArn("backup"),
    };
    this.registerOutputs({ keyArns: this.keyArns });
  }
}
