import { resource, unknown, type RecordedResource } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports as fullReports } from "../../ruleCases.fixture.js";
import { compliantDomain } from "../../studio.fixture.js";
import { trnSsoProfileAssigned as rule } from "./ssoProfileAssigned.js";

const applicationArn = "arn:aws:sso::111111111111:application/ssoins-0123456789abcdef/apl-0123456789abcdef";
const domain = resource(awsType.studioDomain, "domain", compliantDomain, {
  outputs: { id: "d-1", singleSignOnApplicationArn: applicationArn },
});
const assignment = (arn: unknown = applicationArn, from: RecordedResource[] = []) =>
  resource(
    awsType.applicationAssignment,
    "assignment",
    { applicationArn: arn, principalId: "group", principalType: "GROUP" },
    { propertyDependencies: { applicationArn: from } },
  );
const profile = (dependencies: RecordedResource[], changes: object = {}) =>
  resource(
    awsType.userProfile,
    "ada",
    {
      userProfileName: "ada",
      domainId: "d-1",
      singleSignOnUserIdentifier: "UserName",
      singleSignOnUserValue: "ada",
      ...changes,
    },
    { dependencies },
  );
const violation = [
  "mandatory ada: found no dependency on an assignment to its domain; " +
    "expected an assignment of the user's group to the domain, made before the profile; " +
    "fix: add an aws.ssoadmin.ApplicationAssignment with the domain's singleSignOnApplicationArn, " +
    "and name it in dependsOn of the profile",
];

/** Without the ids of the controls that the rule serves. */
const reports = async (...args: Parameters<typeof fullReports>) =>
  (await fullReports(...args)).map((line) => line.replace(/\[[A-Z0-9, -]+\] /, ""));

describe("trn-sso-profile-assigned", { tags: ["TRN-01", "TRN-02"] }, () => {
  it("passes a profile that waits for an assignment to its domain", async () => {
    const group = assignment();
    expect(await reports(rule, [profile([group]), group, domain])).toEqual([]);
  });

  it("passes while the application is unknown, if it comes from the domain", async () => {
    const fresh = resource(awsType.studioDomain, "domain", compliantDomain, {
      outputs: { id: unknown, singleSignOnApplicationArn: unknown },
    });
    const group = assignment(unknown, [fresh]);
    const ada = resource(
      awsType.userProfile,
      "ada",
      { domainId: unknown, singleSignOnUserValue: unknown },
      { dependencies: [group], propertyDependencies: { domainId: [fresh] } },
    );
    expect(await reports(rule, [ada, group, fresh])).toEqual([]);
  });

  it("violates without an assignment, and with one that it does not wait for", async () => {
    expect(await reports(rule, [profile([]), domain])).toEqual(violation);
    expect(await reports(rule, [profile([]), assignment(), domain])).toEqual(violation);
    expect(await reports(rule, [profile([domain]), assignment(), domain])).toEqual(violation);
  });

  it("violates with an assignment to another application", async () => {
    const group = assignment(`${applicationArn.slice(0, -1)}0`);
    expect(await reports(rule, [profile([group]), group, domain])).toEqual(violation);
  });

  it("cannot decide an assignment to an application that is unknown", async () => {
    const group = assignment(unknown);
    expect(await reports(rule, [profile([group]), group, domain])).toEqual([
      "advisory ada: undecided: whether the assignment that it depends on is to its domain cannot be known yet",
    ]);
  });

  it("does not apply to profiles of no user of Identity Center, nor to other types", async () => {
    const plain = { singleSignOnUserIdentifier: undefined, singleSignOnUserValue: undefined };
    expect(await reports(rule, [profile([], plain), domain])).toEqual([]);
    expect(await reasons(rule, [profile([], plain), domain])).toEqual([
      "The profile is of no user of IAM Identity Center",
    ]);
    expect(await reasons(rule, [domain])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [profile([]), domain]);
});
