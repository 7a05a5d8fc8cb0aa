import { defineControl } from "../control.js";

/** TRN-15: Image repositories. */
export const imageRepositories = defineControl({
  id: "TRN-15",
  title: "Image repositories",
  requirement:
    "Training images live in private, encrypted, immutable and scanned repositories with narrow policies and a bounded history.",
  tier: "training",
  stacks: ["account", "platform"],
  severity: "high",
  demandedBy: ["A"],
  needs: ["TRN-11"],
  rules: [
    "trn-ecr-immutable",
    "trn-ecr-cmk",
    "trn-ecr-scan-on-push",
    "trn-ecr-no-star-principal",
    "trn-ecr-lifecycle",
    "trn-ecr-lifecycle-linked",
    "trn-ecr-force-delete",
    "trn-ecr-template-same",
  ],
  acceptance: {
    refused: [
      "A repository has no encryption block.",
      "A repository's tags are MUTABLE.",
      "The training role puts an image.",
      "An existing tag is pushed again.",
    ],
    works: ["An image is pulled by its digest."],
  },
  remediation:
    'On `aws.ecr.Repository` set `imageTagMutability: "IMMUTABLE"`, `encryptionConfigurations` with type KMS and a key, and `imageScanningConfiguration.scanOnPush: true`, and add an `aws.ecr.LifecyclePolicy`. Give creation templates the same settings and leave `forceDelete` off in prod.',
  frameworks: { fsbp: ["ECR.1", "ECR.2", "ECR.3"] },
  references: [
    {
      title: "Encryption at rest - Amazon ECR",
      url: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html",
      read: "2026-11-28",
    },
    {
      title: "Preventing image tags from being overwritten in Amazon ECR",
      url: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html",
      read: "2026-11-28",
    },
    {
      title: "Private registry permissions in Amazon ECR",
      url: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry-permissions.html",
      read: "2026-11-28",
    },
  ],
  built: true,
});
