import { awsType, keySources } from "../../awsTypes.js";
import { requireOneCompanion } from "../../bucketCompanion.js";
import { accessLogZone, readZone } from "../../dataZones.js";
import { defineStackRule } from "../../defineRule.js";
import { readEach } from "../../known.js";
import { dependenciesOf } from "../../links.js";

const algorithmPath = "rules[].applyServerSideEncryptionByDefault.sseAlgorithm";
const keyPath = "rules[].applyServerSideEncryptionByDefault.kmsMasterKeyId";

/** Every bucket has one default encryption, with a key of ours unless it takes server access logs. */
export const dataS3DefaultCmkLinked = defineStackRule({
  name: "data-s3-default-cmk-linked",
  types: [awsType.bucket],
  check(bucket, stack, verdict) {
    const encryption = requireOneCompanion(bucket, stack, verdict, awsType.bucketEncryption, "encrypt it by default");
    if (encryption === undefined) return;
    const zone = readZone(bucket);
    if (zone.state === "unknown") verdict.undecided("tag data-zone cannot be known yet");
    const takesAccessLogs = zone.state === "known" && zone.value === accessLogZone;
    for (const algorithm of zone.state === "unknown" ? [] : readEach(encryption.props, algorithmPath)) {
      verdict.require(algorithm, {
        property: "sseAlgorithm",
        accepts: (value) => (value === "AES256") === takesAccessLogs,
        expected: takesAccessLogs ? "AES256, the only one with which S3 delivers access logs" : "aws:kms",
        fix: `set sseAlgorithm of ${encryption.name} to ${takesAccessLogs ? "AES256" : "aws:kms"}`,
      });
    }
    const isUnknown = readEach(encryption.props, keyPath).some(({ state }) => state === "unknown");
    if (isUnknown && !dependenciesOf(encryption, "rules").some(({ type }) => keySources.includes(type))) {
      verdict.undecided("kmsMasterKeyId cannot be known yet and depends on no aws.kms.Key");
    }
  },
});
