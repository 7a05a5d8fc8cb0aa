import { stripVTControlCharacters } from "node:util";

/** How to break a text into lines. */
export interface WrapOptions {
  /** Columns that a line may have. */
  readonly width: number;
  /**
   * What the first line begins with.
   * @defaultValue nothing
   */
  readonly first?: string;
  /**
   * What every other line begins with.
   * @defaultValue as many blanks as `first` has columns
   */
  readonly rest?: string;
}

/**
 * Breaks a text into lines at its blanks. A word that is longer than a line, such as a URN, is broken where the line
 * ends: no line is ever longer than asked for. Line breaks in the text stay.
 *
 * @param text the text; it may be styled
 * @param options width and indentation
 */
export function wrap(text: string, options: WrapOptions): string[] {
  const { width, first = "" } = options;
  const { rest = " ".repeat(columns(first)) } = options;
  const lines: string[] = [];
  for (const paragraph of text.split("\n")) {
    let line = lines.length === 0 ? first : rest;
    let isEmpty = true;
    const flush = (): void => {
      lines.push(line.trimEnd());
      line = rest;
      isEmpty = true;
    };
    for (const word of paragraph.split(/ +/).filter((part) => part !== "")) {
      let remaining = word;
      if (!isEmpty && columns(line) + 1 + columns(remaining) > width) {
        flush();
      }
      // Styles end within a word or span short ones only; a long word is rather shown plain than broken within a code.
      while (columns(line) + (isEmpty ? 0 : 1) + columns(remaining) > width) {
        const characters = Array.from(stripVTControlCharacters(remaining));
        const room = Math.max(1, width - columns(line));
        line += characters.slice(0, room).join("");
        remaining = characters.slice(room).join("");
        flush();
      }
      line += `${isEmpty ? "" : " "}${remaining}`;
      isEmpty = false;
    }
    if (!isEmpty || paragraph.trim() === "") {
      flush();
    }
  }
  return lines;
}

/**
 * Breaks a message into lines, where each of its own lines keeps its indentation.
 *
 * @param message the message
 * @param width columns of the terminal
 */
export function wrapMessage(message: string, width: number): string[] {
  return message.split("\n").flatMap((line) => {
    const indentation = /^\s*(- )?/.exec(line)?.[0] ?? "";
    return wrap(line.slice(indentation.length), { width, first: indentation });
  });
}

/** Columns that a text takes on a terminal. */
export function columns(text: string): number {
  return Array.from(stripVTControlCharacters(text)).length;
}
