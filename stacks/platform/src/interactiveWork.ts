import { roleArn, type Environment, type PlatformConfig } from "@secure-ml/core";
import { Notebook, StudioDomain, StudioUsers } from "@secure-ml/training";
import * as pulumi from "@pulumi/pulumi";

/** Where people work, and under which key. */
export interface InteractiveWorkArgs {
  readonly environment: Environment;
  readonly config: Pick<PlatformConfig, "dataProtection" | "notebooks" | "studio">;
  readonly vpcId: pulumi.Input<string>;
  /** Ids of the private subnets of Studio and notebooks, in the order of the zones. */
  readonly subnetIds: pulumi.Output<string[]>;
  readonly securityGroupId: pulumi.Input<string>;
  readonly keyArn: pulumi.Input<string>;
}

/**
 * Where people work by hand: Studio with its users, and classic notebook instances, as far as the config asks for them.
 *
 * @returns the address of Studio, if there is one
 */
export function interactiveWork(
  { environment, config, vpcId, subnetIds, securityGroupId, keyArn }: InteractiveWorkArgs,
  options: pulumi.ComponentResourceOptions,
): pulumi.Output<string> | undefined {
  const { dataProtection, studio } = config;
  const securityGroupIds = [securityGroupId];
  for (const { name, ...settings } of config.notebooks) {
    new Notebook(
      `notebook-${name}`,
      {
        environment,
        purpose: name,
        ...settings,
        subnetId: subnetIds.apply(([first = ""]) => first),
        securityGroupIds,
        keyArn,
        roleArn: roleArn(environment, "notebook"),
        dataProtection,
      },
      options,
    );
  }
  if (studio === undefined) return undefined;

  const domain = new StudioDomain(
    "studio",
    {
      environment,
      vpcId,
      subnetIds,
      securityGroupIds,
      keyArn,
      defaultRoleArn: roleArn(environment, "studio-default"),
      signIn: studio.identityCenter === undefined ? "iam-without-single-sign-on" : "identity-center",
      dataProtection,
    },
    options,
  );
  new StudioUsers(
    "studio-users",
    {
      domain,
      ...(studio.identityCenter === undefined ? {} : { identityStoreId: studio.identityCenter.identityStoreId }),
      groups: studio.groups,
      users: studio.users,
      roleArns: { ds: roleArn(environment, "ds"), mle: roleArn(environment, "mle") },
      securityGroupIds,
    },
    options,
  );
  return domain.url;
}
