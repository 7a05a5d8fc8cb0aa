import type { PolicyResource } from "@pulumi/policy";
import { awsType } from "./awsTypes.js";
import { linkTo, type Companions } from "./links.js";
import type { StackView } from "./stackView.js";

/** The Studio domain that a user profile belongs to, and those that it may belong to. */
export function domainsOf(profile: PolicyResource, stack: StackView): Companions {
  const domains = stack.ofType(awsType.studioDomain);
  const by = (link: string) => domains.filter((domain) => linkTo(profile, "domainId", domain, ["id"]) === link);
  return { linked: by("linked"), floating: by("unknown") };
}
