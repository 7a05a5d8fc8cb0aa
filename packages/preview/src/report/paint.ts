import { styleText } from "node:util";

/** How a report is drawn on a terminal. */
export interface Paint {
  /** Columns that a line may have. */
  readonly width: number;
  /** Marks what a reader looks for first. */
  readonly strong: (text: string) => string;
  /** Takes back what a reader rarely needs. */
  readonly weak: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly warning: (text: string) => string;
  /** The lines of a tree. */
  readonly guides: { readonly branch: string; readonly last: string; readonly through: string; readonly none: string };
}

/** What a terminal can do. */
export interface PaintOptions {
  readonly width: number;
  readonly color: boolean;
  readonly unicode: boolean;
}

type Style = Parameters<typeof styleText>[0];

/** Makes the means to draw a report. */
export function paint({ width, color, unicode }: PaintOptions): Paint {
  const styled =
    (style: Style) =>
    (text: string): string =>
      // Whether there is colour has been decided, by the command line among others.
      color && text !== "" ? styleText(style, text, { validateStream: false }) : text;
  return {
    width,
    strong: styled("bold"),
    weak: styled("dim"),
    good: styled(["bold", "green"]),
    bad: styled(["bold", "red"]),
    warning: styled(["bold", "yellow"]),
    guides: unicode
      ? { branch: "├─ ", last: "└─ ", through: "│  ", none: "   " }
      : { branch: "|- ", last: "`- ", through: "|  ", none: "   " },
  };
}

/** Widest that a report gets: longer lines are hard to read. */
const widest = 80;

/**
 * What the terminal behind a stream can do.
 *
 * @param stream where the report goes
 * @param environment environment variables
 * @param color false when the command line wants no colour
 */
export function paintOptions(
  stream: { readonly isTTY?: boolean; readonly columns?: number },
  environment: Readonly<Record<string, string | undefined>>,
  color: boolean,
): PaintOptions {
  const locale = environment["LC_ALL"] || environment["LC_CTYPE"] || environment["LANG"] || "";
  const forced = environment["FORCE_COLOR"];
  const wantsColor =
    forced !== undefined && forced !== "" ? forced !== "0" : stream.isTTY === true && environment["TERM"] !== "dumb";
  return {
    width: Math.min(widest, Math.max(40, stream.columns ?? widest)),
    color: color && (environment["NO_COLOR"] ?? "") === "" && wantsColor,
    unicode: /utf-?8/i.test(locale),
  };
}
