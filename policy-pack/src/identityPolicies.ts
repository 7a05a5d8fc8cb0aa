import { awsType } from "./awsTypes.js";
import { read, readList } from "./known.js";
import { readDocument, type DocumentRead } from "./policyDocument.js";

/** Types that carry policies of identities, and where: a list stands for a property of each of its elements. */
const properties: Readonly<Record<string, string | readonly [list: string, property: string]>> = {
  [awsType.managedPolicy]: "policy",
  [awsType.rolePolicy]: "policy",
  [awsType.groupPolicy]: "policy",
  [awsType.userPolicy]: "policy",
  [awsType.role]: ["inlinePolicies", "policy"],
  [awsType.permissionSetInlinePolicy]: "inlinePolicy",
  [awsType.organizationsPolicy]: "content",
};

/** Types whose policies say what an identity may do. */
export const identityPolicyTypes: readonly string[] = Object.keys(properties);

/** A policy of an identity, and the property that holds it. */
export interface IdentityPolicy {
  readonly property: string;
  readonly document: DocumentRead;
}

/** Reads every policy of an identity that a resource holds; most hold one. */
export function identityPolicies(type: string, props: unknown): readonly IdentityPolicy[] {
  const place = properties[type];
  if (place === undefined) return [];
  if (typeof place === "string") return [{ property: place, document: readDocument(props, place) }];
  const [list, property] = place;
  const elements = readList(props, list);
  if (elements.state === "unknown") return [{ property: list, document: elements }];
  if (elements.state === "absent") return [];
  return elements.value.map((element, index) => {
    const name = `${list}[${index}].${property}`;
    return element.state === "known"
      ? { property: name, document: readDocument(element.value, property) }
      : { property: name, document: element };
  });
}

/** Whether a policy is a permissions boundary, by its name: it lists what roles may be given, and grants nothing. */
export function isCeiling(type: string, props: unknown): boolean {
  const name = read(props, "name");
  return type === awsType.managedPolicy && name.state === "known" && /(^|-)boundary$/i.test(String(name.value));
}
