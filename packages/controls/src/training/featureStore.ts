import { defineControl } from "../control.js";

/** TRN-25: Feature store. */
export const featureStore = defineControl({
  id: "TRN-25",
  title: "Feature store",
  requirement: "Feature groups encrypt both their stores with the platform's keys and let personal data expire.",
  tier: "training",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A"],
  needs: ["DATA-03"],
  rules: ["trn-fg-online-cmk", "trn-fg-offline-cmk", "trn-fg-ttl"],
  acceptance: {
    refused: [
      "A feature group's online store has no `securityConfig`.",
      "A caller creates a feature group with a foreign offline key.",
    ],
    works: ["A feature group with the platform's two keys is created, and its records expire."],
  },
  remediation:
    "On `aws.sagemaker.FeatureGroup` set `onlineStoreConfig.securityConfig.kmsKeyId`, `offlineStoreConfig.s3StorageConfig.kmsKeyId`, and `onlineStoreConfig.ttlDuration` where it holds personal data. The two stores need different keys.",
  frameworks: { fsbp: ["SageMaker.17"] },
  references: [],
  built: false,
});
