import { defineControl } from "../control.js";

/** NET-15: Transit encryption. */
export const transitEncryption = defineControl({
  id: "NET-15",
  title: "Transit encryption",
  requirement: "Traffic between components inside the VPC is encrypted too, provably.",
  tier: "network",
  stacks: ["platform"],
  severity: "low",
  demandedBy: ["A", "B"],
  needs: ["NET-01"],
  rules: ["net-encryption-control"],
  acceptance: {
    refused: ["A plaintext listener runs in an enforced VPC."],
    works: ["The flow log shows an encryption status other than zero for job traffic."],
  },
  remediation:
    "Make an `aws.ec2.VpcEncryptionControl` with mode monitor first, then enforce with its exclusions declared.",
  frameworks: {},
  references: [
    {
      title: "Enforce VPC encryption in transit",
      url: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-encryption-controls.html",
      read: "2026-11-28",
    },
  ],
  built: true,
});
