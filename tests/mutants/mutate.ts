import type { RecordedResource } from "@secure-ml/testing";

/** Changes the resources of a stack, as an edit of the program or of a resource would. */
export type Mutation = (resources: readonly RecordedResource[]) => readonly RecordedResource[];

type Values = Record<string, unknown>;

/** Which resources a mutation is about: those of a type, or only the one of that name. */
export interface Selection {
  readonly type: string;
  readonly name?: string;
}

/** Leaves resources out. */
export function without(selection: Selection): Mutation {
  return (resources) => {
    const gone = matching(resources, selection).map(({ urn }) => urn);
    const stays = (urn: string): boolean => !gone.includes(urn);
    return resources
      .filter(({ urn }) => stays(urn))
      .map((resource) => ({
        ...resource,
        dependencies: resource.dependencies.filter(stays),
        propertyDependencies: Object.fromEntries(
          Object.entries(resource.propertyDependencies).map(([property, urns]) => [property, urns.filter(stays)]),
        ),
      }));
  };
}

/** Gives resources other inputs: `undefined` removes a property. */
export function withInputs(selection: Selection, change: (inputs: Values) => Values): Mutation {
  return edit(selection, (resource) => {
    const apply = (values: Readonly<Values>): Values =>
      Object.fromEntries(
        Object.entries({ ...values, ...change(structuredClone(values)) }).filter(([, value]) => value !== undefined),
      );
    return { ...resource, wireInputs: apply(resource.wireInputs), wireOutputs: apply(resource.wireOutputs) };
  });
}

/** Changes a policy document that a property holds. */
export function withStatements(
  selection: Selection,
  change: (statements: readonly Statement[]) => readonly Statement[],
  property = "policy",
): Mutation {
  return withInputs(selection, (inputs) => {
    const document = JSON.parse(String(inputs[property])) as { Statement: Statement[] };
    return { [property]: JSON.stringify({ ...document, Statement: change(document.Statement) }) };
  });
}

/** Leaves statements out of a policy document. */
export function withoutStatements(selection: Selection, sids: readonly string[], property = "policy"): Mutation {
  return withStatements(selection, (statements) => statements.filter(({ Sid }) => !sids.includes(Sid)), property);
}

/** A statement of a policy document. */
export type Statement = Values & { readonly Sid: string };

/** Takes the protection against deletion away. */
export function withoutProtection(selection: Selection): Mutation {
  return edit(selection, (resource) => ({ ...resource, options: { ...resource.options, protect: false } }));
}

/** Adds a resource like an existing one, under another name and with other inputs. */
export function withCopy(selection: Selection, name: string, change: (inputs: Values) => Values): Mutation {
  return (resources) => {
    const [original] = matching(resources, selection);
    const copy = { ...original, name, urn: original.urn.replace(/::[^:]*$/, `::${name}`) };
    return [...resources, ...withInputs({ type: copy.type, name }, change)([copy])];
  };
}

/** Adds a resource that the stack does not have. */
export function withNew(resource: (resources: readonly RecordedResource[]) => RecordedResource): Mutation {
  return (resources) => [...resources, resource(resources)];
}

/** Takes away what a property is computed from. */
export function withoutDependencies(selection: Selection, property: string): Mutation {
  return edit(selection, (resource) => ({
    ...resource,
    propertyDependencies: { ...resource.propertyDependencies, [property]: [] },
  }));
}

function edit(selection: Selection, change: (resource: RecordedResource) => RecordedResource): Mutation {
  return (resources) => {
    const urns = matching(resources, selection).map(({ urn }) => urn);
    return resources.map((resource) => (urns.includes(resource.urn) ? change(resource) : resource));
  };
}

/** A mutation that finds nothing to change would prove nothing. */
function matching(
  resources: readonly RecordedResource[],
  { type, name }: Selection,
): readonly [RecordedResource, ...RecordedResource[]] {
  const [first, ...others] = resources.filter(
    (resource) => resource.type === type && (name === undefined || resource.name === name),
  );
  if (first === undefined) {
    const names = resources.filter((resource) => resource.type === type).map((resource) => resource.name);
    throw new Error(`No ${type} is called "${name ?? "anything"}"; there are: ${names.join(", ") || "none"}`);
  }
  return [first, ...others];
}
