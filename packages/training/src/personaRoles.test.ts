import { all, one, runProgram } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { environment } from "./environment.fixture.js";
import { trainingKeyUses } from "./keyUses.js";
import { PersonaRoles, type PersonaRolesArgs } from "./personaRoles.js";

const key = (id: string): string => `arn:aws:kms:eu-central-1:111111111111:key/${id}`;
const guardrail = (part: string): string => `arn:aws:iam::111111111111:policy/acme/dev/acme-dev-guardrail-${part}`;
const args: PersonaRolesArgs = {
  environment,
  guardrailPolicyArns: {
    network: guardrail("network"),
    encryption: guardrail("encryption"),
    platform: guardrail("platform"),
  },
  zones: {
    curated: { bucketName: "curated", keyArn: key("lake") },
    artifacts: { bucketName: "artifacts", keyArn: key("artifacts") },
  },
  studioKeyArn: key("studio"),
  jobKeyArn: key("compute"),
  approverPermissionSets: ["ModelRisk"],
  administratorPermissionSets: ["MlAdministrator"],
};
const run = (changes: Partial<PersonaRolesArgs> = {}) =>
  runProgram(() => new PersonaRoles("people", { ...args, ...changes }).roles.ds.roleArn);
const personas = ["approver", "ds", "mladmin", "mle", "studio-default"];

describe("PersonaRoles", { tags: ["TRN-02", "TRN-10"] }, () => {
  it("makes one tagged role for each job function, all under the guardrail", async () => {
    const result = await run();
    const roles = all(result, "aws:iam/role:Role");
    expect(roles.map(({ inputs }) => (inputs["tags"] as { persona: string }).persona).sort()).toEqual(personas);
    const attachments = all(result, "aws:iam/rolePolicyAttachment:RolePolicyAttachment");
    expect(attachments).toHaveLength(15);
    for (const persona of personas) {
      expect(
        attachments
          .filter(({ inputs }) => inputs["role"] === `acme-dev-${persona}`)
          .map(({ inputs }) => inputs["policyArn"]),
      ).toHaveLength(3);
    }
  });

  it("lets data scientists start jobs and pass roles only where that is asked for", async () => {
    const policy = async (changes: Partial<PersonaRolesArgs>) =>
      String(one(await run(changes), "aws:iam/rolePolicy:RolePolicy", "people-ds-policy").inputs["policy"]);
    expect(await policy({})).not.toMatch(/CreateTrainingJob|PassRole/);
    expect(await policy({ directJobs: true })).toMatch(/CreateTrainingJob.*PassRole/);
  });

  it("refuses personas that nobody could enter", async () => {
    await expect(run({ approverPermissionSets: [], administratorPermissionSets: [] })).rejects.toThrow(
      'PersonaRoles "people": approverPermissionSets must not be empty, but is []; administratorPermissionSets must not be empty, but is [].',
    );
  });
});

describe("trainingKeyUses", { tags: ["TRN-11"] }, () => {
  it("lets exactly the tier's roles use each key, and volumes through grants only", () => {
    const uses = trainingKeyUses(environment);
    const role = (purpose: string): string => `arn:aws:iam::111111111111:role/acme/dev/acme-dev-${purpose}`;
    expect(Object.keys(uses).sort()).toEqual(["artifacts", "compute", "labels", "lake", "studio"]);
    expect(uses.labels.roles?.map(({ roleArns, actions }) => [roleArns, actions])).toEqual([
      [[role("evaluation")], ["kms:Decrypt"]],
    ]);
    expect(uses.compute).toEqual({
      grants: [{ sid: "JobVolumes", roleArns: ["training", "processing", "evaluation"].map(role) }],
    });
    expect(uses.studio).toEqual({ grants: [{ sid: "AppVolumes", roleArns: ["ds", "mle"].map(role) }] });
    expect(trainingKeyUses(environment, { directJobs: true }).compute.grants?.[0]?.roleArns).toContain(role("ds"));
    const withNotebooks = trainingKeyUses(environment, { notebooks: true });
    expect(withNotebooks.studio.grants?.[0]?.roleArns).toEqual(["ds", "mle", "notebook"].map(role));
    expect(withNotebooks.lake.roles?.[0]?.roleArns).toEqual(["training", "ds", "notebook"].map(role));
  });
});
