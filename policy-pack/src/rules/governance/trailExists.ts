import { awsType } from "../../awsTypes.js";
import { defineWholeStackRule } from "../../defineRule.js";
import { read } from "../../known.js";

/** The account stack has a trail of all Regions that records. An organisation's trail instead is an exemption. */
export const govTrailExists = defineWholeStackRule({
  name: "gov-trail-exists",
  stack: "account",
  check(stack, verdict) {
    const states = stack.ofType(awsType.trail).map(({ props }) => {
      const everywhere = read(props, "isMultiRegionTrail");
      const logging = read(props, "enableLogging");
      if (everywhere.state === "unknown" || logging.state === "unknown") return "unknown";
      const records = logging.state === "absent" || logging.value === true;
      return everywhere.state === "known" && everywhere.value === true && records ? "recording" : "other";
    });
    if (states.includes("recording")) return;
    if (states.includes("unknown")) {
      verdict.undecided("whether a trail records all Regions cannot be known yet");
      return;
    }
    verdict.violation({
      property: "aws.cloudtrail.Trail",
      found: states.length === 0 ? "no aws.cloudtrail.Trail" : "no trail that records all Regions",
      expected: "a trail that records all Regions",
      fix: "add an aws.cloudtrail.Trail with isMultiRegionTrail true",
    });
  },
});
