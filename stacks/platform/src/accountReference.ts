import * as pulumi from "@pulumi/pulumi";

/** Name of the Pulumi project of the account stack. */
const accountProject = "secure-ml-account";

/**
 * Reads the account stack and fails when it does not carry the environment: boundary, archive and access logs admit
 * only the environments that the account stack names.
 *
 * @param accountStack name of the account stack
 * @param environmentName the environment that must be among its environments
 */
export function requireCarryingAccount(accountStack: string, environmentName: string): void {
  const reference = new pulumi.StackReference("account", {
    name: `${pulumi.getOrganization()}/${accountProject}/${accountStack}`,
  });
  reference.requireOutput("environments").apply((environments: unknown) => {
    if (!Array.isArray(environments) || !environments.includes(environmentName)) {
      throw new pulumi.RunError(
        `The account stack "${accountStack}" does not carry the environment "${environmentName}": it names ${JSON.stringify(environments)}. ` +
          `Add it to "environments" in stacks/account/Pulumi.${accountStack}.yaml and deploy the account stack first.`,
      );
    }
  });
}
