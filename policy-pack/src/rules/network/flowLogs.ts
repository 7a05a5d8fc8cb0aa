import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read } from "../../known.js";
import { currentSettings } from "../../settings.js";

/**
 * A flow log records all traffic, to the account's archive or to a log group, and in prod minute by minute.
 *
 * @see AWS, "Flow log records": https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html (aggregation
 * over 10 minutes unless 1 minute is asked for)
 */
export const netFlowLogs = defineResourceRule({
  name: "net-flow-logs",
  types: [awsType.flowLog],
  check({ props }, verdict) {
    const isTransit = ["transitGatewayId", "transitGatewayAttachmentId"].some(
      (id) => read(props, id).state !== "absent",
    );
    if (isTransit) verdict.notApplicable("Flow logs of transit gateways always record everything");
    verdict.require(read(props, "trafficType"), {
      property: "trafficType",
      accepts: (value) => value === "ALL",
      expected: "ALL traffic, refused and accepted",
      fix: "set trafficType to ALL",
    });
    verdict.require(read(props, "logDestinationType"), {
      property: "logDestinationType",
      accepts: (value) => value === "s3" || value === "cloud-watch-logs",
      expected: "s3 or cloud-watch-logs",
      fix: "set logDestinationType to s3 or cloud-watch-logs",
      // The provider then takes cloud-watch-logs.
      absent: "passes",
    });
    if (currentSettings().profile === "prod") {
      verdict.require(read(props, "maxAggregationInterval"), {
        property: "maxAggregationInterval",
        accepts: (value) => value === 60,
        expected: "records of at most 60 seconds in prod",
        fix: "set maxAggregationInterval to 60",
      });
    }
  },
});
