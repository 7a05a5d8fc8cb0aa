import * as pulumi from "@pulumi/pulumi";

/** Name of the Pulumi project of the account stack. */
const accountProject = "secure-ml-account";

/** What the platform stack takes from the account stack. */
export interface AccountReference {
  /** The Region of the account's archive, evidence and trail. */
  readonly homeRegion: pulumi.Output<string>;
  /**
   * ARN of one of the account's keys in the environment's Region.
   *
   * @param domain such as `supply-chain`
   * @throws pulumi.RunError when the account stack has no such key there
   */
  readonly keyArn: (domain: string) => pulumi.Output<string>;
}

/**
 * Reads the account stack and fails when it does not carry the environment in its Region: boundary, archive and access
 * logs admit only the environments that the account stack names, and a Region that it does not name has no bucket for
 * access logs and no guardrails.
 *
 * @param accountStack name of the account stack
 * @param environmentName the environment that must be among its environments
 * @param region the environment's Region, which must be among its Regions
 */
export function accountReference(accountStack: string, environmentName: string, region: string): AccountReference {
  const reference = new pulumi.StackReference("account", {
    name: `${pulumi.getOrganization()}/${accountProject}/${accountStack}`,
  });
  const file = `stacks/account/Pulumi.${accountStack}.yaml`;
  const homeRegion = pulumi
    .all([reference.getOutput("environments"), reference.getOutput("regions")])
    .apply(([environments, regions]: [unknown, unknown]) => {
      requireNamed(environments, environmentName, "environment", "environments");
      requireNamed(regions, region, "Region", "regions");
      return String((regions as readonly unknown[])[0]);
    });
  const keyArn = (domain: string): pulumi.Output<string> =>
    reference.getOutput("keyArns").apply((keyArns: unknown) => {
      const found = (keyArns as Readonly<Record<string, Readonly<Record<string, unknown>>>> | undefined)?.[region]?.[
        domain
      ];
      if (typeof found !== "string") {
        throw new pulumi.RunError(
          `The account stack "${accountStack}" has no key "${domain}" in ${region}. ` +
            `Add the Region to "regions" in ${file} and deploy the account stack first.`,
        );
      }
      return found;
    });
  return { homeRegion, keyArn };

  function requireNamed(named: unknown, wanted: string, what: string, setting: string): void {
    if (!Array.isArray(named) || !named.includes(wanted)) {
      throw new pulumi.RunError(
        `The account stack "${accountStack}" does not carry the ${what} "${wanted}": it names ${Array.isArray(named) ? JSON.stringify(named) : "none"}. ` +
          `Add it to "${setting}" in ${file} and deploy the account stack first.`,
      );
    }
  }
}
