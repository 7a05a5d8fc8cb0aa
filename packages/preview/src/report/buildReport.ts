import type { Control, StackName } from "@secure-ml/controls";
import type { ProgramRun, RecordedResource } from "@secure-ml/testing";
import type { StackAnswers } from "../policyAnswers.js";
import { controlReport, type SwitchedOff } from "./controlReport.js";
import { secretMark, type Report, type ReportPolicy, type ReportResource, type ReportStack } from "./schema.js";
import { Scrubber } from "./scrub.js";
import { verdicts, type Verdicts } from "./verdicts.js";

/** One stack as the preview has run and judged it. */
export interface PreviewedStack {
  readonly stack: StackName;
  readonly run: ProgramRun;
  readonly answers: StackAnswers;
}

/** What a report is made from. */
export interface ReportFacts {
  readonly environment: string;
  /** The stacks that the report covers. */
  readonly stacks: readonly PreviewedStack[];
  /** Runs whose secrets may have found their way into the stacks above. */
  readonly otherRuns: readonly ProgramRun[];
  /** Values of config keys that are secret. */
  readonly secretConfig: readonly unknown[];
  /** Controls that config switches off, by id. */
  readonly off: ReadonlyMap<string, readonly SwitchedOff[]>;
  readonly catalogue: readonly Control[];
  readonly timings: Report["timings"];
}

/**
 * Builds the report: the one document that the terminal output is written from and that `--json` writes.
 *
 * @param facts what the preview has found
 * @returns a report without a secret in it
 */
export function buildReport(facts: ReportFacts): Report {
  const scrubber = rememberSecrets(facts);
  const found = verdicts(facts.stacks.map(({ answers }) => answers));
  const stacks = facts.stacks.map(({ stack }) => stack);
  const serving = servingResources(facts.stacks);
  return {
    version: 1,
    environment: facts.environment,
    stacks: facts.stacks.map((stack) => reportStack(stack, scrubber)),
    policy: reportPolicy(found, facts.catalogue, scrubber),
    controls: facts.catalogue.map((control) => {
      const report = controlReport(control, { stacks, serving, off: facts.off, verdicts: found });
      return report.reason === undefined ? report : { ...report, reason: scrubber.text(report.reason) };
    }),
    timings: facts.timings,
  };
}

function rememberSecrets({ stacks, otherRuns, secretConfig }: ReportFacts): Scrubber {
  const scrubber = new Scrubber();
  for (const run of [...stacks.map(({ run }) => run), ...otherRuns]) {
    for (const resource of run.resources) {
      scrubber.remember(resource.wireInputs);
      scrubber.remember(resource.wireOutputs);
    }
    for (const name of run.secretOutputs) {
      scrubber.rememberText(run.outputs[name]);
    }
  }
  for (const value of secretConfig) {
    scrubber.rememberText(value);
  }
  return scrubber;
}

function reportStack({ stack, run }: PreviewedStack, scrubber: Scrubber): ReportStack {
  const outputs = scrubber.values(run.outputs);
  for (const name of run.secretOutputs) {
    outputs[name] = secretMark;
  }
  return { stack, resources: run.resources.map((resource) => reportResource(resource, scrubber)), outputs };
}

function reportResource(resource: RecordedResource, scrubber: Scrubber): ReportResource {
  return {
    urn: resource.urn,
    type: resource.type,
    name: resource.name,
    ...(resource.parent === undefined ? {} : { parent: resource.parent }),
    custom: resource.custom,
    protect: resource.options.protect,
    dependencies: [...resource.dependencies],
    propertyDependencies: Object.fromEntries(
      Object.entries(resource.propertyDependencies).map(([property, urns]) => [property, [...urns]]),
    ),
    inputs: scrubber.values(resource.wireInputs),
    outputs: scrubber.values(resource.wireOutputs),
  };
}

function reportPolicy(found: Verdicts, catalogue: readonly Control[], scrubber: Scrubber): ReportPolicy {
  const tallies = [...found.tallies.values()];
  return {
    rules: found.rules.filter(({ enforcement }) => enforcement !== "disabled").length,
    decided: tallies.reduce((sum, { passed, violated, exempted }) => sum + passed + violated + exempted, 0),
    undecided: found.undecided.map((item) => ({ ...item, reason: scrubber.text(item.reason) })),
    violations: found.violations.map(({ rule, enforcement, urn, message }) => ({
      rule,
      enforcement,
      ...(urn === undefined ? {} : { urn }),
      message: scrubber.text(message),
      controls: catalogue.filter((control) => control.rules.includes(rule)).map(({ id }) => id),
    })),
    exemptions: found.exemptions.map(({ rule, urn, owner, reason, expires, origin }) => ({
      rule,
      urn,
      owner: scrubber.text(owner),
      reason: scrubber.text(reason),
      expires,
      origin,
    })),
  };
}

/** URNs of the resources that serve each control, in order of registration. */
function servingResources(stacks: readonly PreviewedStack[]): Map<string, string[]> {
  const serving = new Map<string, string[]>();
  for (const { run } of stacks) {
    for (const { urn } of run.resources) {
      for (const id of run.controls.get(urn) ?? []) {
        const urns = serving.get(id) ?? [];
        urns.push(urn);
        serving.set(id, urns);
      }
    }
  }
  return serving;
}
