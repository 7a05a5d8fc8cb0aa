import { withPart } from "./handWritten.ts";
import { environments, personaRows, personas, type PersonaRow } from "./personas.ts";
import { allowTypeScriptImports } from "./typeScriptImports.ts";

/** The pages of the personas, with what each may do and what is refused: the attack table says it, nobody else. */
export async function personaPages(): Promise<readonly [string, string][]> {
  allowTypeScriptImports();
  const { attackTable } = await import("../../tests/attack/attackTable.ts");
  const tables = { dev: await attackTable("dev"), prod: await attackTable("prod") };
  return Object.keys(personas).map((persona) => {
    const rows = personaRows(persona, tables);
    return withPart(`docs/personas/${persona}.md`, "permissions", [
      "## What you can do",
      "",
      ...table("allowed", rows),
      "",
      "## What is refused, and by which control",
      "",
      ...table("denied", rows),
    ]);
  });
}

function table(verdict: "allowed" | "denied", rows: readonly PersonaRow[]): readonly string[] {
  const lines = rows.flatMap(({ attack: { name, action, controls }, verdicts }) => {
    const where = environments.filter((environment) => verdicts[environment] === verdict);
    if (where.length === 0) return [];
    const links = controls.map((id) => `[${id}](../controls/${id.toLowerCase()}.md)`);
    return [`| ${sentence(name)} | ${calls([action].flat())} | ${where.join(", ")} | ${links.join(", ")} |`];
  });
  return ["| What | Calls | Where | Controls |", "| --- | --- | --- | --- |", ...lines];
}

function sentence(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`.replaceAll("|", "\\|");
}

function calls(actions: readonly string[]): string {
  const shown = [...new Set(actions)].slice(0, 3).map((action) => `\`${action}\``);
  const more = new Set(actions).size - shown.length;
  return more > 0 ? `${shown.join(", ")} and ${more} more` : shown.join(", ");
}
