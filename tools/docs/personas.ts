import type { AttackCase } from "../../tests/attack/attackCase.ts";
import type { AttackTable } from "../../tests/attack/attackTable.ts";
import type { Estate } from "../../tests/attack/estate.ts";
import type { Principal } from "../../tests/attack/principals.ts";

/** People who work with the platform: their page in `docs/personas`, and the roles that they act in. */
export const personas: Readonly<Record<string, (estate: Estate) => readonly string[]>> = {
  "data-scientist": ({ platformRole }) => [platformRole("ds")],
  "data-engineer": ({ platformRole }) => [platformRole("data-engineer")],
  "ml-engineer": ({ platformRole }) => [platformRole("mle")],
  "model-approver": ({ platformRole }) => [platformRole("approver")],
  "ml-administrator": ({ platformRole }) => [platformRole("mladmin")],
  auditor: ({ accountRole }) => [accountRole("auditor")],
  "platform-engineer": ({ accountRole, platformRole }) => [accountRole("deployer"), platformRole("deployer")],
};

/** Environments that the pages speak of. */
export const environments = ["dev", "prod"] as const;

/** A row of the attack table as it concerns one persona. */
export interface PersonaRow {
  readonly attack: AttackCase;
  /** What comes of it, in each environment whose table has the row. */
  readonly verdicts: Readonly<Partial<Record<"dev" | "prod", "allowed" | "denied">>>;
}

/**
 * Rows of the attack table about a persona, by their names, which both environments share. A grant counts only where the
 * row is about the role as the stacks make it: many rows give a role the widest policy that it could have, to show what
 * stands in its way all the same.
 */
export function personaRows(
  persona: string,
  tables: Readonly<Record<"dev" | "prod", AttackTable>>,
): readonly PersonaRow[] {
  const rows = new Map<
    string,
    { attack: AttackCase; verdicts: Partial<Record<"dev" | "prod", "allowed" | "denied">> }
  >();
  for (const environment of environments) {
    const { cases, estate } = tables[environment];
    const ids = personas[persona]?.(estate) ?? [];
    for (const attack of cases) {
      const principals = [attack.principal].flat().filter(({ id }) => ids.includes(id));
      const verdict = typeof attack.expected === "string" ? attack.expected : attack.expected[environment];
      if (principals.length === 0 || (verdict === "allowed" && !principals.some(asMade))) continue;
      const row = rows.get(attack.name) ?? { attack, verdicts: {} };
      row.verdicts[environment] = verdict;
      rows.set(attack.name, row);
    }
  }
  return [...rows.values()];
}

function asMade({ identity, openCeiling, managed }: Principal): boolean {
  return identity === undefined && openCeiling !== true && managed === undefined;
}
