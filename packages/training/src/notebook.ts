import {
  ArgsCheck,
  childOf,
  physicalName,
  type DataProtection,
  type Environment,
  type ServiceRole,
} from "@secure-ml/core";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { notebookIdleStop } from "./notebookIdleStop.js";

/** Arguments of {@link Notebook}. */
export interface NotebookArgs {
  readonly environment: Environment;
  /** What it is for, such as `exploration`; its name is `<project>-<environment>-<purpose>`. */
  readonly purpose: string;
  /** Team that answers for it (tag `owner`). */
  readonly owner: string;
  /** Day from which it is no longer needed, `YYYY-MM-DD` (tag `expires`). Nothing removes it on that day. */
  readonly expires: string;
  /** Id of a private subnet. Another one makes another instance, without the volume's contents. */
  readonly subnetId: pulumi.Input<string>;
  /** Ids of 1 to 5 security groups. */
  readonly securityGroupIds: pulumi.Input<pulumi.Input<string>[]>;
  /** ARN of the key of its volume, which its caller must be able to make grants with. */
  readonly keyArn: pulumi.Input<string>;
  /** The role with which everything in it works, and which may stop it; the instance waits for its permissions. */
  readonly executionRole: Pick<ServiceRole, "roleArn" | "ready">;
  /**
   * Machine.
   * @defaultValue "ml.t3.medium"
   */
  readonly instanceType?: string;
  /**
   * Size of its volume in GiB, 5 to 16384; it can grow, and shrinks only with another instance.
   * @defaultValue 20
   */
  readonly volumeGib?: number;
  /**
   * Minutes without use after which it stops, 15 to 1440.
   * @defaultValue 60
   */
  readonly idleMinutes?: number;
  /**
   * `retain` keeps anything from deleting or replacing it.
   * @defaultValue "retain"
   */
  readonly dataProtection?: DataProtection;
}

/**
 * A classic notebook instance: in a private subnet, with no other way out, without root for those who work in it, with
 * IMDSv2 alone, on an encrypted volume, and stopped when nobody uses it. Serves TRN-04. Studio does the same and more:
 * this is for what Studio cannot do.
 *
 * @remarks Billed by the hour while it runs, the volume always. Whoever may call `CreatePresignedNotebookInstanceUrl` for
 * it works with its role. A change of network, key or platform replaces it and deletes its volume; every other change
 * stops and starts it. The start script runs as root: nobody but deployers may change it.
 * @see AWS, "Connect a Notebook Instance in a VPC to External Resources":
 * https://docs.aws.amazon.com/sagemaker/latest/dg/appendix-notebook-and-internet-access.html
 * @example
 * ```ts
 * import { Notebook } from "@secure-ml/training";
 *
 * new Notebook("exploration", {
 *   environment,
 *   purpose: "exploration",
 *   owner: "ml-platform",
 *   expires: "2027-06-30",
 *   subnetId,
 *   securityGroupIds,
 *   keyArn,
 *   executionRole,
 * });
 * ```
 */
export class Notebook extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:training:Notebook";

  /** ARN of the instance. */
  readonly notebookArn: pulumi.Output<string>;

  /**
   * @throws pulumi.ResourceError for numbers out of range, no day, and lists that AWS would refuse, all at once
   * @throws NameError when SageMaker would refuse the name
   */
  constructor(name: string, args: NotebookArgs, opts?: pulumi.ComponentResourceOptions) {
    super(Notebook.__pulumiType, name, args, opts);
    const { environment, purpose, owner, expires, securityGroupIds } = args;
    const volumeSize = args.volumeGib ?? 20;
    const idleMinutes = args.idleMinutes ?? 60;
    new ArgsCheck(this, `Notebook "${name}"`)
      .intRange("volumeGib", volumeSize, 5, 16_384, "GiB")
      .intRange("idleMinutes", idleMinutes, 15, 1440, "minutes")
      .that(/^\d{4}-\d{2}-\d{2}$/.test(expires), "expires", "must be a day, as YYYY-MM-DD", expires)
      .that(owner !== "", "owner", "must name the team that answers for it")
      .that(
        !Array.isArray(securityGroupIds) || (securityGroupIds.length >= 1 && securityGroupIds.length <= 5),
        "securityGroupIds",
        "must name 1 to 5 security groups",
      )
      .done();

    const lifecycle = new aws.sagemaker.NotebookInstanceLifecycleConfiguration(
      `${name}-lifecycle`,
      { onStart: Buffer.from(notebookIdleStop(idleMinutes)).toString("base64") },
      childOf(this, "TRN-04"),
    );
    const notebook = new aws.sagemaker.NotebookInstance(
      `${name}-notebook`,
      {
        name: physicalName(environment, "notebook", purpose),
        instanceType: args.instanceType ?? "ml.t3.medium",
        platformIdentifier: "notebook-al2023-v1",
        roleArn: args.executionRole.roleArn,
        subnetId: args.subnetId,
        securityGroups: securityGroupIds,
        directInternetAccess: "Disabled",
        rootAccess: "Disabled",
        instanceMetadataServiceConfiguration: { minimumInstanceMetadataServiceVersion: "2" },
        kmsKeyId: args.keyArn,
        volumeSize,
        lifecycleConfigName: lifecycle.name,
        tags: { owner, expires },
      },
      // A kept instance would go on being billed, so it is protected, but not retained.
      childOf(this, "TRN-04", {
        protect: (args.dataProtection ?? "retain") === "retain",
        deleteBeforeReplace: true,
        // The first start runs the script, which works with the role.
        dependsOn: args.executionRole.ready,
      }),
    );

    this.notebookArn = notebook.arn;
    this.registerOutputs({ notebookArn: this.notebookArn });
  }
}
