import { beforeAll, describe, expect, it } from "vitest";
import { attackTable } from "./attackTable.js";
import type { EmittedPolicies } from "./emittedPolicies.js";
import type { Decision, PolicyDocument, PolicyStatement, Verdict } from "./expectAllowed.js";
import { attempts, judge, type Call } from "./judge.js";

// The table proves a statement only if it notices when the statement is gone. Each statement of each emitted policy is
// taken away, and each condition of each statement is dropped; at least one attempt must then end differently. An attempt
// is judged anew only where the statement applied to it, or where conditions alone kept it from applying: the loss of a
// statement that is about something else changes nothing.

interface Loss {
  readonly what: RegExp;
  /**
   * Ids of the documents.
   * @defaultValue every one
   */
  readonly where?: RegExp;
  readonly why: string;
}

/** Losses that no attempt can notice, and why that is right. */
const unnoticed: readonly Loss[] = [
  {
    what: /Deny Deny(OutsideNetwork|OtherRoles) without BoolIfExists aws:PrincipalIsAWSService$/,
    where: /^resource arn:aws:s3:::acmeml-(dev|prod|account-(evidence|code))-/,
    why: "No policy of these buckets admits a service yet, so that none gets in anyway.",
  },
  {
    what: /without StringEquals kms:CallerAccount$/,
    why: "The statement names roles of this account by ARN, so the caller's account follows.",
  },
  {
    what: /Allow OwnTables without StringEquals aws:ResourceAccount$/,
    why: "The statement names tables by ARN, so the resource's account follows.",
  },
  {
    what: /Deny DenyOtherAccounts/,
    why: "No policy of a repository lets another account in; the registry's Deny counts once one does.",
  },
  {
    what: /without Allow (OpenInput|OpenMarked|ReadKeys)$/,
    where: /-(dev|prod)-(etl|processing)$|-dev-(labels|training|evaluation|quarantine)$/,
    why: "What comes in and what goes out lie under one key, and whoever writes under it opens it as well.",
  },
  {
    what: /without Allow (LakeDataRolesRead|LabelsTrainingReads|Quarantine)$/,
    why: "In dev several domains lie under one key, and the statement of another domain admits the same roles.",
  },
  {
    what: /Allow Tenant0 without (ArnEquals aws:PrincipalArn|StringEquals aws:SourceVpce)$/,
    where: /^resource arn:aws:execute-api:/,
    why: "The Denies demand the same of everybody; the conditions count once there is a second tenant or endpoint.",
  },
];

interface Mutant {
  readonly what: string;
  /** The statement that lost something. */
  readonly statement: PolicyStatement;
  readonly lost: "statement" | "condition";
  readonly document: PolicyDocument;
  /** How the attempts end that must notice it. */
  readonly noticedBy: Verdict;
}

/** An attempt on the policies as they are: what a mutant can change about it follows from the statements it met. */
interface Attempt extends Decision {
  readonly calls: readonly Call[];
}

const tables = { dev: await attackTable("dev"), prod: await attackTable("prod") };

describe.each(["dev", "prod"] as const)("policies of %s with a part missing", (environment) => {
  const { estate, cases } = tables[environment];
  const { documents } = estate.policies;
  const table: Attempt[] = [];

  beforeAll(async () => {
    for (const calls of cases.flatMap((attack) => attempts(attack, estate))) {
      table.push({ calls, ...(await judge(calls, estate.policies)) });
    }
  });

  it.each([...documents])("%s", async (id, document) => {
    const survivors: string[] = [];
    for (const mutant of mutantsOf(document).filter(({ what }) => !isExcused(what, id))) {
      const policies = { ...estate.policies, documents: new Map(documents).set(id, mutant.document) };
      const concerned = table.filter(({ calls }) => calls.some(({ documentIds }) => documentIds.includes(id)));
      if (!(await isNoticed(mutant, concerned, policies))) survivors.push(mutant.what);
    }
    expect(survivors, "nobody notices").toEqual([]);
  });
});

it("excuses only losses that there are", () => {
  const losses = Object.values(tables).flatMap(({ estate }) =>
    [...estate.policies.documents].flatMap(([id, document]) => mutantsOf(document).map(({ what }) => ({ id, what }))),
  );
  expect(unnoticed.filter((loss) => !losses.some(({ id, what }) => excuses(loss, what, id)))).toEqual([]);
  expect(losses.length).toBeGreaterThan(1000);
});

function isExcused(what: string, id: string): boolean {
  return unnoticed.some((loss) => excuses(loss, what, id));
}

function excuses(loss: Loss, what: string, id: string): boolean {
  return loss.what.test(what) && (loss.where?.test(id) ?? true);
}

async function isNoticed(
  { statement, lost, noticedBy }: Mutant,
  table: readonly Attempt[],
  mutated: EmittedPolicies,
): Promise<boolean> {
  const met = lost === "statement" ? "applied" : "unmet";
  for (const attempt of table) {
    if (attempt.verdict !== noticedBy || !attempt[met].includes(String(statement.Sid))) continue;
    if ((await judge(attempt.calls, mutated)).verdict !== noticedBy) return true;
  }
  return false;
}

function mutantsOf(document: PolicyDocument): readonly Mutant[] {
  return document.Statement.flatMap((statement, index): Mutant[] => {
    if (statement.Sid === undefined) throw new Error(`Statement ${index} has no Sid: ${JSON.stringify(statement)}`);
    const name = `${statement.Effect} ${statement.Sid}`;
    const replaced = (by: readonly PolicyStatement[]): PolicyDocument => ({
      ...document,
      Statement: document.Statement.toSpliced(index, 1, ...by),
    });
    const whole: Mutant = {
      statement,
      lost: "statement",
      what: `without ${name}`,
      document: replaced([]),
      noticedBy: statement.Effect === "Deny" ? "denied" : "allowed",
    };
    const conditions = Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
      Object.keys(keys).map((key): Mutant => {
        const rest = without(keys, key);
        const others = without(statement.Condition ?? {}, operator);
        const condition = Object.keys(rest).length === 0 ? others : { ...others, [operator]: rest };
        return {
          statement,
          lost: "condition",
          what: `${name} without ${operator} ${key}`,
          document: replaced([{ ...statement, Condition: condition }]),
          noticedBy: statement.Effect === "Deny" ? "allowed" : "denied",
        };
      }),
    );
    return [whole, ...conditions];
  });
}

function without<T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}
