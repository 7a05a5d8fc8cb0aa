import {
  ArgsCheck,
  arn,
  childOf,
  namedArn,
  physicalName,
  policyDocument,
  servicePrincipal,
  type Environment,
} from "@secure-ml/core";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const purpose = "alerts";

/**
 * ARN of an environment's alert topic, composed from its fixed name.
 *
 * @param environment facts of the stack in the Region of the topic
 */
export function alertTopicArn(environment: Environment): string {
  return namedArn(environment, "sns", "topic", purpose);
}

/** Arguments of {@link AlertTopic}. */
export interface AlertTopicArgs {
  /** Facts of the stack in the Region of the topic. */
  readonly environment: Environment;
  /** ARN of the customer managed key; its policy must admit CloudWatch and the roles that deliver events. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /**
   * Addresses that get every alert as mail. Each has to confirm, by the link in the mail that SNS sends, before it gets
   * any.
   * @defaultValue none
   */
  readonly emails?: readonly string[];
  /**
   * Endpoints of paging or chat services that get every alert, such as `https://events.pagerduty.com/integration/<key>/enqueue`.
   * They are kept as secrets, since such an address usually holds a key, and must confirm the subscription themselves.
   * @defaultValue none
   */
  readonly pagerUrls?: readonly string[];
}

/**
 * The one topic through which a stack tells people of findings, drift and alarms: encrypted under a key of ours, with
 * messages signed by SHA-256, open to the account's alarms and to roles whose own policies allow it, over TLS only.
 * Serves GOV-25.
 *
 * @remarks A topic without subscribers is silent, and so is an address that has not confirmed. SNS cannot delete a
 * subscription that was never confirmed; it expires by itself. EventBridge publishes with a role, since a topic's policy
 * cannot tell its rules apart.
 * @see AWS, "Configuring Amazon SNS encryption with AWS KMS":
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 * @example
 * ```ts
 * import { AlertTopic } from "@secure-ml/governance";
 *
 * new AlertTopic("alerts", {
 *   environment,
 *   kmsKeyArn,
 *   emails: ["ml-platform-alerts@example.com"],
 * });
 * ```
 */
export class AlertTopic extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:governance:AlertTopic";

  /** ARN of the topic, as {@link alertTopicArn} composes it; its consumers wait for the topic's policy. */
  readonly topicArn: pulumi.Output<string>;

  /** @throws pulumi.ResourceError for an address that SNS would refuse, or that stands twice */
  constructor(name: string, args: AlertTopicArgs, opts?: pulumi.ComponentResourceOptions) {
    const emails = args.emails ?? [];
    const pagerUrls = args.pagerUrls ?? [];
    // Addresses of pagers hold keys, and arguments of components are not encrypted in the state by themselves.
    super(AlertTopic.__pulumiType, name, { ...args, pagerUrls: pulumi.secret(pagerUrls) }, opts);
    new ArgsCheck(this, `AlertTopic "${name}"`)
      .that(
        emails.every((address) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address)),
        "emails",
        "must be addresses of e-mail",
        emails,
      )
      .that(
        pagerUrls.every((url) => url.startsWith("https://")),
        "pagerUrls",
        "must start with https://",
      )
      .that(new Set(emails).size === emails.length, "emails", "must name each address once", emails)
      .that(new Set(pagerUrls).size === pagerUrls.length, "pagerUrls", "must name each address once")
      .done();

    const { environment } = args;
    const topic = new aws.sns.Topic(
      `${name}-topic`,
      {
        name: physicalName(environment, "topic", purpose),
        displayName: `Alerts of ${environment.project}, ${environment.name}`,
        kmsMasterKeyId: args.kmsKeyArn,
        signatureVersion: 2,
      },
      childOf(this, "GOV-25", { deleteBeforeReplace: true }),
    );
    const topicArn = alertTopicArn(environment);
    const policy = new aws.sns.TopicPolicy(
      `${name}-topic-policy`,
      { arn: topic.arn, policy: topicPolicy(environment, topicArn) },
      childOf(this, ["GOV-25", "DATA-06"]),
    );
    for (const address of emails) {
      new aws.sns.TopicSubscription(
        `${name}-email-${address}`,
        { topic: topic.arn, protocol: "email", endpoint: address },
        childOf(this, "GOV-25", { dependsOn: policy }),
      );
    }
    for (const [index, url] of pagerUrls.entries()) {
      new aws.sns.TopicSubscription(
        `${name}-pager-${index + 1}`,
        { topic: topic.arn, protocol: "https", endpoint: pulumi.secret(url), endpointAutoConfirms: true },
        childOf(this, "GOV-25", { dependsOn: policy }),
      );
    }
    this.topicArn = policy.policy.apply(() => topicArn);
    this.registerOutputs({ topicArn: this.topicArn });
  }
}

function topicPolicy(environment: Environment, topicArn: string): string {
  return policyDocument("topicPolicy", `topic "${purpose}"`, [
    {
      Sid: "DenyPlaintext",
      Effect: "Deny",
      Principal: "*",
      // SNS refuses `sns:*` here.
      Action: "sns:Publish",
      Resource: topicArn,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
    {
      Sid: "CloudWatchAlarms",
      Effect: "Allow",
      Principal: { Service: servicePrincipal("cloudwatch") },
      Action: "sns:Publish",
      Resource: topicArn,
      Condition: {
        StringEquals: { "aws:SourceAccount": environment.accountId },
        ArnLike: { "aws:SourceArn": arn(environment, { service: "cloudwatch", resource: "alarm:*" }) },
      },
    },
  ]);
}
