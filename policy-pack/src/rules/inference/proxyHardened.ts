import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read, readList } from "../../known.js";
import { currentSettings } from "../../settings.js";
import { readTag } from "../../tags.js";

/** Variables with which a logger writes whole events, bodies among them. */
const loggingVariables = ["POWERTOOLS_LOGGER_LOG_EVENT", "LOG_EVENT"];

/**
 * A function that may call a model's endpoint, which is known by its tag `endpoint-caller`, runs in the VPC under a key of
 * ours, traced, on arm64, with a concurrency of its own in prod, and logs no events.
 *
 * @see AWS, "Giving Lambda functions access to resources in an Amazon VPC":
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
 */
export const infProxyHardened = defineResourceRule({
  name: "inf-proxy-hardened",
  types: [awsType.function],
  check(resource, verdict) {
    const { props } = resource;
    const tag = readTag(resource, "endpoint-caller");
    if (tag.state === "unknown") {
      verdict.undecided("tag endpoint-caller cannot be known yet");
      return;
    }
    if (tag.state === "absent") verdict.notApplicable("The function has no tag endpoint-caller");
    for (const property of ["vpcConfig.subnetIds", "vpcConfig.securityGroupIds"]) {
      verdict.require(readList(props, property), {
        property,
        accepts: (value) => (value as readonly unknown[]).length > 0,
        expected: "a place in the VPC",
        fix: "set vpcConfig.subnetIds and vpcConfig.securityGroupIds to those of the functions",
        // It is there, whatever its ids will be; which subnets are private is for net-private-subnets.
        unknown: "passes",
      });
    }
    verdict.require(read(props, "kmsKeyArn"), {
      property: "kmsKeyArn",
      accepts: (value) => typeof value === "string" && value !== "",
      expected: "a customer managed key for the variables",
      fix: "set kmsKeyArn to the ARN of an aws.kms.Key",
      // data-kms-customer-managed judges which key it is.
      unknown: "passes",
    });
    verdict.require(read(props, "architectures"), {
      property: "architectures",
      accepts: (value) => Array.isArray(value) && value.length === 1 && value[0] === "arm64",
      expected: "arm64; left out, AWS takes x86_64",
      fix: 'set architectures to ["arm64"]',
    });
    verdict.require(read(props, "tracingConfig.mode"), {
      property: "tracingConfig.mode",
      accepts: (value) => value === "Active",
      expected: "Active; left out, AWS takes PassThrough",
      fix: "set tracingConfig.mode to Active",
    });
    if (currentSettings().profile === "prod") {
      verdict.require(read(props, "reservedConcurrentExecutions"), {
        property: "reservedConcurrentExecutions",
        accepts: (value) => typeof value === "number" && value > 0,
        expected: "a concurrency of its own in prod, below what the endpoint takes",
        fix: "set reservedConcurrentExecutions",
      });
    }
    for (const variable of loggingVariables) {
      verdict.require(read(props, ["environment", "variables", variable]), {
        property: `environment.variables.${variable}`,
        accepts: (value) => /^(false|0|no|off|)$/i.test(String(value)),
        expected: "no logging of events, which hold what people send",
        fix: `remove the variable ${variable}`,
        absent: "passes",
      });
    }
  },
});
