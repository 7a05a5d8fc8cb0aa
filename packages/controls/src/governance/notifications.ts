import { defineControl } from "../control.js";

/** GOV-25: Notifications. */
export const notifications = defineControl({
  id: "GOV-25",
  title: "Notifications",
  requirement: "High-severity findings, drift and alarms reach people through an encrypted channel.",
  tier: "governance",
  stacks: ["account", "platform"],
  severity: "high",
  demandedBy: ["A", "B"],
  needs: ["GOV-03"],
  rules: [
    "data-kms-customer-managed",
    "data-kms-customer-managed-linked",
    "data-messaging-tls-only",
    "data-messaging-tls-only-linked",
    "gov-event-target-dlq-role",
    "gov-findings-routed",
  ],
  acceptance: {
    refused: ["A topic has no key.", "A target has no dead-letter queue."],
    works: ["The full wiring passes."],
  },
  remediation:
    "Set `kmsMasterKeyId` of `aws.sns.Topic` to a key of our own, never alias/aws/sns. Give every `aws.cloudwatch.EventTarget` a `deadLetterConfig` and, unless it is a function, a `roleArn`, and make one rule with a target per source of findings.",
  frameworks: {
    fsbp: ["SNS.4", "SQS.1", "SQS.3"],
    securityHub: ["SNS.1"],
    nist80053: ["AU", "SC"],
    hipaa: ["(a)(2)(iv)", "(e)(2)(ii)"],
    gdpr: ["32"],
  },
  references: [
    {
      title: "Using resource-based policies for Amazon EventBridge",
      url: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html",
      read: "2026-11-28",
    },
    {
      title: "AWS Health events",
      url: "https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-health.html",
      read: "2026-11-28",
    },
    {
      title: "AWS Identity and Access Management Access Analyzer events",
      url: "https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-access-analyzer.html",
      read: "2026-11-28",
    },
    {
      title: "Amazon EventBridge event schema for Macie findings",
      url: "https://docs.aws.amazon.com/macie/latest/user/findings-publish-event-schemas.html",
      read: "2026-11-28",
    },
  ],
  built: true,
});
