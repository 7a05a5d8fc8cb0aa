import {
  ArgsCheck,
  childOf,
  physicalName,
  policyDocument,
  rolePath,
  type Environment,
  type PolicyStatement,
} from "@secure-ml/core";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import {
  encryptionGuardrail,
  networkGuardrail,
  platformGuardrail,
  type GuardrailLimits,
  type Placement,
} from "./guardrailStatements.js";

/** The guardrail's policies. */
export const guardrails = ["network", "encryption", "platform"] as const;

/** One of {@link guardrails}. */
export type Guardrail = (typeof guardrails)[number];

/** Lists whose elements are known once the resources exist. */
type Lists<T> = { readonly [K in keyof T]: pulumi.Input<readonly pulumi.Input<string>[]> };

/** Arguments of {@link JobGuardrail}. */
export interface JobGuardrailArgs {
  readonly environment: Environment;
  /** Ids of subnets and security groups, at least one of each: of jobs, of Studio and notebooks, of models. */
  readonly placements: Readonly<Record<"jobs" | "studio" | "models", Lists<Placement>>>;
  /** Keys that a request may name for volumes, as key ARNs; at least one. */
  readonly volumeKeyArns: readonly pulumi.Input<string>[];
  /** Keys that a request may name for what jobs write, as key ARNs; at least one. */
  readonly outputKeyArns: readonly pulumi.Input<string>[];
  /** Machines, run time and warm pools. */
  readonly limits: GuardrailLimits;
}

/**
 * Three managed policies that refuse whatever is not private and encrypted, whatever a role's own policy says (TRN-07).
 * They go, beside the boundary, on every persona and on every role that starts jobs: `ServiceRole` takes
 * {@link policyArns} as its `managedPolicyArns`.
 *
 * What the boundary of every role refuses already (no subnets or groups, open notebooks, open domains) is not repeated
 * here: a role must carry both.
 *
 * @remarks Children that the service makes itself (trials of a tuning job, executions of a schedule) are not judged by
 * these keys again: the call that starts them is the only gate. Service-linked roles are bound by no such policy.
 * @see AWS, "Actions, resources, and condition keys for Amazon SageMaker":
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html
 */
export class JobGuardrail extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:training:JobGuardrail";

  /** ARNs of the policies, by what they guard. */
  readonly policyArns: Readonly<Record<Guardrail, pulumi.Output<string>>>;

  /**
   * @throws pulumi.ResourceError for an empty list of keys or machines, and for seconds out of range
   * @throws PolicyDocumentError when the lists make a policy larger than IAM takes
   */
  constructor(name: string, args: JobGuardrailArgs, opts?: pulumi.ComponentResourceOptions) {
    super(JobGuardrail.__pulumiType, name, args, opts);
    const { environment, limits } = args;
    new ArgsCheck(this, `JobGuardrail "${name}"`)
      .notEmpty("volumeKeyArns", args.volumeKeyArns)
      .notEmpty("outputKeyArns", args.outputKeyArns)
      .notEmpty("limits.jobInstanceTypes", limits.jobInstanceTypes)
      .notEmpty("limits.studioInstanceTypes", limits.studioInstanceTypes)
      .intRange("limits.maxRuntimeSeconds", limits.maxRuntimeSeconds, 60, 432_000, "seconds")
      .intRange("limits.warmPoolSeconds", limits.warmPoolSeconds, 0, 3600, "seconds")
      .done();

    const statements: Record<Guardrail, pulumi.Output<readonly PolicyStatement[]>> = {
      network: pulumi.output(args.placements).apply(networkGuardrail),
      encryption: pulumi
        .output({ volumes: args.volumeKeyArns, outputs: args.outputKeyArns })
        .apply(encryptionGuardrail),
      platform: pulumi.output(platformGuardrail(limits)),
    };
    const make = (guardrail: Guardrail): pulumi.Output<string> => {
      const purpose = `guardrail-${guardrail}`;
      return new aws.iam.Policy(
        `${name}-${guardrail}-policy`,
        {
          name: physicalName(environment, "policy", purpose),
          path: rolePath(environment),
          // IAM cannot change a description: a new one asks for a replacement.
          description: `Refuses what breaks the ${guardrail} rules for jobs, notebooks and models`,
          policy: statements[guardrail].apply((list) => policyDocument("managedPolicy", `"${purpose}"`, list)),
        },
        // The provider would delete first, since the name is fixed. A guardrail may not be away for a moment: a
        // replacement fails on the name that exists.
        childOf(this, "TRN-07", { deleteBeforeReplace: false }),
      ).arn;
    };
    this.policyArns = { network: make("network"), encryption: make("encryption"), platform: make("platform") };
    this.registerOutputs({ policyArns: this.policyArns });
  }
}
