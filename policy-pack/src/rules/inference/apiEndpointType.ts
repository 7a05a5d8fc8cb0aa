import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read } from "../../known.js";
import { currentSettings } from "../../settings.js";

/**
 * A REST API is private; dev may have a regional one.
 *
 * @see AWS, "Private REST APIs in API Gateway":
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html
 */
export const infApiEndpointType = defineResourceRule({
  name: "inf-api-endpoint-type",
  types: [awsType.restApi],
  check({ props }, verdict) {
    const prod = currentSettings().profile === "prod";
    // Left out, the provider takes EDGE: open to the internet.
    verdict.require(read(props, "endpointConfiguration.types"), {
      property: "endpointConfiguration.types",
      accepts: (value) => value === "PRIVATE" || (value === "REGIONAL" && !prod),
      expected: prod ? "PRIVATE; REGIONAL needs an exemption in prod" : "PRIVATE or REGIONAL",
      fix: "set endpointConfiguration.types to PRIVATE and vpcEndpointIds to the endpoints of the callers",
    });
  },
});
