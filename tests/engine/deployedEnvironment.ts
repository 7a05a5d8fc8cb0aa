import { previewEnvironment, unknownMark, type Report, type ReportResource } from "@secure-ml/preview";
import { afterAll, beforeAll, expect, it } from "vitest";
import { byUrn, fromEngine, fromReport, type ComparedResource } from "./comparedResource.js";
import { succeeded, type CommandResult } from "./engine.js";
import type { EngineResource } from "./engineEvents.js";
import { EnvironmentCopy, type StackName } from "./environmentCopy.js";
import {
  engineExemptions,
  engineUndecided,
  engineViolations,
  reportUndecided,
  reportViolations,
} from "./policyRemarks.js";
import { repository } from "./pulumiCli.js";

/** The stacks, in the order in which they are deployed. */
export const stackNames: readonly StackName[] = ["account", "platform"];

/** What deploying a stack for the first time came to. */
interface Deployment {
  readonly firstPreview: CommandResult;
  readonly up: CommandResult;
  readonly secondPreview: CommandResult;
  readonly state: readonly EngineResource[];
}

/** An environment that the engine has deployed, once the tests of its suite run. */
export interface DeployedEnvironment {
  readonly copy: EnvironmentCopy;
  readonly account: Deployment;
  readonly platform: Deployment;
  /** The account-free preview of both stacks. */
  readonly report: Report;
}

/**
 * Deploys both stacks of an environment before the tests of the enclosing suite, and adds the tests that hold for every
 * environment: the pack has no objection, a second preview has nothing to do, and the account-free preview has said all
 * of it beforehand.
 *
 * @param environment which
 * @returns what was deployed, for the suite's own tests
 */
export function deployedEnvironment(environment: "dev" | "prod"): () => DeployedEnvironment {
  let copy: EnvironmentCopy;
  let deployed: DeployedEnvironment;
  let unknownReport: Report;

  beforeAll(async () => {
    copy = new EnvironmentCopy(environment);
    unknownReport = await previewEnvironment({ root: copy.root, environment, unknowns: true });
    const report = await previewEnvironment({ root: copy.root, environment });
    const deploy = async (name: StackName): Promise<Deployment> => {
      const stack = copy[name];
      await stack.init();
      return {
        firstPreview: await stack.preview(),
        up: await stack.up("--skip-preview"),
        secondPreview: await stack.preview("--expect-no-changes"),
        state: await stack.state(),
      };
    };
    const account = await deploy("account");
    deployed = { copy, report, account, platform: await deploy("platform") };
  });

  afterAll(() => {
    copy.engine.remove();
  });

  it.each(stackNames)("lets the %s stack pass its first preview, and says which rules must wait", (name) => {
    const { events } = succeeded(deployed[name].firstPreview);
    const ours = reportUndecided(unknownReport).filter(({ urn }) => urn.includes(`::secure-ml-${name}::`));
    expect(engineUndecided(events)).toEqual(ours);
    expect([...engineViolations(events), ...reportViolations(unknownReport)]).toEqual([]);
  });

  it.each(stackNames)("deploys the %s stack with every rule decided and none broken", (name) => {
    const { events } = succeeded(deployed[name].up);
    expect([...engineUndecided(events), ...engineViolations(events)]).toEqual([]);
    expect(events.changes).toEqual({ create: deployable(deployed.report, name).length });
  });

  it("comes to as many verdicts as the account-free preview", () => {
    const decided = (command: "firstPreview" | "up"): number =>
      stackNames
        .map((name) => deployed[name][command].events)
        .reduce((sum, events) => sum + events.passedRules + engineExemptions(events).length, 0);
    expect([decided("firstPreview"), decided("up")]).toEqual([
      unknownReport.policy.decided,
      deployed.report.policy.decided,
    ]);
    expect(deployed.report.policy).toMatchObject({ undecided: [], violations: [] });
    const places = (found: readonly { rule: string; urn: string }[]) => found.map(({ rule, urn }) => `${rule} ${urn}`);
    expect(stackNames.flatMap((name) => places(engineExemptions(deployed[name].up.events))).sort()).toEqual(
      places(deployed.report.policy.exemptions).sort(),
    );
  });

  it.each(stackNames)("finds nothing to do in the %s stack the second time", (name) => {
    const { events } = succeeded(deployed[name].secondPreview);
    expect(events.changes).toEqual({ same: deployable(deployed.report, name).length });
    expect([...engineUndecided(events), ...engineViolations(events)]).toEqual([]);
  });

  it.each(stackNames)("has in the %s stack what the account-free preview shows, value by value", (name) => {
    expect(byUrn(deployed[name].state.map(fromEngine))).toEqual(
      byUrn(resourcesOf(deployed.report, name).map(fromReport)),
    );
  });

  it.each(stackNames)("plans for the %s stack what the account-free preview plans, unknown values included", (name) => {
    const ours = resourcesOf(unknownReport, name).map(fromReport);
    const planned = plannedBy(deployed[name].firstPreview).map(fromEngine);
    const compared = (resources: readonly ComparedResource[]) =>
      byUrn(resources.filter((resource) => !isDefaultProvider(resource))).map(asEventsShow);
    expect(compared(planned)).toEqual(compared(ours));
  });

  it("knows before anything exists every name, every trust and key policy, and the boundary", () => {
    const unknowns = stackNames
      .flatMap((name) => plannedBy(deployed[name].firstPreview).map(fromEngine))
      .flatMap(({ type, custom, inputs }) =>
        Object.entries(inputs)
          .filter(([, value]) => custom && JSON.stringify(value).includes(unknownMark))
          .map(([property]) => `${type} ${property}`),
      );
    expect(unknowns).not.toEqual([]);
    expect(unknowns.filter((place) => / (name|bucket|description)$/.test(place))).toEqual([]);
    // These cite what AWS makes up: the ARNs of keys, the ids of the API and of endpoints.
    expect([...new Set(unknowns.filter((place) => /policy$/i.test(place)))].sort()).toEqual([
      "aws:apigateway/restApiPolicy:RestApiPolicy policy",
      "aws:dynamodb/resourcePolicy:ResourcePolicy policy",
      "aws:iam/policy:Policy policy",
      "aws:iam/rolePolicy:RolePolicy policy",
      "aws:s3/bucketPolicy:BucketPolicy policy",
    ]);
    const boundary = plannedBy(deployed.account.firstPreview).find(({ urn }) => /:Policy::[\w-]*boundary/.test(urn));
    expect(boundary?.inputs?.["policy"]).toContain('"Statement"');
  });

  it.each(stackNames)("records nothing of the machine in the %s stack but where a function's code lies", (name) => {
    const places = deployed[name].state.flatMap(({ type, inputs }) =>
      Object.entries(inputs ?? {})
        .filter(([, value]) => JSON.stringify(value).includes(repository))
        .map(([property]) => `${type} ${property}`),
    );
    // The engine compares code by its hash; anything else would look like a change on another machine.
    expect([...new Set(places)]).toEqual(["aws:lambda/function:Function code"]);
  });

  return () => deployed;
}

function resourcesOf(report: Report, name: StackName): readonly ReportResource[] {
  return report.stacks.find(({ stack }) => stack === name)?.resources ?? [];
}

/** The resources that the engine counts: it makes default providers, and reads references, without counting them. */
function deployable(report: Report, name: StackName): readonly ReportResource[] {
  return resourcesOf(report, name).filter(
    (resource) => !isDefaultProvider(resource) && resource.type !== "pulumi:pulumi:StackReference",
  );
}

/** The provider resource that the engine makes by itself; its events show only some of them. */
function isDefaultProvider({ urn }: { readonly urn: string }): boolean {
  return /::pulumi:providers:[^:]+::default/.test(urn);
}

/** The resources that a preview shows, as they will be. */
function plannedBy({ events }: CommandResult): readonly EngineResource[] {
  return events.steps.flatMap((step) => (step.new === null ? [] : [step.new]));
}

/** The part of a resource that the engine's events carry. */
function asEventsShow({ urn, type, parent, custom, protect, inputs }: ComparedResource) {
  return { urn, type, parent, custom, protect, inputs };
}
