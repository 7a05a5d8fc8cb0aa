import type { ControlId } from "@secure-ml/controls";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { namedArn } from "./arn.js";
import { childOf } from "./childOf.js";
import type { Environment } from "./environment.js";
import { policyDocument, type PolicyStatement } from "./iam/policyDocument.js";
import { servicePrincipal } from "./iam/servicePrincipal.js";
import { physicalName } from "./names.js";

/** Arguments of {@link DeadLetterQueue}. */
export interface DeadLetterQueueArgs {
  readonly environment: Environment;
  /** What ends here, such as `trail-integrity-undelivered`; its name is `<project>-<environment>-<purpose>`. */
  readonly purpose: string;
  /** ARN of the customer managed key; its policy must admit whoever writes to the queue. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /**
   * ARN of the EventBridge rule that may write to the queue; absent when only roles write, which their own policies
   * allow.
   */
  readonly eventRuleArn?: string;
  /**
   * ARN of the topic that tells people that something has arrived here.
   * @defaultValue none: the queue fills unseen
   */
  readonly alertTopicArn?: pulumi.Input<string>;
  /** Controls that the queue serves. */
  readonly controls: readonly ControlId[];
}

/**
 * An encrypted queue that keeps what could not be delivered or processed for 14 days, the longest that SQS offers, and
 * takes calls over TLS only. With a topic, an alarm tells people as long as something is in it. The queue's name is fixed,
 * so that the policies that cite it are known before it exists. Serves GOV-25.
 *
 * @see AWS, "Encryption at rest in Amazon SQS":
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-server-side-encryption.html
 * @example
 * ```ts
 * import { DeadLetterQueue } from "@secure-ml/core";
 *
 * new DeadLetterQueue("report-mail-failed", {
 *   environment,
 *   purpose: "report-mail-failed",
 *   kmsKeyArn,
 *   controls: ["DATA-06"],
 * });
 * ```
 */
export class DeadLetterQueue extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:core:DeadLetterQueue";

  /** ARN of the queue, composed from its name; its consumers wait for the queue. */
  readonly queueArn: pulumi.Output<string>;
  /** Name of the queue. */
  readonly queueName: pulumi.Output<string>;
  /** The queue's policy: what writes to the queue must wait for it. */
  readonly ready: pulumi.Resource;

  /** @throws NameError for a purpose that makes the name too long or that SQS does not allow */
  constructor(name: string, args: DeadLetterQueueArgs, opts?: pulumi.ComponentResourceOptions) {
    super(DeadLetterQueue.__pulumiType, name, args, opts);
    const { environment, purpose } = args;
    const controls: readonly ControlId[] = ["GOV-25", ...args.controls];
    const queue = new aws.sqs.Queue(
      `${name}-queue`,
      {
        name: physicalName(environment, "queue", purpose),
        kmsMasterKeyId: args.kmsKeyArn,
        messageRetentionSeconds: 14 * 24 * 60 * 60,
      },
      childOf(this, controls, { deleteBeforeReplace: true }),
    );
    const queueArn = namedArn(environment, "sqs", "queue", purpose);
    const policy = new aws.sqs.QueuePolicy(
      `${name}-queue-policy`,
      {
        queueUrl: queue.url,
        policy: queuePolicy(purpose, queueArn, args.eventRuleArn),
      },
      childOf(this, [...controls, "DATA-06"]),
    );
    if (args.alertTopicArn !== undefined) {
      new aws.cloudwatch.MetricAlarm(
        `${name}-queue-alarm`,
        {
          alarmDescription: `Something could not be delivered or processed and waits in the queue ${purpose}`,
          namespace: "AWS/SQS",
          metricName: "ApproximateNumberOfMessagesVisible",
          dimensions: { QueueName: queue.name },
          statistic: "Maximum",
          period: 300,
          evaluationPeriods: 1,
          comparisonOperator: "GreaterThanThreshold",
          threshold: 0,
          // A queue that nobody uses has no metrics.
          treatMissingData: "notBreaching",
          alarmActions: [args.alertTopicArn],
        },
        childOf(this, controls),
      );
    }
    this.queueArn = queue.name.apply(() => queueArn);
    this.queueName = queue.name;
    this.ready = policy;
    this.registerOutputs({ queueArn: this.queueArn, queueName: this.queueName });
  }
}

/** Roles of the account need no statement: within one account their own policies suffice. */
function queuePolicy(purpose: string, queueArn: string, eventRuleArn: string | undefined): string {
  const statements: PolicyStatement[] = [
    {
      Sid: "DenyPlaintext",
      Effect: "Deny",
      Principal: "*",
      Action: "sqs:*",
      Resource: queueArn,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ];
  if (eventRuleArn !== undefined) {
    statements.push({
      Sid: "EventBridgeDeadLetters",
      Effect: "Allow",
      Principal: { Service: servicePrincipal("events") },
      Action: "sqs:SendMessage",
      Resource: queueArn,
      Condition: { ArnEquals: { "aws:SourceArn": eventRuleArn } },
    });
  }
  return policyDocument("queuePolicy", `queue "${purpose}"`, statements);
}
