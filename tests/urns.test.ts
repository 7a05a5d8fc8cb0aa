import { describe, expect, it } from "vitest";
import { identities } from "../tools/urns.ts";

describe("the recorded identities", () => {
  // A difference here replaces or orphans a resource of whoever has deployed the stack, unless an alias says otherwise:
  // read it, then run `node tools/urns.ts`.
  it("are those of the stacks", async () => {
    const found = await identities();
    expect(found.map(({ file }) => file)).toEqual([
      "stacks/account/urns/dev.txt",
      "stacks/platform/urns/dev.txt",
      "stacks/account/urns/prod.txt",
      "stacks/platform/urns/prod.txt",
    ]);
    for (const { file, current, recorded } of found) {
      expect(current, file).toBe(recorded);
    }
  });

  it("name collections by what is stable, never by position", async () => {
    const names = (await identities()).flatMap(({ current }) =>
      current
        .trim()
        .split("\n")
        .map((urn) => urn.slice(urn.lastIndexOf("::") + 2)),
    );
    // Region names end in a number too.
    expect(names.filter((name) => /-\d+$/.test(name) && !name.endsWith("-eu-central-1"))).toEqual([]);
    expect(names.length).toBeGreaterThan(400);
  });
});
