import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { govAccountKeys as rule } from "./accountKeys.js";

const keys = ["audit", "evidence", "operations", "supply-chain", "volumes", "catalog", "backup"];
const inAccount = { project: "secure-ml-account" };
const alias = (name: unknown) => resource(awsType.alias, String(name), { name, targetKeyId: "key" }, inAccount);
const all = (project: string) => keys.map((key) => alias(`alias/${project}-account-${key}`));
const line = (key: string): string =>
  `mandatory secure-ml-account-stack: found no alias of the key ${key}; expected the seven keys of the account; ` +
  `fix: add an aws.kms.Key and an aws.kms.Alias with the name alias/<project>-account-${key}`;

describe("gov-account-keys", { tags: ["GOV-03"] }, () => {
  it("passes with the seven aliases, of any project or of the one configured", async () => {
    expect(await reports(rule, all("acme"))).toEqual([]);
    expect(await reports(rule, all("acme"), { project: "acme" })).toEqual([]);
  });

  it.each(keys)("violates without the key %s", async (key) => {
    const others = all("acme").filter(({ name }) => !name.endsWith(`-account-${key}`));
    expect(await reports(rule, others)).toEqual([line(key)]);
  });

  it("violates with aliases of another project, environment or ending", async () => {
    expect(await reports(rule, all("other"), { project: "acme" })).toEqual(keys.map(line));
    expect(await reports(rule, [...all("acme").slice(1), alias("alias/acme-dev-audit")])).toEqual([line("audit")]);
    expect(await reports(rule, [...all("acme").slice(1), alias("alias/acme-account-audit-old")])).toEqual([
      line("audit"),
    ]);
  });

  it("cannot decide while an alias is unknown", async () => {
    expect(await reports(rule, [...all("acme").slice(1), alias(unknown)])).toEqual([
      "advisory secure-ml-account-stack: undecided: whether an alias is that of the key audit cannot be known yet",
    ]);
  });

  it("does not apply to other stacks", async () => {
    expect(await reasons(rule, [resource(awsType.key, "key")])).toEqual([
      "Policy only applies to the account stack, project secure-ml-account",
    ]);
  });

  itHonoursExemptions(rule, [
    resource("pulumi:pulumi:Stack", "secure-ml-account-stack", {}, inAccount),
    ...all("acme").slice(2),
  ]);
});
