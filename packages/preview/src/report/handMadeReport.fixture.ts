import type { Report, ReportControl, ReportPolicy, ReportResource } from "./schema.js";

/** URN of the root of every stack made here. */
export const rootUrn = "urn:pulumi:dev::p::pulumi:pulumi:Stack::p-dev";

const root: ReportResource = {
  urn: rootUrn,
  type: "pulumi:pulumi:Stack",
  name: "p-dev",
  custom: false,
  protect: false,
  dependencies: [],
  propertyDependencies: {},
  inputs: {},
  outputs: {},
};

/** A resource; its URN follows from type, name and parent. */
export function resource(type: string, name: string, facts: Partial<ReportResource> = {}): ReportResource {
  const parent = facts.parent ?? rootUrn;
  const parentType = parent === rootUrn ? "" : `${parent.split("::")[2] ?? ""}$`;
  return {
    ...root,
    urn: `urn:pulumi:dev::p::${parentType}${type}::${name}`,
    type,
    name,
    parent,
    custom: !type.startsWith("secure-ml:"),
    ...facts,
  };
}

/** A control that is met. */
export function control(id: string, facts: Partial<ReportControl> = {}): ReportControl {
  return { id, title: `Title of ${id}`, status: "met", resources: [], rules: [], ...facts };
}

/** A report of one stack. */
export function report(facts: {
  readonly resources?: readonly ReportResource[];
  readonly policy?: Partial<ReportPolicy>;
  readonly controls?: readonly ReportControl[];
}): Report {
  return {
    version: 1,
    environment: "dev",
    stacks: [{ stack: "platform", resources: [root, ...(facts.resources ?? [])], outputs: {} }],
    policy: { rules: 3, decided: 7, undecided: [], violations: [], exemptions: [], ...facts.policy },
    controls: [...(facts.controls ?? [])],
    timings: { program: 1234, policy: 560, total: 2000 },
  };
}
