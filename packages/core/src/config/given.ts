/** A part of a config as somebody gave it: a map with values of whatever form. */
export type Given = Readonly<Record<string, unknown>>;

/** Something wrong between settings. */
export interface ConfigProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** A value as a map; what is none has no keys, since it has been reported already. */
export function asMap(value: unknown): Given {
  return typeof value === "object" && value !== null ? (value as Given) : {};
}

/** A value as a list; what is none has no elements. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/** The elements of a list as maps. */
export function mapsIn(list: unknown): readonly Given[] {
  return asList(list).map(asMap);
}

/**
 * The problem of an element of a list that is named like an earlier one.
 *
 * @param path of the list
 * @param names of all its elements; `undefined` where one has none
 * @param index of the element
 * @returns at most one problem
 */
export function repeatedName(
  path: ConfigProblem["path"],
  names: readonly unknown[],
  index: number,
): readonly ConfigProblem[] {
  const first = names.indexOf(names[index]);
  return names[index] === undefined || first === index
    ? []
    : [{ path: [...path, index, "name"], message: `must stand once; ${String(path.at(-1))}[${first}] is the same` }];
}
