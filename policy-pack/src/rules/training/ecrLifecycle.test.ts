import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { trnEcrLifecycle as rule } from "./ecrLifecycle.js";

const lifecycle = (policy: unknown) => resource(awsType.ecrLifecyclePolicy, "lifecycle", { policy });
const selecting = (...selections: readonly unknown[]) =>
  lifecycle(JSON.stringify({ rules: selections.map((selection) => ({ selection })) }));
const tagged = { tagStatus: "tagged", tagPrefixList: ["build-"] };
const expected =
  'expected rules that expire images by the beginnings of their tags; fix: select images with tagStatus "tagged" and a tagPrefixList in every rule of the policy';

describe("trn-ecr-lifecycle", { tags: ["TRN-15"] }, () => {
  it("passes rules about tags", async () => {
    expect(await reports(rule, [selecting(tagged, tagged)])).toEqual([]);
  });

  it.each([
    [{ tagStatus: "untagged" }, 'tagStatus "untagged"'],
    [{ tagStatus: "any" }, 'tagStatus "any"'],
    [{}, "tagStatus missing"],
    [undefined, "tagStatus missing"],
  ])("violates with a rule about %j", async (selection, found) => {
    expect(await reports(rule, [selecting(tagged, selection)])).toEqual([
      `mandatory lifecycle: found ${found} in rule 2 of policy; ${expected}`,
    ]);
  });

  it.each([
    [undefined, "no policy"],
    ["none", 'policy "none"'],
    ["{}", 'policy "{}"'],
    ['{"rules":[]}', 'policy "{\\"rules\\":[]}"'],
  ])("violates with the policy %j", async (policy, found) => {
    expect(await reports(rule, [lifecycle(policy)])).toEqual([`mandatory lifecycle: found ${found}; ${expected}`]);
  });

  it("cannot decide an unknown policy", async () => {
    expect(await reports(rule, [lifecycle(unknown)])).toEqual([
      "advisory lifecycle: undecided: policy cannot be known yet",
    ]);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.bucket, "raw")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [selecting({ tagStatus: "any" })]);
});
