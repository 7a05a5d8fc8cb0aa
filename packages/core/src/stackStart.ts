import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { accountEnvironment, accountEnvironmentName, type Environment } from "./environment.js";
import { roleArn } from "./arn.js";
import { defaultTags, type DataClassification } from "./tags.js";

/** What a stack program knows from its config when it starts. */
export interface StackStartArgs {
  readonly project: string;
  /** Name of the environment, or {@link accountEnvironmentName}. */
  readonly environmentName: string;
  /** Account that the stack may deploy into. */
  readonly accountId: string;
  readonly region: string;
  readonly owner: string;
  readonly costCenter: string;
  readonly dataClassification: DataClassification;
  /**
   * Roles that may deploy besides the environment's deployer role, which has a fixed name.
   * @defaultValue none
   */
  readonly deployerRoleArns?: readonly string[] | undefined;
  /** @defaultValue the account's break-glass role, by its fixed name */
  readonly breakGlassRoleArns?: readonly string[] | undefined;
}

/** Provider and facts of one Region of a stack. */
export interface StackStart {
  /** The provider of every resource in the Region: refuses other accounts, tags everything. */
  readonly provider: aws.Provider;
  readonly environment: Environment;
}

/**
 * Starts a stack program in one Region: makes its provider and awaits, once, who is calling and where. Everything else
 * then works on plain values.
 *
 * @throws pulumi.RunError when the caller is not one of the deployers: every bucket and key policy excepts these roles,
 * so that any other caller would lock itself out with its first change
 */
export async function startStack(args: StackStartArgs): Promise<StackStart> {
  const provider = new aws.Provider(`aws-${args.region}`, {
    region: args.region,
    allowedAccountIds: [args.accountId],
    defaultTags: {
      tags: defaultTags({
        project: args.project,
        environment: args.environmentName,
        owner: args.owner,
        costCenter: args.costCenter,
        dataClassification: args.dataClassification,
      }),
    },
  });
  const invokeOptions = { provider, async: true };
  const [partition, caller] = await Promise.all([
    aws.getPartition({}, invokeOptions),
    aws.getCallerIdentity({}, invokeOptions),
  ]);
  const session = await aws.iam.getSessionContext({ arn: caller.arn }, invokeOptions);
  const facts: Environment = {
    project: args.project,
    name: args.environmentName,
    partition: partition.partition,
    dnsSuffix: partition.dnsSuffix,
    region: args.region,
    accountId: caller.accountId,
    deployerRoleArns: [],
    breakGlassRoleArns: [],
  };
  const environment: Environment = {
    ...facts,
    // Always among them: a run that left the deployer out would lock it out.
    deployerRoleArns: [...new Set([...(args.deployerRoleArns ?? []), roleArn(facts, "deployer")])],
    breakGlassRoleArns: args.breakGlassRoleArns ?? [roleArn(accountEnvironment(facts), "break-glass")],
  };
  const everyone = [...environment.deployerRoleArns, ...environment.breakGlassRoleArns];
  if (!everyone.includes(session.issuerArn)) {
    const stack = args.environmentName === accountEnvironmentName ? "account" : "platform";
    throw new pulumi.RunError(
      `The caller ${session.issuerArn} is not allowed to deploy this stack: allowed are ${everyone.join(", ")}. ` +
        `Assume one of them, or list the caller under "deployerRoleArns" in stacks/${stack}/Pulumi.${pulumi.getStack()}.yaml.`,
    );
  }
  return { provider, environment };
}
