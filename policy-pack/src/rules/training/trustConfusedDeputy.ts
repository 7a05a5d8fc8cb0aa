import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { isFixedMatch, readDocument } from "../../policyDocument.js";

/** Conditions that tie a service's call to resources or accounts of ours. */
const sourceKeys = ["aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid", "aws:sourceorgpaths"];

/**
 * Services that send neither source when they assume a role, so that a condition would lock them out; and those whose
 * roles AWS lets them assume only for the resource that the role is attached to.
 */
const sendsNoSource = /^(cloudtrail|ec2|lambda|edgelambda|codebuild|ecs-tasks|monitoring\.rds)\.amazonaws\.com/;

/**
 * A service assumes a role only on behalf of resources of ours: otherwise anybody's resource could make it act with our
 * role.
 *
 * @see AWS, "The confused deputy problem": https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export const trnTrustConfusedDeputy = defineResourceRule({
  name: "trn-trust-confused-deputy",
  types: [awsType.role],
  check({ props }, verdict) {
    const document = readDocument(props, "assumeRolePolicy");
    if (document.state === "unknown") verdict.undecided("assumeRolePolicy cannot be known yet");
    if (document.state !== "known") return;
    for (const { effect, principals, conditions } of document.value.statements) {
      if (effect !== "Allow") continue;
      const tied = conditions.some((condition) => sourceKeys.includes(condition.key) && isFixedMatch(condition));
      for (const { value } of tied ? [] : principals.filter(({ type }) => type === "Service")) {
        if (sendsNoSource.test(value)) continue;
        verdict.violation({
          property: `assumeRolePolicy ${value}`,
          found: `a trust policy that lets ${value} act for anybody's resources`,
          expected: "a condition on aws:SourceAccount or aws:SourceArn",
          fix: "add StringEquals aws:SourceAccount with the account's id",
        });
      }
    }
  },
});
