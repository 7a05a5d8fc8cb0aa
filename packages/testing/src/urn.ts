/** Type of the resource at the root of every stack. */
export const rootStackType = "pulumi:pulumi:Stack";

/** What a URN is made of. */
export interface UrnParts {
  /** Name of the stack, without organization. */
  readonly stack: string;
  /** Name of the Pulumi project. */
  readonly project: string;
  /** Types from the outermost component down to the resource, joined by `$`. */
  readonly qualifiedType: string;
  /** The resource's own type. */
  readonly type: string;
  /** The resource's logical name; may itself contain `::`. */
  readonly name: string;
}

/**
 * Takes a URN apart.
 *
 * @throws Error when the text is not a URN
 */
export function parseUrn(urn: string): UrnParts {
  const match = /^urn:pulumi:(?<stack>.*?)::(?<project>.*?)::(?<qualifiedType>.*?)::(?<name>.*)$/s.exec(urn);
  const { stack, project, qualifiedType, name } = match?.groups ?? {};
  if (stack === undefined || project === undefined || qualifiedType === undefined || name === undefined) {
    throw new Error(`"${urn}" is not a Pulumi URN: expected urn:pulumi:<stack>::<project>::<type>::<name>`);
  }
  return { stack, project, qualifiedType, type: qualifiedType.slice(qualifiedType.lastIndexOf("$") + 1), name };
}

/**
 * Builds a URN as the engine does: the types of all ancestors count, except the root stack's.
 *
 * @param parent URN of the parent; `undefined` or the root stack's for a resource at the top
 */
export function buildUrn(
  stack: string,
  project: string,
  parent: string | undefined,
  type: string,
  name: string,
): string {
  const parentType = parent === undefined ? rootStackType : parseUrn(parent).qualifiedType;
  const qualifiedType = parentType === rootStackType ? type : `${parentType}$${type}`;
  return `urn:pulumi:${stack}::${project}::${qualifiedType}::${name}`;
}
