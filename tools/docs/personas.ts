import type { AttackCase } from "../../tests/attack/attackCase.ts";
import type { AttackTable } from "../../tests/attack/attackTable.ts";
import type { Estate } from "../../tests/attack/estate.ts";
import type { Principal } from "../../tests/attack/principals.ts";

/** People who work with the platform: their page in `docs/personas`, and the roles that they act in. */
export const personas: Readonly<Record<string, (estate: Estate) => readonly string[]>> = {
  "data-scientist": ({ platformRole }) => [platformRole("ds")],
  "ml-engineer": ({ platformRole }) => [platformRole("mle")],
  "model-approver": ({ platformRole }) => [platformRole("approver")],
  "ml-administrator": ({ platformRole }) => [platformRole("mladmin")],
  auditor: ({ accountRole }) => [accountRole("auditor")],
  "platform-engineer": ({ accountRole, platformRole }) => [accountRole("deployer"), platformRole("deployer")],
};

/** A row of the attack table as it concerns one persona. */
export interface PersonaRow {
  readonly attack: AttackCase;
  /** Environments in which it is allowed; in the others it is refused. */
  readonly allowedIn: readonly ("dev" | "prod")[];
}

/**
 * Rows of the attack table about a persona. A grant counts only where the row is about the role as the stacks make it:
 * many rows give a role the widest policy that it could have, to show what stands in its way all the same. A deployer's
 * policy is your own, where the stacks do not make it.
 */
export function personaRows(
  persona: string,
  tables: Readonly<Record<"dev" | "prod", AttackTable>>,
): readonly PersonaRow[] {
  const environments = ["dev", "prod"] as const;
  const concerned = (environment: "dev" | "prod", attack: AttackCase): readonly Principal[] => {
    const ids = personas[persona]?.(tables[environment].estate) ?? [];
    return [attack.principal].flat().filter(({ id }) => ids.includes(id));
  };
  const asMade = ({ identity, openCeiling, managed }: Principal): boolean =>
    persona === "platform-engineer" || (identity === undefined && openCeiling !== true && managed === undefined);
  return tables.dev.cases.flatMap((attack, index) => {
    const principals = concerned("dev", attack);
    if (principals.length === 0) return [];
    const allowedIn = environments.filter((environment) => {
      const { expected } = tables[environment].cases[index] ?? attack;
      return (typeof expected === "string" ? expected : expected[environment]) === "allowed";
    });
    return allowedIn.length > 0 && !principals.some(asMade) ? [] : [{ attack, allowedIn }];
  });
}
