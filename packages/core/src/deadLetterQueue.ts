import type { ControlId } from "@secure-ml/controls";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { accountRootArn } from "./arn.js";
import { childOf } from "./childOf.js";
import type { Environment } from "./environment.js";
import { policyDocument, type PolicyStatement } from "./iam/policyDocument.js";
import { servicePrincipal } from "./iam/servicePrincipal.js";

/** Arguments of {@link DeadLetterQueue}. */
export interface DeadLetterQueueArgs {
  readonly environment: Environment;
  /** ARN of the customer managed key; its policy must admit whoever writes to the queue. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /**
   * ARN of the EventBridge rule that may write to the queue; absent when only roles write, which their own policies
   * allow.
   */
  readonly eventRuleArn?: pulumi.Input<string>;
  /** Controls that the queue serves. */
  readonly controls: readonly ControlId[];
}

/**
 * An encrypted queue that keeps what could not be delivered or processed for 14 days, the longest that SQS offers, and
 * takes calls over TLS only.
 *
 * @see AWS, "Encryption at rest in Amazon SQS":
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-server-side-encryption.html
 */
export class DeadLetterQueue extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:core:DeadLetterQueue";

  /** ARN of the queue. */
  readonly queueArn: pulumi.Output<string>;
  /** Name of the queue. */
  readonly queueName: pulumi.Output<string>;
  /** The queue's policy: what writes to the queue must wait for it. */
  readonly ready: pulumi.Resource;

  constructor(name: string, args: DeadLetterQueueArgs, opts?: pulumi.ComponentResourceOptions) {
    super(DeadLetterQueue.__pulumiType, name, args, opts);
    const queue = new aws.sqs.Queue(
      `${name}-queue`,
      { kmsMasterKeyId: args.kmsKeyArn, messageRetentionSeconds: 14 * 24 * 60 * 60 },
      childOf(this, args.controls),
    );
    const policy = new aws.sqs.QueuePolicy(
      `${name}-queue-policy`,
      {
        queueUrl: queue.url,
        policy: pulumi
          .all([queue.arn, pulumi.output(args.eventRuleArn)])
          .apply(([queueArn, eventRuleArn]) => queuePolicy(args.environment, name, queueArn, eventRuleArn)),
      },
      childOf(this, [...args.controls, "DATA-06"]),
    );
    this.queueArn = queue.arn;
    this.queueName = queue.name;
    this.ready = policy;
    this.registerOutputs({ queueArn: this.queueArn, queueName: this.queueName });
  }
}

function queuePolicy(
  environment: Environment,
  name: string,
  queueArn: string,
  eventRuleArn: string | undefined,
): string {
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
  if (eventRuleArn === undefined) {
    statements.push({
      Sid: "AccountDecidesByIam",
      Effect: "Allow",
      Principal: { AWS: accountRootArn(environment) },
      Action: "sqs:SendMessage",
      Resource: queueArn,
    });
  } else {
    statements.push({
      Sid: "EventBridgeDeadLetters",
      Effect: "Allow",
      Principal: { Service: servicePrincipal("events") },
      Action: "sqs:SendMessage",
      Resource: queueArn,
      Condition: { ArnEquals: { "aws:SourceArn": eventRuleArn } },
    });
  }
  return policyDocument("queuePolicy", `queue "${name}"`, statements);
}
