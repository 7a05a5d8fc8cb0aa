import type { PolicyResource, ResourceValidationArgs } from "@pulumi/policy";
import { awsType } from "../awsTypes.js";
import { read } from "../known.js";
import { readDesiredState, unknownProperties } from "./desiredState.js";
import { translations } from "./translations.js";

/** What rules look at in a resource, whoever made it. */
interface TypedProperties {
  readonly type: string;
  readonly props: Record<string, unknown>;
}

/**
 * The provider's resources that a resource of Cloud Control stands for: an `AWS::S3::Bucket` is a bucket, its
 * versioning, its public access block and so on.
 *
 * @param resource any resource
 * @returns none for other resources, for types that no rule judges and for a desired state that Cloud Control refuses;
 * with an unknown desired state all that the type may stand for, of which nothing is known
 */
export function providerResources(resource: TypedProperties): readonly TypedProperties[] {
  if (resource.type !== awsType.cloudControlResource) return [];
  const typeName = read(resource.props, "typeName");
  const parts = typeName.state === "known" ? (translations[String(typeName.value)] ?? []) : [];
  const desired = parts.length === 0 ? ({ state: "malformed" } as const) : readDesiredState(resource.props);
  if (desired.state === "malformed") return [];
  if (desired.state === "unknown") return parts.map(({ type }) => ({ type, props: unknownProperties }));
  return parts.flatMap(({ type, props }) => props(desired.value).map((each) => ({ type, props: { ...each } })));
}

/** What a resource rule is asked about a resource of Cloud Control: once for each thing that it stands for. */
export function providerArguments(args: ResourceValidationArgs): readonly ResourceValidationArgs[] {
  return providerResources(args).map(({ type, props }) => ({ ...args, type, props }));
}

/**
 * What a stack rule sees beside a resource of Cloud Control: the things that it stands for, under its URN. All that
 * they hold comes from the desired state, so its dependencies are those of each of their arguments.
 */
export function providerPolicyResources(resource: PolicyResource): readonly PolicyResource[] {
  return providerResources(resource).map(({ type, props }) => {
    const dependencies = resource.propertyDependencies["desiredState"] ?? [];
    return {
      ...resource,
      type,
      props,
      propertyDependencies: new Proxy<Record<string, PolicyResource[]>>({}, { get: () => [...dependencies] }),
    };
  });
}
