import { matches, policyDocument } from "./commonChecks.js";
import type { ResourceModel } from "./resourceModel.js";

/** Key Management Service. */
export const kms: Readonly<Record<string, ResourceModel>> = {
  "aws:kms/key:Key": {
    taggable: true,
    defaults: {
      bypassPolicyLockoutSafetyCheck: false,
      customerMasterKeySpec: "SYMMETRIC_DEFAULT",
      isEnabled: true,
      keyUsage: "ENCRYPT_DECRYPT",
    },
    check: (key) => policyDocument(key, "policy"),
    id: (key) => (key.inputs["multiRegion"] === true ? `mrk-${key.hex(32)}` : key.uuid()),
    computed: {
      arn: (key) => key.arn("kms", `key/${key.inputs["multiRegion"] === true ? `mrk-${key.hex(32)}` : key.uuid()}`),
      keyId: (key) => (key.inputs["multiRegion"] === true ? `mrk-${key.hex(32)}` : key.uuid()),
      description: () => "",
      multiRegion: () => false,
      rotationPeriodInDays: () => 365,
      // What AWS gives a key without a policy: the account's IAM policies decide.
      policy: (key) =>
        JSON.stringify({
          Version: "2012-10-17",
          Id: "key-default-1",
          Statement: [
            {
              Sid: "Enable IAM User Permissions",
              Effect: "Allow",
              Principal: { AWS: key.arn("iam", "root", "global") },
              Action: "kms:*",
              Resource: "*",
            },
          ],
        }),
    },
    forceNew: ["customerMasterKeySpec", "customKeyStoreId", "keyUsage", "multiRegion", "xksKeyId"],
  },
  "aws:kms/alias:Alias": {
    autoName: { property: "name", maximumLength: 255, transform: (name) => `alias/${name}` },
    check: (alias) => [
      ...matches(
        alias,
        "name",
        /^alias\/[a-zA-Z0-9/_-]+$/,
        "name must begin with 'alias/' and be comprised of only [a-zA-Z0-9/_-]",
      ),
      ...matches(alias, "name", /^(?!alias\/aws\/)/, "name cannot begin with reserved AWS CMK prefix 'alias/aws/'"),
    ],
    id: "name",
    computed: {
      arn: (alias) => alias.arn("kms", alias.text("name")),
      targetKeyArn: (alias) => {
        const target = alias.text("targetKeyId");
        return target.startsWith("arn:") ? target : alias.arn("kms", `key/${target}`);
      },
    },
    forceNew: ["name", "namePrefix"],
  },
};
