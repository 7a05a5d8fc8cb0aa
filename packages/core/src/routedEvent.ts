import type { ControlId } from "@secure-ml/controls";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ArgsCheck } from "./argsCheck.js";
import { arn } from "./arn.js";
import { childOf } from "./childOf.js";
import { DeadLetterQueue } from "./deadLetterQueue.js";
import type { Environment } from "./environment.js";
import { servicePrincipal } from "./iam/servicePrincipal.js";
import { physicalName } from "./names.js";
import { isScheduleExpression, scheduleExpectation } from "./scheduleExpression.js";
import { ServiceRole } from "./serviceRole.js";

/** A Lambda function as a target; EventBridge is admitted by the function's own policy. */
export interface FunctionTarget {
  readonly kind: "function";
  readonly functionArn: pulumi.Input<string>;
  readonly functionName: pulumi.Input<string>;
}

/** What EventBridge makes of an event before it delivers it. */
export interface EventMessage {
  /** JSON paths into the event by the name that stands for what is there. */
  readonly inputPaths: Readonly<Record<string, string>>;
  /** The message, with `<name>` for each value: text in quotes for each line, or JSON. */
  readonly inputTemplate: string;
}

/** Any other target; EventBridge acts with a role of the rule's own, because it ignores conditions in topic policies. */
export interface RoleTarget {
  readonly kind: "role";
  /** ARN of the topic, queue, state machine, bus or workflow of Glue. */
  readonly arn: pulumi.Input<string>;
  /** The one action that delivers to it, such as `sns:Publish`. */
  readonly action:
    "sns:Publish" | "sqs:SendMessage" | "states:StartExecution" | "events:PutEvents" | "glue:NotifyEvent";
  /** ARN of the key under which the target is encrypted, if it is. */
  readonly kmsKeyArn?: pulumi.Input<string>;
  /**
   * What is delivered in place of the event.
   * @defaultValue the event itself
   */
  readonly message?: EventMessage;
}

/** Arguments of {@link RoutedEvent}. */
export interface RoutedEventArgs {
  readonly environment: Environment;
  /** What the event is for, such as `trail-integrity`; names the rule and, where one is needed, its role. */
  readonly purpose: string;
  /** One sentence for people who meet the rule in the console. */
  readonly description: string;
  /** What to react to: a pattern of events, or a schedule such as `rate(1 day)`. */
  readonly on: { readonly pattern: Readonly<Record<string, unknown>> } | { readonly schedule: string };
  readonly target: FunctionTarget | RoleTarget;
  /** ARN of the customer managed key of the dead-letter queue; its policy must admit EventBridge. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /**
   * ARN of the topic that tells people of events that could not be delivered.
   * @defaultValue none: the dead-letter queue fills unseen
   */
  readonly alertTopicArn?: pulumi.Input<string>;
  /** Controls that the route serves. */
  readonly controls: readonly ControlId[];
}

/**
 * An EventBridge rule with one target, which cannot lose an event unseen: what is not delivered within a day ends in an
 * encrypted dead-letter queue. Serves GOV-25. The rule's name is fixed, because queue, role and function policies cite it.
 *
 * @see AWS, "Using dead-letter queues to process undelivered events in EventBridge":
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 * @example
 * ```ts
 * import { RoutedEvent } from "@secure-ml/core";
 *
 * new RoutedEvent("weekly-report", {
 *   environment,
 *   purpose: "weekly-report",
 *   description: "Starts the weekly report",
 *   on: { schedule: "rate(7 days)" },
 *   target,
 *   kmsKeyArn,
 *   controls: ["DATA-06"],
 * });
 * ```
 */
export class RoutedEvent extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:core:RoutedEvent";

  /** ARN of the rule. */
  readonly ruleArn: pulumi.Output<string>;
  /** Name of the dead-letter queue, for the alarm that watches it. */
  readonly deadLetterQueueName: pulumi.Output<string>;

  /** @throws pulumi.ResourceError for a schedule that is neither a rate nor a cron expression */
  constructor(name: string, args: RoutedEventArgs, opts?: pulumi.ComponentResourceOptions) {
    super(RoutedEvent.__pulumiType, name, args, opts);
    const { environment, on, target } = args;
    if ("schedule" in on) {
      new ArgsCheck(this, `RoutedEvent "${name}"`)
        .that(isScheduleExpression(on.schedule), "on.schedule", scheduleExpectation, on.schedule)
        .done();
    }
    const controls: readonly ControlId[] = ["GOV-25", ...args.controls];
    const ruleName = physicalName(environment, "eventRule", args.purpose);
    const ruleArn = arn(environment, { service: "events", resource: `rule/${ruleName}` });

    const rule = new aws.cloudwatch.EventRule(
      `${name}-rule`,
      {
        name: ruleName,
        description: args.description,
        state: "ENABLED",
        ...("schedule" in on ? { scheduleExpression: on.schedule } : { eventPattern: JSON.stringify(on.pattern) }),
      },
      childOf(this, controls, { deleteBeforeReplace: true }),
    );
    const queue = new DeadLetterQueue(
      `${name}-undelivered`,
      {
        environment,
        purpose: `${args.purpose}-undelivered`,
        kmsKeyArn: args.kmsKeyArn,
        eventRuleArn: ruleArn,
        ...(args.alertTopicArn === undefined ? {} : { alertTopicArn: args.alertTopicArn }),
        controls: [],
      },
      { parent: this },
    );

    const admission =
      target.kind === "function" ? this.#admitRule(name, target, rule) : this.#roleOf(name, args, target, ruleArn);
    new aws.cloudwatch.EventTarget(
      `${name}-target`,
      {
        rule: rule.name,
        arn: target.kind === "function" ? target.functionArn : target.arn,
        ...(admission.roleArn === undefined ? {} : { roleArn: admission.roleArn }),
        ...(target.kind === "role" && target.message !== undefined ? { inputTransformer: target.message } : {}),
        deadLetterConfig: { arn: queue.queueArn },
        retryPolicy: { maximumEventAgeInSeconds: 24 * 60 * 60, maximumRetryAttempts: 185 },
      },
      childOf(this, controls, { dependsOn: [admission.ready, queue.ready] }),
    );

    this.ruleArn = rule.arn;
    this.deadLetterQueueName = queue.queueName;
    this.registerOutputs({ ruleArn: this.ruleArn, deadLetterQueueName: this.deadLetterQueueName });
  }

  #admitRule(name: string, target: FunctionTarget, rule: aws.cloudwatch.EventRule): Admission {
    const permission = new aws.lambda.Permission(
      `${name}-permission`,
      {
        function: target.functionName,
        action: "lambda:InvokeFunction",
        principal: servicePrincipal("events"),
        sourceArn: rule.arn,
      },
      childOf(this, []),
    );
    return { ready: permission };
  }

  #roleOf(name: string, args: RoutedEventArgs, target: RoleTarget, ruleArn: string): Admission {
    const role = new ServiceRole(
      `${name}-delivery`,
      {
        environment: args.environment,
        purpose: `${args.purpose}-events`,
        description: `Delivers the events of rule ${args.purpose}`,
        trust: { service: "events", sourceArns: [ruleArn] },
        statements: pulumi
          .all([pulumi.output(target.arn), pulumi.output(target.kmsKeyArn)])
          .apply(([targetArn, keyArn]) => [
            { Sid: "Deliver", Effect: "Allow" as const, Action: target.action, Resource: targetArn },
            ...(keyArn === undefined
              ? []
              : [
                  {
                    Sid: "UseKey",
                    Effect: "Allow" as const,
                    Action: ["kms:GenerateDataKey", "kms:Decrypt"],
                    Resource: keyArn,
                  },
                ]),
          ]),
        controls: [],
      },
      { parent: this },
    );
    return { roleArn: role.roleArn, ready: role.ready };
  }
}

interface Admission {
  readonly roleArn?: pulumi.Output<string>;
  readonly ready: pulumi.Resource;
}
