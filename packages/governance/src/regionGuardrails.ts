import {
  accountEnvironment,
  arn,
  childOf,
  dataProtectionOptions,
  EncryptedLogGroup,
  logGroupName,
  type Adoption,
  type DataProtection,
  type Environment,
  type LogRetention,
} from "@secure-ml/core";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/**
 * Settings of which a Region holds only one, by their keys in the account stack's config:
 *
 * - `ebs`: encryption of volumes by default, and the default key
 * - `sharing`: block of public snapshots and machine images
 * - `imds`: defaults of the instance metadata service
 * - `serialConsole`: access to the serial console of instances
 * - `vpcBlock`: block of internet gateways
 * - `defaultVpc`: security group of the default VPC; `external` where there is no default VPC
 * - `ssm`: settings of Systems Manager for documents and automation
 * - `portfolio`: SageMaker's portfolio in Service Catalog
 */
export type RegionSingleton =
  "ebs" | "sharing" | "imds" | "serialConsole" | "vpcBlock" | "defaultVpc" | "ssm" | "portfolio";

/** Arguments of {@link RegionGuardrails}. */
export interface RegionGuardrailsArgs {
  /** Facts of the account stack in the Region. */
  readonly environment: Environment;
  /** ARN of the Region's key `volumes`: the key of every volume that is made without naming one. */
  readonly volumesKeyArn: pulumi.Input<string>;
  /** ARN of the Region's key `audit`, which encrypts the log group of automation scripts. */
  readonly logKmsKeyArn: pulumi.Input<string>;
  /** How long the log group of automation scripts keeps its events. */
  readonly logRetention: LogRetention;
  /**
   * Which of the settings are made here; AWS overwrites what the Region has.
   * @defaultValue "create" for each
   */
  readonly adopt?: Readonly<Partial<Record<RegionSingleton, Adoption>>>;
  /**
   * What internet gateways let through in every VPC of the Region: nothing, or, with `block-ingress`, what NAT gateways
   * start from inside.
   * @defaultValue "block-bidirectional"
   */
  readonly internetGatewayBlock?: "block-bidirectional" | "block-ingress";
  /**
   * Whether the default VPC is taken over for deletion: the next `up`, with `adopt.defaultVpc` set to `external`, then
   * deletes it.
   * @remarks Where the Region has no default VPC, the provider makes one.
   * @defaultValue false
   */
  readonly removeDefaultVpc?: boolean;
  /**
   * What a destroy does to the settings; to delete them is to turn them off.
   * @defaultValue "retain"
   */
  readonly dataProtection?: DataProtection;
}

/**
 * Safe defaults of one Region, in place before any workload: volumes are encrypted, nothing is shared with the public,
 * metadata needs a session token, internet gateways are shut. Serves GOV-22.
 *
 * @remarks One per Region. Each setting holds for every VPC and instance of the account in the Region, whoever made it.
 * A workload that names a key of its own for a volume keeps it.
 * @see AWS, "Block public access to VPCs and subnets":
 * https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html
 * @see AWS, "Enable Amazon EBS encryption by default":
 * https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html
 */
export class RegionGuardrails extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:governance:RegionGuardrails";

  constructor(name: string, args: RegionGuardrailsArgs, opts?: pulumi.ComponentResourceOptions) {
    super(RegionGuardrails.__pulumiType, name, args, opts);
    const made = (key: RegionSingleton): boolean => (args.adopt?.[key] ?? "create") === "create";
    const retained = dataProtectionOptions(args.dataProtection ?? "retain");
    const options = (more: pulumi.CustomResourceOptions = {}) => childOf(this, "GOV-22", { ...retained, ...more });

    if (made("ebs")) {
      const defaultKey = new aws.ebs.DefaultKmsKey(`${name}-volume-key`, { keyArn: args.volumesKeyArn }, options());
      new aws.ebs.EncryptionByDefault(
        `${name}-volume-encryption`,
        { enabled: true },
        // Else volumes of the time in between would be encrypted with AWS's key.
        options({ dependsOn: defaultKey }),
      );
    }
    if (made("sharing")) {
      new aws.ebs.SnapshotBlockPublicAccess(`${name}-snapshot-sharing`, { state: "block-all-sharing" }, options());
      new aws.ec2.ImageBlockPublicAccess(`${name}-image-sharing`, { state: "block-new-sharing" }, options());
    }
    if (made("imds")) {
      new aws.ec2.InstanceMetadataDefaults(
        `${name}-metadata`,
        // One hop: the token does not leave the instance, so a container behind its bridge gets none.
        { httpTokens: "required", httpPutResponseHopLimit: 1 },
        options(),
      );
    }
    if (made("serialConsole")) {
      new aws.ec2.SerialConsoleAccess(`${name}-serial-console`, { enabled: false }, options());
    }
    if (made("vpcBlock")) {
      new aws.ec2.VpcBlockPublicAccessOptions(
        `${name}-internet-gateways`,
        { internetGatewayBlockMode: args.internetGatewayBlock ?? "block-bidirectional" },
        childOf(this, ["GOV-22", "NET-14"], retained),
      );
    }
    if (made("defaultVpc")) {
      // Not protected: both stay as they are when they leave the stack, unless the VPC is there to be deleted.
      const vpc =
        args.removeDefaultVpc === true
          ? new aws.ec2.DefaultVpc(`${name}-default-vpc`, { forceDestroy: true }, childOf(this, "GOV-22"))
          : undefined;
      new aws.ec2.DefaultSecurityGroup(
        `${name}-default-group`,
        // Without a VPC's id it is the group of the default VPC. Lists that are left out mean no rules.
        { ...(vpc === undefined ? {} : { vpcId: vpc.id }) },
        childOf(this, "GOV-22"),
      );
    }
    if (made("ssm")) {
      this.#systemsManager(name, args, options());
    }
    if (made("portfolio")) {
      new aws.sagemaker.ServicecatalogPortfolioStatus(`${name}-portfolio`, { status: "Disabled" }, options());
    }
    this.registerOutputs({});
  }

  /**
   * Documents are not shared with the public, and what automation scripts print is kept.
   *
   * @see AWS, "UpdateServiceSetting":
   * https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_UpdateServiceSetting.html
   */
  #systemsManager(name: string, args: RegionGuardrailsArgs, options: pulumi.CustomResourceOptions): void {
    const environment = accountEnvironment(args.environment);
    const logGroup = new EncryptedLogGroup(
      `${name}-automation`,
      {
        environment,
        logGroupName: logGroupName(environment, "governance", "automation"),
        kmsKeyArn: args.logKmsKeyArn,
        retention: args.logRetention,
        retentionClass: "audit",
        controls: ["GOV-22"],
      },
      { parent: this },
    );
    // The whole ARN: the service answers with it, and a short id would look like a change every time.
    const settingId = (path: string): string =>
      arn(environment, { service: "ssm", resource: `servicesetting/${path}` });
    new aws.ssm.ServiceSetting(
      `${name}-document-sharing`,
      { settingId: settingId("ssm/documents/console/public-sharing-permission"), settingValue: "Disable" },
      options,
    );
    const group = new aws.ssm.ServiceSetting(
      `${name}-automation-log-group`,
      {
        settingId: settingId("ssm/automation/customer-script-log-group-name"),
        settingValue: logGroup.logGroupName,
      },
      options,
    );
    new aws.ssm.ServiceSetting(
      `${name}-automation-log-destination`,
      { settingId: settingId("ssm/automation/customer-script-log-destination"), settingValue: "CloudWatch" },
      pulumi.mergeOptions(options, { dependsOn: group }),
    );
  }
}
