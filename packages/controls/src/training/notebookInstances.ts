import { defineControl } from "../control.js";

/** TRN-04: Notebook instances. */
export const notebookInstances = defineControl({
  id: "TRN-04",
  title: "Notebook instances",
  requirement:
    "A notebook instance sits in a private subnet of the platform, without direct internet and root access, accepts IMDSv2 only, and keeps its volume under the platform's key.",
  tier: "training",
  stacks: ["platform"],
  severity: "critical",
  demandedBy: ["A", "B"],
  needs: ["TRN-07", "DATA-01"],
  rules: ["trn-nb-no-internet", "trn-nb-in-vpc", "trn-nb-no-root", "trn-nb-imdsv2", "trn-nb-cmk", "trn-nb-platform"],
  acceptance: {
    refused: [
      "A notebook instance omits `rootAccess`.",
      "A caller creates a notebook instance without stating root access.",
      "A caller switches root access on for an existing instance.",
    ],
    works: ["A caller changes only the instance type of an existing instance."],
  },
  remediation:
    'On `aws.sagemaker.NotebookInstance` set `subnetId`, `securityGroups`, `directInternetAccess: "Disabled"`, `rootAccess: "Disabled"`, `instanceMetadataServiceConfiguration.minimumInstanceMetadataServiceVersion: "2"`, `kmsKeyId` and `platformIdentifier: "notebook-al2023-v1"`. All the safe values are opt-in.',
  frameworks: { fsbp: ["SageMaker.1", "SageMaker.2", "SageMaker.3", "SageMaker.8"] },
  references: [
    {
      title: "Connect a Notebook Instance in a VPC to External Resources",
      url: "https://docs.aws.amazon.com/sagemaker/latest/dg/appendix-notebook-and-internet-access.html",
      read: "2026-11-28",
    },
    {
      title: "sagemaker-notebook-instance-platform-version",
      url: "https://docs.aws.amazon.com/config/latest/developerguide/sagemaker-notebook-instance-platform-version.html",
      read: "2026-11-28",
    },
  ],
  built: true,
});
