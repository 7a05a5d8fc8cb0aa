import { awsType } from "../../awsTypes.js";
import { defineStackRule } from "../../defineRule.js";
import { currentSettings } from "../../settings.js";

/**
 * A model is served only where the account's trail records who called it. The trail is in another stack, so the pack's
 * config says whether it does.
 */
export const govEndpointNeedsInvokeLogging = defineStackRule({
  name: "gov-endpoint-needs-invoke-logging",
  types: [awsType.endpoint],
  check(_endpoint, _stack, verdict) {
    if (currentSettings().invokeLogging) return;
    verdict.violation({
      property: "invokeLogging",
      found: "an endpoint, and invokeLogging false in the pack's config",
      expected: "a trail of the account that records its invocations",
      fix: "select data events of AWS::SageMaker::Endpoint in the trail, then set invokeLogging to true",
    });
  },
});
