import type { PolicyResource } from "@pulumi/policy";
import { awsType } from "../../awsTypes.js";
import { defineStackRule } from "../../defineRule.js";
import { read } from "../../known.js";
import { dependenciesOf, linkTo } from "../../links.js";
import type { StackView } from "../../stackView.js";
import { readTag } from "../../tags.js";

/** Whatever can call a model's endpoint, or answers an API, is held to `inf-proxy-hardened`: it carries the tag. */
export const infProxyHardenedLinked = defineStackRule({
  name: "inf-proxy-hardened-linked",
  types: [awsType.function],
  check(lambda, stack, verdict) {
    if (readTag(lambda, "endpoint-caller").state !== "absent") return;
    const reason = callsModels(lambda, stack) ?? answersApi(lambda, stack);
    if (reason === undefined) verdict.notApplicable("The function neither calls models nor answers an API");
    verdict.violation({
      property: "tag endpoint-caller",
      found: `no tag endpoint-caller on a function ${reason}`,
      expected: "the tag, by which inf-proxy-hardened finds the functions that it judges",
      fix: "set the tag endpoint-caller on the function",
    });
  },
});

function callsModels(lambda: PolicyResource, stack: StackView): string | undefined {
  const role = stack
    .ofType(awsType.role)
    .find(
      (candidate) =>
        readTag(candidate, "endpoint-caller").state !== "absent" &&
        linkTo(lambda, "role", candidate, ["arn"]) === "linked",
    );
  return role === undefined ? undefined : `whose role ${role.name} may call models`;
}

function answersApi(lambda: PolicyResource, stack: StackView): string | undefined {
  const name = read(lambda.props, "name");
  const integration = stack.ofType(awsType.apiIntegration).find((candidate) => {
    const uri = read(candidate.props, "uri");
    if (uri.state === "known" && name.state === "known") {
      return new RegExp(`:function:${String(name.value)}(:[^/]*)?/invocations$`).test(String(uri.value));
    }
    return dependenciesOf(candidate, "uri").some(
      (source) => source.urn === lambda.urn || linkTo(source, "functionName", lambda, ["name", "arn"]) === "linked",
    );
  });
  return integration === undefined ? undefined : `that answers the integration ${integration.name}`;
}
