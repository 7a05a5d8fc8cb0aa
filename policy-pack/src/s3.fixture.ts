import { resource, type HandMadeOptions, type RecordedResource } from "@secure-ml/testing";
import { awsType } from "./awsTypes.js";

/**
 * A bucket as the rules want it.
 *
 * @param name logical name, and physical name
 * @param zone its tag `data-zone`; undefined for none
 */
export function bucket(
  name: string,
  zone: unknown,
  inputs: Readonly<Record<string, unknown>> = {},
  options: HandMadeOptions = {},
): RecordedResource {
  return resource(awsType.bucket, name, { bucket: name, tags: { "data-zone": zone }, ...inputs }, options);
}

/** A companion that cites its bucket as a component does: by a name that is known, with the dependency recorded. */
export function companion(
  type: string,
  of: RecordedResource,
  inputs: Readonly<Record<string, unknown>> = {},
  options: HandMadeOptions & { readonly name?: string } = {},
): RecordedResource {
  const { name = `${of.name}-${type.slice(type.lastIndexOf(":") + 1)}`, propertyDependencies, ...rest } = options;
  return resource(
    type,
    name,
    { bucket: of.name, ...inputs },
    { ...rest, propertyDependencies: { bucket: [of], ...propertyDependencies } },
  );
}
