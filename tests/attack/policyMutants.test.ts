import { describe, expect, it } from "vitest";
import { attackTable, expectedIn } from "./attackTable.js";
import type { PolicyDocument, PolicyStatement, Verdict } from "./expectAllowed.js";
import { attempts, judge, type Call } from "./judge.js";

// The table proves a statement only if it notices when the statement is gone. Each statement of each emitted policy is
// taken away, and each condition of each statement is dropped; at least one attempt must then end differently.

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
    where: /^resource arn:aws:s3:::acmeml-(prod|account-(evidence|findings|code))-/,
    why: "No policy of these buckets admits a service yet, so that none gets in anyway.",
  },
  {
    what: /without StringEquals kms:CallerAccount$/,
    why: "The statement names roles of this account by ARN, so the caller's account follows.",
  },
  {
    what: /without StringEquals aws:PrincipalAccount$/,
    why: "A stranger opens nothing of ours anyway; the endpoint's condition counts once a bucket or table lets one in.",
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
    what: /without Allow OpenInput$/,
    where: /-etl$/,
    why: "What comes in and what goes out lie under one key, and whoever writes under it opens it as well.",
  },
  {
    what: /Allow CreateJobs without Null sagemaker:Vpc(SecurityGroupIds|Subnets)$/,
    why: "The boundary refuses a job without a VPC, whatever the role's own policy says.",
  },
  {
    what: /Allow Tenant0 without (ArnEquals aws:PrincipalArn|StringEquals aws:SourceVpce)$/,
    where: /^resource arn:aws:execute-api:/,
    why: "The Denies demand the same of everybody; the conditions count once there is a second tenant or endpoint.",
  },
  {
    what: /Allow (DecryptArtifacts|DecryptReports|EncryptCapture|LendVolumeKey|ReadKeys|VolumeGrant|WriteKey) without (StringEquals kms:ViaService|Bool kms:GrantIsForAWSResource)$/,
    why: "The key's policy demands the same, and both must admit a role.",
  },
];

interface Mutant {
  readonly what: string;
  /** The statement that lost something: only requests for its actions can end differently. */
  readonly statement: PolicyStatement;
  readonly document: PolicyDocument;
  /** How the attempts end that must notice it. */
  readonly noticedBy: Verdict;
}

// The environments' policies differ in names and in who deletes keys, which the table itself compares.
const { estate, cases } = await attackTable("prod");
const table = cases.flatMap((attack) =>
  attempts(attack, estate).map((calls) => ({ calls, expected: expectedIn(attack, "prod") })),
);

describe("policies with a part missing", () => {
  it.each([...estate.policies.documents])("%s", { timeout: 60_000 }, async (id, document) => {
    const concerned = table.filter(({ calls }) => concerns(calls, id));
    const mutants = mutantsOf(document).filter(
      ({ what }) => !unnoticed.some((loss) => loss.what.test(what) && (loss.where?.test(id) ?? true)),
    );
    const survivors: string[] = [];
    for (const mutant of mutants) {
      if (!(await isNoticed(mutant, id, concerned))) survivors.push(mutant.what);
    }
    expect(survivors, "nobody notices").toEqual([]);
  });

  it("excuses only losses that there are", () => {
    const all = [...estate.policies.documents.values()].flatMap(mutantsOf).map(({ what }) => what);
    expect(unnoticed.filter(({ what }) => !all.some((loss) => what.test(loss)))).toEqual([]);
    expect(all.length).toBeGreaterThan(200);
  });
});

async function isNoticed(mutant: Mutant, id: string, concerned: typeof table): Promise<boolean> {
  const documents = new Map(estate.policies.documents).set(id, mutant.document);
  for (const { calls, expected } of concerned) {
    if (expected === mutant.noticedBy && speaksOf(mutant.statement, calls)) {
      if ((await judge(calls, { ...estate.policies, documents })) !== expected) return true;
    }
  }
  return false;
}

function concerns(calls: readonly Call[], id: string): boolean {
  return calls.some(({ documentIds }) => documentIds.includes(id));
}

function speaksOf({ Action: actions }: PolicyStatement, calls: readonly Call[]): boolean {
  const patterns = [actions].flat().map((action) => new RegExp(`^${String(action).replaceAll("*", ".*")}$`, "i"));
  return calls.some(({ request }) => patterns.some((pattern) => pattern.test(request.action)));
}

function mutantsOf(document: PolicyDocument): readonly Mutant[] {
  return document.Statement.flatMap((statement, index): Mutant[] => {
    const name = `${statement.Effect} ${statement.Sid ?? index}`;
    const replaced = (by: readonly PolicyStatement[]): PolicyDocument => ({
      ...document,
      Statement: document.Statement.toSpliced(index, 1, ...by),
    });
    const whole: Mutant = {
      statement,
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
