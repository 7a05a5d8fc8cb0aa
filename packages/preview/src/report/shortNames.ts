/**
 * A type token as people say it: `aws:s3/bucket:Bucket` is `s3.Bucket`, `secure-ml:data:SecureBucket` is `SecureBucket`.
 *
 * @param type type token
 */
export function shortType(type: string): string {
  const [packageName = "", module = "", name = ""] = type.split(":");
  if (type.startsWith("pulumi:providers:")) {
    return `provider of ${name}`;
  }
  if (packageName === "pulumi" || isComponentType(type)) {
    return name;
  }
  const service = module.split("/")[0] ?? "";
  const place = service === "" || service === "index" ? "" : `${service}.`;
  return `${packageName === "aws" ? "" : `${packageName}:`}${place}${name}`;
}

/** Whether a type is one of the blueprint's components. */
export function isComponentType(type: string): boolean {
  return type.startsWith("secure-ml:");
}

/** The package of one of the blueprint's components; undefined for other types. */
export function componentPackage(type: string): string | undefined {
  return isComponentType(type) ? type.split(":")[1] : undefined;
}

/** A resource as a report mentions it: its type and its logical name, from its URN. */
export function shortUrn(urn: string): string {
  const [, , qualifiedType = "", ...name] = urn.replace(/^urn:pulumi:/, "").split("::");
  const type = qualifiedType.slice(qualifiedType.lastIndexOf("$") + 1);
  return type === "pulumi:pulumi:Stack" ? "the stack as a whole" : `${shortType(type)} ${name.join("::")}`;
}

/**
 * Ids of controls in few words: `DATA-01 to 05, 07, NET-01`.
 *
 * @param ids ids in the order of the catalogue
 */
export function idRanges(ids: readonly string[]): string {
  const ranges: { tier: string; first: number; last: number }[] = [];
  for (const id of ids) {
    const [tier = "", digits = ""] = id.split("-");
    const number = Number(digits);
    const range = ranges.at(-1);
    if (range?.tier === tier && range.last === number - 1) {
      range.last = number;
    } else {
      ranges.push({ tier, first: number, last: number });
    }
  }
  const digits = (number: number): string => String(number).padStart(2, "0");
  return ranges
    .map(({ tier, first, last }, index) => {
      const start = `${ranges[index - 1]?.tier === tier ? "" : `${tier}-`}${digits(first)}`;
      if (first === last) {
        return start;
      }
      return last === first + 1 ? `${start}, ${digits(last)}` : `${start} to ${digits(last)}`;
    })
    .join(", ");
}
