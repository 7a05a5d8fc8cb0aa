import type { ControlId } from "@secure-ml/controls";
import type * as pulumi from "@pulumi/pulumi";

const served = new Map<pulumi.Resource, readonly ControlId[]>();

/**
 * Options of a component's child: its parent, and the record of which controls it serves.
 *
 * The record stays in this process, for reports and tests ({@link servedControls}); it changes neither inputs nor state.
 *
 * @param parent the component that owns the child
 * @param controls ids of the controls that the child serves; an empty list for plumbing
 * @param options further resource options
 * @returns options to hand to the child's constructor
 */
export function childOf(
  parent: pulumi.Resource,
  controls: ControlId | readonly ControlId[],
  options: pulumi.CustomResourceOptions = {},
): pulumi.CustomResourceOptions {
  const ids = typeof controls === "string" ? [controls] : controls;
  if (ids.length === 0) {
    return { ...options, parent };
  }
  const record: pulumi.ResourceTransformation = ({ resource }) => {
    served.set(resource, ids);
    return undefined;
  };
  return { ...options, parent, transformations: [...(options.transformations ?? []), record] };
}

/**
 * The controls served by what has been created in this process since the last {@link forgetServedControls}.
 *
 * @returns control ids by URN; complete once the program has been drained
 */
export async function servedControls(): Promise<ReadonlyMap<string, readonly ControlId[]>> {
  const entries = await Promise.all(
    [...served].map(async ([resource, ids]) => {
      const urn = await new Promise<string>((resolve) => {
        resource.urn.apply(resolve);
      });
      return [urn, ids] as const;
    }),
  );
  return new Map(entries);
}

/** Empties the record, so that the next program run in this process starts afresh. */
export function forgetServedControls(): void {
  served.clear();
}
