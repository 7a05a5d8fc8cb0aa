import {
  accountEnvironment,
  childOf,
  dataProtectionOptions,
  type DataProtection,
  type Environment,
} from "@secure-ml/core";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { imageRegistryPolicy } from "./imageRepositoryPolicy.js";

/** Arguments of {@link ImageRegistry}. */
export interface ImageRegistryArgs {
  /** Facts of the account stack in the Region of the registry. */
  readonly environment: Environment;
  /** Environments of the account whose deployers, by their fixed names, make repositories. */
  readonly environmentNames: readonly string[];
  /**
   * What a destroy does to the registry's policy; to delete it is to open the repositories.
   * @defaultValue "retain"
   */
  readonly dataProtection?: DataProtection;
}

/**
 * What holds for every image repository of the account in one Region: the registry's policy, in the scope in which it
 * covers every action. Serves TRN-15.
 *
 * @remarks One per account and Region: it overwrites the registry policy that is there.
 * @see AWS, "Private registry permissions in Amazon ECR":
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry-permissions.html
 */
export class ImageRegistry extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:training:ImageRegistry";

  constructor(name: string, args: ImageRegistryArgs, opts?: pulumi.ComponentResourceOptions) {
    super(ImageRegistry.__pulumiType, name, args, opts);
    const environment = accountEnvironment(args.environment);
    const retained = dataProtectionOptions(args.dataProtection ?? "retain");
    const scope = new aws.ecr.AccountSetting(
      `${name}-policy-scope`,
      { name: "REGISTRY_POLICY_SCOPE", value: "V2" },
      childOf(this, "TRN-15", retained),
    );
    new aws.ecr.RegistryPolicy(
      `${name}-policy`,
      { policy: imageRegistryPolicy(environment, args.environmentNames) },
      // In the older scope ECR refuses a policy about anything but replication and caches.
      childOf(this, "TRN-15", { ...retained, dependsOn: scope }),
    );
    this.registerOutputs({});
  }
}
