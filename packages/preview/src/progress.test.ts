import { describe, expect, it } from "vitest";
import { Progress } from "./progress.js";

function terminal(facts: { isTTY?: boolean; columns?: number } = {}) {
  const written: string[] = [];
  return { isTTY: true, columns: 80, ...facts, written, write: (text: string) => written.push(text) };
}

describe("Progress", () => {
  it("shows how far each stack has got, not more often than can be seen", () => {
    const shown = terminal();
    let now = 0;
    const progress = new Progress(shown, () => now);

    progress.note({ kind: "resource", stack: "account", resources: 1 });
    now = 50;
    progress.note({ kind: "resource", stack: "account", resources: 2 });
    now = 100;
    progress.note({ kind: "judged", stack: "account", judged: 1 });
    now = 200;
    progress.note({ kind: "resource", stack: "platform", resources: 1 });
    progress.clear();
    progress.clear();

    expect(shown.written).toEqual([
      "\r\u001b[2Kaccount stack: 1 resources, 0 judged",
      "\r\u001b[2Kaccount stack: 2 resources, 1 judged",
      "\r\u001b[2Kaccount stack: 2 resources, 1 judged; platform stack: 1 resources, 0 judged",
      "\r\u001b[2K",
    ]);
  });

  it("never fills the last column, where a terminal may begin a new line", () => {
    const shown = terminal({ columns: 20 });

    new Progress(shown).note({ kind: "resource", stack: "account", resources: 1 });

    expect(shown.written).toEqual(["\r\u001b[2Kaccount stack: 1 re"]);
  });

  it("is silent where nobody looks", () => {
    const shown = terminal({ isTTY: false });
    const progress = new Progress(shown);

    progress.note({ kind: "resource", stack: "account", resources: 1 });
    progress.clear();

    expect(shown.written).toEqual([]);
  });
});
