import { UnknownValueError } from "@pulumi/policy";

/** What the SDK throws when a rule reads an unknown value. */
export interface UnknownValue extends Error {
  /** Path from the resource's properties to the unknown one. */
  readonly props: readonly (string | number | symbol)[];
}

/** Whether something that was thrown is the SDK's word for "unknown". Its declarations leave the class out. */
export function isUnknownValue(error: unknown): error is UnknownValue {
  return error instanceof (UnknownValueError as new () => UnknownValue);
}

/** A value that is there and known. */
export interface Known<T> {
  readonly state: "known";
  readonly value: T;
}

/** A property that was left out; `null` counts as left out too. */
export interface Absent {
  readonly state: "absent";
}

/** A value that cannot be known before the resource exists. */
export interface Unknown {
  readonly state: "unknown";
  /** The property that is unknown, which may be a parent of the one asked for: `rules.0.applyServerSideEncryption`. */
  readonly path: string;
}

/** What reading a property gives: its value, that it is not there, or that nobody can know it yet. */
export type Read<T = unknown> = Known<T> | Absent | Unknown;

/** Where to read: segments joined by dots, or a list of segments when one holds a dot itself (a tag key). */
export type Path = string | readonly string[];

const absent: Absent = { state: "absent" };

/**
 * Reads one property. The SDK hands a rule its resource behind a proxy that throws on every unknown value, which would
 * end the rule; here that is an answer like the others, and the next read goes on undisturbed.
 *
 * @param container a resource's properties, or an object that was read from them
 * @param path such as `rule.defaultRetention.days`; numbers index lists
 */
export function read(container: unknown, path: Path): Read {
  const segments = typeof path === "string" ? path.split(".") : path;
  let current = container;
  for (const [index, segment] of segments.entries()) {
    if (typeof current !== "object" || current === null || !Object.hasOwn(current, segment)) return absent;
    try {
      current = (current as Record<string, unknown>)[segment];
    } catch (error) {
      if (isUnknownValue(error)) return { state: "unknown", path: segments.slice(0, index + 1).join(".") };
      throw error;
    }
  }
  return current === undefined || current === null ? absent : { state: "known", value: current };
}

/**
 * Reads a list, each element on its own, so that an unknown one leaves the others readable.
 *
 * @returns the elements; a single value counts as a list of one, as AWS's own documents write it
 */
export function readList(container: unknown, path: Path): Read<readonly Read[]> {
  const list = read(container, path);
  if (list.state !== "known") return list;
  if (!Array.isArray(list.value)) return { state: "known", value: [list] };
  const prefix = typeof path === "string" ? path : path.join(".");
  const elements = Array.from({ length: list.value.length }, (_, index): Read => {
    const element = read(list.value, String(index));
    return element.state === "unknown" ? { state: "unknown", path: `${prefix}.${element.path}` } : element;
  });
  return { state: "known", value: elements };
}

/**
 * Reads the elements of a list that need not be there.
 *
 * @returns one answer per element; none when the list is missing, a single `unknown` when nobody can know it yet
 */
export function readElements(container: unknown, path: Path): readonly Read[] {
  const list = readList(container, path);
  return list.state === "known" ? list.value : list.state === "unknown" ? [list] : [];
}

/**
 * Reads every property that a path with lists in it leads to.
 *
 * @param path `[]` after a segment stands for each element: `encryptionConfigurations[].kmsKey`
 * @returns one answer per place; a single `absent` when a list on the way is missing or empty
 */
export function readEach(container: unknown, path: string): readonly Read[] {
  const [head, ...rest] = path.split("[].");
  if (head === undefined || rest.length === 0) return [read(container, path)];
  const list = readList(container, head);
  if (list.state !== "known") return [list];
  if (list.value.length === 0) return [absent];
  return list.value.flatMap((element) =>
    element.state === "known" ? readEach(element.value, rest.join("[].")) : [element],
  );
}

/**
 * Renders a value for a message. Never throws: what is unknown inside it is shown as `(unknown)`.
 *
 * @returns at most 120 characters
 */
export function describe(value: unknown): string {
  const text = value === undefined ? "nothing" : JSON.stringify(plain(value));
  return text.length <= 120 ? text : `${text.slice(0, 117)}...`;
}

function plain(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const copy = (key: string): unknown => {
    const child = read(value, [key]);
    return child.state === "known" ? plain(child.value) : child.state === "unknown" ? "(unknown)" : null;
  };
  const keys = Object.keys(value);
  return Array.isArray(value) ? keys.map(copy) : Object.fromEntries(keys.map((key) => [key, copy(key)]));
}
