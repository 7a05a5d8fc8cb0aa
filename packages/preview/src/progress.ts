import type { StackName } from "@secure-ml/controls";
import type { PreviewEvent } from "./previewEnvironment.js";

/** The terminal that progress is shown on. */
export interface ProgressTerminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Milliseconds between two updates of the line: often enough to see it move. */
const intervalMs = 80;

/** Goes back to the start of the line and empties it. */
const emptyLine = "\r\u001b[2K";

/** Shows on one line of a terminal how far a preview has got. */
export class Progress {
  readonly #terminal: ProgressTerminal;
  readonly #now: () => number;
  readonly #counts = new Map<StackName, { resources: number; judged: number }>();
  #shownAt = Number.NEGATIVE_INFINITY;
  #isShown = false;

  /**
   * @param terminal where the line goes; nothing is shown where nobody looks
   * @param now the time in milliseconds
   */
  constructor(terminal: ProgressTerminal, now: () => number = () => performance.now()) {
    this.#terminal = terminal;
    this.#now = now;
  }

  /** Takes note of what happens, and shows it when the line is due. */
  note(event: PreviewEvent): void {
    if (this.#terminal.isTTY !== true || (event.kind !== "resource" && event.kind !== "judged")) {
      return;
    }
    const counts = this.#counts.get(event.stack) ?? { resources: 0, judged: 0 };
    this.#counts.set(event.stack, counts);
    if (event.kind === "resource") {
      counts.resources = event.resources;
    } else {
      counts.judged = event.judged;
    }
    const now = this.#now();
    if (now - this.#shownAt >= intervalMs) {
      this.#shownAt = now;
      this.#isShown = true;
      const text = [...this.#counts]
        .map(([stack, { resources, judged }]) => `${stack} stack: ${resources} resources, ${judged} judged`)
        .join("; ");
      this.#terminal.write(`${emptyLine}${text.slice(0, (this.#terminal.columns ?? 80) - 1)}`);
    }
  }

  /** Takes the line away. */
  clear(): void {
    if (this.#isShown) {
      this.#isShown = false;
      this.#terminal.write(emptyLine);
    }
  }
}
