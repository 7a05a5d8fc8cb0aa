import { describe, expect, it } from "vitest";
import { attackTable, expectedIn } from "./attackTable.js";
import { attempts } from "./judge.js";

const tables = { dev: await attackTable("dev"), prod: await attackTable("prod") };

describe.each(["dev", "prod"] as const)("the attack table of %s", (environment) => {
  const { estate, cases } = tables[environment];
  const emitted = [...estate.policies.documents.keys()];

  it.each(["allowed", "denied"] as const)("has a case that is %s for every policy that the stacks emit", (verdict) => {
    const judged = new Set(
      cases
        .filter((attack) => expectedIn(attack, environment) === verdict && attack.conceded === undefined)
        .flatMap((attack) =>
          attempts(attack, estate).flatMap((calls) => calls.flatMap(({ documentIds }) => documentIds)),
        ),
    );
    expect(emitted.filter((id) => !judged.has(id))).toEqual([]);
  });

  it("sees as many policies as there are", () => {
    const count = (prefix: string) => emitted.filter((id) => id.startsWith(prefix)).length;
    expect({
      boundaries: count("boundary "),
      trusts: count("trust "),
      identities: count("identity "),
      managed: count("managed "),
      buckets: count("resource arn:aws:s3:"),
      keys: count("resource arn:aws:kms:"),
      queues: count("resource arn:aws:sqs:"),
      topics: count("resource arn:aws:sns:"),
      functions: count("resource arn:aws:lambda:"),
      repositories: count("resource arn:aws:ecr:"),
      registries: count("resource of the image registry"),
      endpoints: count("endpoint "),
    }).toEqual({
      boundaries: 1,
      trusts: 11,
      identities: 11,
      managed: 3,
      buckets: 13,
      keys: environment === "dev" ? 11 : 16,
      queues: 4,
      topics: 2,
      functions: 1,
      repositories: 1,
      registries: 1,
      endpoints: environment === "dev" ? 14 : 16,
    });
  });
});
