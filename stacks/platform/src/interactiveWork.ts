import type { Environment, PlatformConfig } from "@secure-ml/core";
import {
  Notebook,
  NotebookRole,
  StudioDomain,
  StudioUsers,
  type NotebookRoleArgs,
  type PersonaRoles,
} from "@secure-ml/training";
import * as pulumi from "@pulumi/pulumi";

/** Where people work, as whom, and under which key. */
export interface InteractiveWorkArgs extends Pick<NotebookRoleArgs, "curated" | "guardrailPolicyArns"> {
  readonly environment: Environment;
  readonly config: Pick<PlatformConfig, "dataProtection" | "notebooks" | "studio">;
  readonly vpcId: pulumi.Input<string>;
  /** Ids of the private subnets of Studio and notebooks, in the order of the zones. */
  readonly subnetIds: pulumi.Output<string[]>;
  readonly securityGroupId: pulumi.Input<string>;
  readonly keyArn: pulumi.Input<string>;
  /** Roles of people in Studio. */
  readonly roles: Pick<PersonaRoles["roles"], "ds" | "mle" | "studio-default">;
}

/**
 * Where people work by hand: Studio with its users, and classic notebook instances, as far as the config asks for them.
 *
 * @returns the address of Studio, if there is one
 */
export function interactiveWork(
  args: InteractiveWorkArgs,
  options: pulumi.ComponentResourceOptions,
): pulumi.Output<string> | undefined {
  const { environment, config, subnetIds, keyArn, roles } = args;
  const { dataProtection, studio } = config;
  const securityGroupIds = [args.securityGroupId];
  makeNotebooks(args, options);
  if (studio === undefined) return undefined;

  const domain = new StudioDomain(
    "studio",
    {
      environment,
      vpcId: args.vpcId,
      subnetIds,
      securityGroupIds,
      keyArn,
      defaultRole: roles["studio-default"],
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
      roles,
      securityGroupIds,
    },
    options,
  );
  return domain.url;
}

/** The notebook instances that the config lists, and their role where there are any. */
function makeNotebooks(args: InteractiveWorkArgs, options: pulumi.ComponentResourceOptions): void {
  const { environment, config, subnetIds, keyArn, curated, guardrailPolicyArns } = args;
  const { notebooks, dataProtection } = config;
  if (notebooks.length === 0) return;
  const securityGroupIds = [args.securityGroupId];
  const executionRole = new NotebookRole(
    "notebook-role",
    {
      environment,
      purposes: notebooks.map(({ name }) => name),
      guardrailPolicyArns,
      curated,
      volumeKeyArn: keyArn,
      subnetIds,
      securityGroupIds,
    },
    options,
  );
  for (const { name, ...settings } of notebooks) {
    new Notebook(
      `notebook-${name}`,
      {
        environment,
        purpose: name,
        ...settings,
        subnetId: subnetIds.apply(([first = ""]) => first),
        securityGroupIds,
        keyArn,
        executionRole,
        dataProtection,
      },
      options,
    );
  }
}
