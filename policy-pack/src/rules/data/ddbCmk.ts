import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { isAwsManagedKey } from "../../encryptionArguments.js";
import { read, readElements } from "../../known.js";
import { currentSettings } from "../../settings.js";

const isOwnKey = (value: unknown): boolean => typeof value === "string" && !isAwsManagedKey(value);
const expected = "a customer managed key";

/**
 * A table is encrypted under a key of our own and can be restored to any second; in prod DynamoDB refuses to delete it.
 *
 * @see AWS, "DynamoDB encryption at rest":
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/EncryptionAtRest.html (without the setting, a key that
 * AWS owns)
 */
export const dataDdbCmk = defineResourceRule({
  name: "data-ddb-cmk",
  types: [awsType.table],
  check({ props }, verdict) {
    verdict.require(read(props, "serverSideEncryption.enabled"), {
      property: "serverSideEncryption.enabled",
      accepts: (value) => value === true,
      expected,
      fix: "set serverSideEncryption.enabled to true, and kmsKeyArn",
    });
    verdict.require(read(props, "serverSideEncryption.kmsKeyArn"), {
      property: "serverSideEncryption.kmsKeyArn",
      accepts: isOwnKey,
      expected,
      fix: "set serverSideEncryption.kmsKeyArn to the ARN of an aws.kms.Key",
      // A key made in the same update: data-ddb-cmk-linked decides by what it depends on.
      unknown: "passes",
    });
    for (const replica of readElements(props, "replicas")) {
      if (replica.state === "unknown") verdict.undecided("replicas cannot be known yet");
      if (replica.state !== "known") continue;
      verdict.require(read(replica.value, "kmsKeyArn"), {
        property: "replicas[].kmsKeyArn",
        accepts: isOwnKey,
        expected: `${expected} of the replica's own Region`,
        fix: "set kmsKeyArn of each replica to the ARN of an aws.kms.Key in its Region",
      });
    }
    verdict.require(read(props, "pointInTimeRecovery.enabled"), {
      property: "pointInTimeRecovery.enabled",
      accepts: (value) => value === true,
      expected: "recovery to any second of the last days",
      fix: "set pointInTimeRecovery.enabled to true",
    });
    if (currentSettings().profile === "prod") {
      verdict.require(read(props, "deletionProtectionEnabled"), {
        property: "deletionProtectionEnabled",
        accepts: (value) => value === true,
        expected: "a table that DynamoDB refuses to delete in prod",
        fix: "set deletionProtectionEnabled to true",
      });
    }
  },
});
