import { accountEnvironment, defaultTags, roleArn, type Environment, type StackStartArgs } from "@secure-ml/core";
import { regionByName } from "@secure-ml/controls";
import * as aws from "@pulumi/aws";

/** One further copy of what a stack makes. */
export interface Copy {
  /** In front of the logical names. */
  readonly prefix: string;
  /** Facts of the stack, under a project name of the copy's own, so that physical names differ too. */
  readonly environment: Environment;
}

/**
 * How many copies to make beside the stack's own program, as `BENCH_COPIES` says; undefined for a stack that stays empty.
 *
 * @throws RangeError when the variable says something else
 */
export function copyCount(): number | undefined {
  const text = process.env["BENCH_COPIES"] ?? "";
  if (text === "empty") return undefined;
  if (!/^\d+$/.test(text)) throw new RangeError(`BENCH_COPIES is "${text}": must be a count, or "empty".`);
  return Number(text);
}

/**
 * The further copies of a stack, and the provider for them.
 *
 * @param args what the stack itself starts with
 * @throws RangeError when the Region is not known
 */
export function furtherCopies(args: StackStartArgs): { provider: aws.Provider; copies: readonly Copy[] } {
  const region = regionByName(args.region);
  if (region === undefined) throw new RangeError(`The Region ${args.region} is not known.`);
  const facts: Environment = {
    project: args.project,
    name: args.environmentName,
    partition: region.partition,
    dnsSuffix: "amazonaws.com",
    region: args.region,
    accountId: args.accountId,
    deployerRoleArns: [],
    breakGlassRoleArns: [],
  };
  const environment: Environment = {
    ...facts,
    deployerRoleArns: [roleArn(facts, "deployer")],
    breakGlassRoleArns: [roleArn(accountEnvironment(facts), "break-glass")],
  };
  return {
    provider: new aws.Provider("copies", {
      region: args.region,
      allowedAccountIds: [args.accountId],
      defaultTags: { tags: defaultTags({ ...args, environment: args.environmentName }) },
    }),
    copies: Array.from({ length: copyCount() ?? 0 }, (_, index) => ({
      prefix: `copy-${index}-`,
      environment: { ...environment, project: `copy${index}` },
    })),
  };
}
