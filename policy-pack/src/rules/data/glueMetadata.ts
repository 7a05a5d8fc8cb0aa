import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read } from "../../known.js";

/** What a table must say of the data behind it. */
const parameters = ["dataset-id", "version", "classification"];

/**
 * Jobs and crawlers of Glue write under keys of ours, which only a security configuration tells them, and tables say which
 * data they are of.
 *
 * @see AWS, "Encrypting data written by AWS Glue":
 * https://docs.aws.amazon.com/glue/latest/dg/encryption-security-configuration.html
 */
export const dataGlueMetadata = defineResourceRule({
  name: "data-glue-metadata",
  types: [awsType.glueJob, awsType.glueCrawler, awsType.glueTable],
  check({ type, props }, verdict) {
    if (type !== awsType.glueTable) {
      verdict.require(read(props, "securityConfiguration"), {
        property: "securityConfiguration",
        accepts: (value) => value !== "",
        expected: "what Glue writes, logs and remembers under keys of our own",
        fix: "set securityConfiguration to the name of an aws.glue.SecurityConfiguration",
        // Which keys these are, data-kms-customer-managed says.
        unknown: "passes",
      });
      return;
    }
    for (const parameter of parameters) {
      verdict.require(read(props, `parameters.${parameter}`), {
        property: `parameters.${parameter}`,
        accepts: (value) => typeof value === "string" && value !== "",
        expected: "a table that says which data set it is of, in which version, and how sensitive that is",
        fix: `set ${parameter} in parameters`,
      });
    }
  },
});
