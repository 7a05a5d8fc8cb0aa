import { ArgsCheck, childOf, encryptionExclusions, type EncryptionExclusion, type Environment } from "@secure-ml/core";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** Whether traffic inside the VPC must be encrypted. */
export interface TransitEncryptionSettings {
  /**
   * `monitor` shows in the flow logs what is not encrypted; `enforce` refuses it. Change to `enforce` only after
   * `monitor`, when nothing blocks it any more.
   * @defaultValue "monitor"
   */
  readonly mode?: "monitor" | "enforce" | undefined;
  /**
   * Paths that may stay unencrypted in the mode `enforce`.
   * @defaultValue none
   */
  readonly exclusions?: readonly EncryptionExclusion[] | undefined;
}

/** Arguments of {@link TransitEncryption}. */
export interface TransitEncryptionArgs extends TransitEncryptionSettings {
  readonly environment: Environment;
  /** Id of the VPC. */
  readonly vpcId: pulumi.Input<string>;
}

/**
 * VPC encryption control: watches, or enforces, that traffic inside the VPC is encrypted by the hardware or by TLS. The
 * field `encryption-status` of the flow logs shows it for each flow. Serves NET-15.
 *
 * @remarks Billed by the hour for each VPC. `enforce` fails while a resource blocks it, such as an instance type without
 * that hardware: `GetVpcResourcesBlockingEncryptionEnforcement` lists them. Studio's file system needs its exclusion.
 * @see AWS, "Enforce VPC encryption in transit":
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-encryption-controls.html
 */
export class TransitEncryption extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:network:TransitEncryption";

  /** @throws pulumi.ResourceError for exclusions in the mode `monitor` or unknown ones, all problems at once */
  constructor(name: string, args: TransitEncryptionArgs, opts?: pulumi.ComponentResourceOptions) {
    super(TransitEncryption.__pulumiType, name, args, opts);
    const { environment, vpcId, mode = "monitor", exclusions = [] } = args;
    checkEncryptionSettings(new ArgsCheck(this, `TransitEncryption "${name}"`), args).done();
    new aws.ec2.VpcEncryptionControl(
      `${name}-control`,
      {
        vpcId,
        mode,
        // Each is written out: what is not excluded is to be seen.
        ...(mode === "enforce" ? stated(exclusions) : {}),
        tags: { Name: `${environment.project}-${environment.name}` },
      },
      childOf(this, "NET-15"),
    );
    this.registerOutputs({});
  }
}

/**
 * States what the settings of the encryption control must be.
 *
 * @param check collects the problems
 */
export function checkEncryptionSettings(check: ArgsCheck, settings: TransitEncryptionSettings): ArgsCheck {
  const { mode = "monitor", exclusions = [] } = settings;
  const known: readonly string[] = encryptionExclusions;
  const strange = exclusions.filter((exclusion) => !known.includes(exclusion));
  return check
    .oneOf("mode", mode, ["monitor", "enforce"])
    .that(strange.length === 0, "exclusions", `must be some of ${known.join(", ")}`, strange)
    .that(
      mode === "enforce" || exclusions.length === 0,
      "exclusions",
      "must be left out in the mode monitor, which refuses nothing",
      exclusions,
    );
}

function stated(
  exclusions: readonly EncryptionExclusion[],
): Readonly<Record<`${EncryptionExclusion}Exclusion`, string>> {
  return Object.fromEntries(
    encryptionExclusions.map((path) => [`${path}Exclusion`, exclusions.includes(path) ? "enable" : "disable"]),
  ) as Record<`${EncryptionExclusion}Exclusion`, string>;
}
