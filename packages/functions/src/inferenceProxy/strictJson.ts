/** JSON as it comes out of {@link parseStrictJson}: objects have no prototype, strings are normalised. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** Keys that change an object's prototype somewhere down the line, in whatever language reads them. */
const forbiddenKeys = new Set(["__proto__", "constructor", "prototype"]);

/** Control characters that no text needs; tab, line feed and carriage return may stand in one. */
// eslint-disable-next-line no-control-regex -- these are what is refused
const controlCharacters = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/;

/**
 * Reads JSON that every reader understands in the same way. Refused are: what is no JSON (NaN and Infinity among it),
 * numbers that overflow, keys that stand twice, keys that reach a prototype, lone surrogates, replacement characters (the
 * trace of a broken encoding), a byte order mark, control characters, and more than `maximumDepth` levels. Depth is
 * checked before anything is parsed.
 *
 * @returns the value with strings in Unicode normalisation form C, or undefined when it is refused; no reason, since a
 * reason would quote the input
 * @see IETF, "The I-JSON Message Format" (RFC 7493): https://www.rfc-editor.org/rfc/rfc7493
 */
export function parseStrictJson(text: string, maximumDepth: number): JsonValue | undefined {
  if (!text.isWellFormed() || text.includes("\uFFFD") || !hasStrictStructure(text, maximumDepth)) return undefined;
  try {
    return strict(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/**
 * One pass over the text before it is parsed: neither too deep nor with a key twice. It understands strings and brackets
 * only; whatever else is wrong is left to the parser.
 */
function hasStrictStructure(text: string, maximumDepth: number): boolean {
  /** The open objects and lists from the outside in; an object's keys so far, undefined for a list. */
  const open: (Set<string> | undefined)[] = [];
  let expectsKey = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (character === '"') {
      const end = endOfString(text, index);
      const keys = open.at(-1);
      if (expectsKey && keys !== undefined) {
        const key = decoded(text.slice(index, end + 1));
        if (key === undefined || keys.has(key)) return false;
        keys.add(key);
      }
      expectsKey = false;
      index = end;
    } else if (character === "{" || character === "[") {
      open.push(character === "{" ? new Set() : undefined);
      if (open.length > maximumDepth) return false;
      expectsKey = character === "{";
    } else if (character === "}" || character === "]") {
      open.pop();
      expectsKey = false;
    } else if (character === ",") {
      expectsKey = open.at(-1) !== undefined;
    }
  }
  return true;
}

/** Index of a string's closing quote, or the text's last index when there is none. */
function endOfString(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index += 1) {
    if (text[index] === "\\") index += 1;
    else if (text[index] === '"') return index;
  }
  return text.length - 1;
}

/** The key that a string stands for, in the form in which keys are compared. */
function decoded(string: string): string | undefined {
  try {
    return (JSON.parse(string) as string).normalize("NFC");
  } catch {
    return undefined;
  }
}

/** @throws SyntaxError for what the text may not hold */
function strict(value: unknown): JsonValue {
  if (typeof value === "string") return strictText(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new SyntaxError("overflow");
    return value;
  }
  if (Array.isArray(value)) return value.map(strict);
  if (typeof value === "object" && value !== null) {
    const copy = Object.create(null) as Record<string, JsonValue>;
    for (const [key, entry] of Object.entries(value)) {
      if (forbiddenKeys.has(key)) throw new SyntaxError("forbidden key");
      copy[strictText(key)] = strict(entry);
    }
    return copy;
  }
  return value as null | boolean;
}

function strictText(text: string): string {
  if (!text.isWellFormed() || controlCharacters.test(text) || text.includes("\uFFFD")) throw new SyntaxError("text");
  return text.normalize("NFC");
}
