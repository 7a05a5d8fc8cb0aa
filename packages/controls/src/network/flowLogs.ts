import { defineControl } from "../control.js";

/** NET-09: Flow logs. */
export const flowLogs = defineControl({
  id: "NET-09",
  title: "Flow logs",
  requirement: "All traffic in and out of training is recorded, encrypted and retained for detection and forensics.",
  tier: "network",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A", "B"],
  needs: ["GOV-04"],
  rules: ["net-flow-logs", "net-flow-logs-linked"],
  acceptance: {
    refused: ["A workload role deletes the flow log or reads it."],
    works: ["A rejected probe appears within minutes."],
  },
  remediation:
    "Make an `aws.ec2.FlowLog` with `trafficType` ALL for the VPC to the account's audit-logs bucket and one for each training subnet to a log group with `kmsKeyId` and `retentionInDays`. Use `maxAggregationInterval` 60 in production.",
  frameworks: { cis: ["3.7"], fsbp: ["EC2.6"], nist80053: ["AU"], mitreAtlas: ["AML.T0025"] },
  references: [
    {
      title: "Publish flow logs to Amazon S3",
      url: "https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3.html",
      read: "2026-11-24",
    },
  ],
  built: true,
});
