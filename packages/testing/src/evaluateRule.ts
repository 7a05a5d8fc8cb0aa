import { createRequire } from "node:module";

import type {
  EnforcementLevel,
  Policy,
  ReportViolation,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";
import messages from "@pulumi/pulumi/proto/analyzer_pb.js";

import { toAnalyzeRequest, toAnalyzeStackRequest } from "./analyzerMessages.js";
import type { RecordedResource } from "./programRun.js";

/** What a rule reported. */
export interface RuleDiagnostic {
  /** Name of the rule. */
  readonly policyName: string;
  /** What a user reads: the rule's description, then what was reported. */
  readonly message: string;
  /** The resource that it is about; absent when a stack rule names none. */
  readonly urn?: string;
  /** Whether it stops a deployment. */
  readonly enforcementLevel: EnforcementLevel;
}

/** Where a rule had nothing to say. */
export interface RuleNotApplicable {
  /** Name of the rule. */
  readonly policyName: string;
  /** Why, in the rule's or the SDK's words. */
  readonly reason: string;
  /** The resource that a resource rule was asked about; absent for stack rules. */
  readonly urn?: string;
}

/** What came of a rule. */
export interface RuleEvaluation {
  /** What it reported, in order. */
  readonly diagnostics: readonly RuleDiagnostic[];
  /** Where it did not apply. */
  readonly notApplicable: readonly RuleNotApplicable[];
}

/** How to evaluate a rule. */
export interface EvaluateOptions {
  /**
   * The rule's config, as the engine hands it over: checked against the rule's schema, defaults filled in.
   * @defaultValue none
   */
  readonly config?: Readonly<Record<string, unknown>>;
  /**
   * The level of rules that have none of their own.
   * @defaultValue `"mandatory"`
   */
  readonly enforcementLevel?: EnforcementLevel;
}

type Handler<Request> = (
  call: { readonly request: Request },
  callback: (error: Error | null | undefined, response?: messages.AnalyzeResponse) => void,
) => Promise<void>;

type HandlerMaker<Request> = (
  packName: string,
  packVersion: string,
  packLevel: EnforcementLevel,
  policies: readonly Policy[],
) => Handler<Request>;

// The SDK keeps these out of its type declarations. They are what answers the engine.
const { makeAnalyzeRpcFun, makeAnalyzeStackRpcFun } = createRequire(import.meta.url)("@pulumi/policy/server.js") as {
  readonly makeAnalyzeRpcFun: HandlerMaker<messages.AnalyzeRequest>;
  readonly makeAnalyzeStackRpcFun: HandlerMaker<messages.AnalyzeStackRequest>;
};

const levelNames: readonly EnforcementLevel[] = ["advisory", "mandatory", "disabled", "remediate"];

/**
 * Runs one rule over resources through the policy SDK's own machinery, as in a served pack: messages are built and read
 * again, unknown values are guarded, other types are skipped, and a read of something unknown ends the rule.
 *
 * @param policy the rule
 * @param resources the stack, recorded by `runProgram` or made with `resource`. A resource rule is asked about each
 *   of them that is not merely read, a stack rule about all at once
 * @param options config and level
 * @throws Error when the rule throws anything but what the SDK expects
 */
export async function evaluateRule(
  policy: ResourceValidationPolicy | StackValidationPolicy,
  resources: readonly RecordedResource[],
  options: EvaluateOptions = {},
): Promise<RuleEvaluation> {
  const { config = {}, enforcementLevel = "mandatory" } = options;
  return evaluatePolicies([withConfig(policy, config)], resources, { enforcementLevel });
}

/** How to evaluate a pack. */
export interface EvaluatePackOptions {
  /**
   * Each policy's config by the policy's name, as in the file that `--policy-pack-config` names.
   * @defaultValue none
   */
  readonly config?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /**
   * About which resources the rules that judge one resource are asked; stack rules always see them all.
   * @defaultValue about each that is not merely read
   */
  readonly asked?: (resource: RecordedResource) => boolean;
  /**
   * The level of policies that have none of their own.
   * @defaultValue `"mandatory"`
   */
  readonly enforcementLevel?: EnforcementLevel;
}

/**
 * Runs all policies of a pack over a stack as the engine does: each resource by itself, then the stack as a whole. Like
 * {@link evaluateRule}, through the policy SDK's own machinery.
 *
 * @param policies of the pack, in its order
 * @param resources the stack, recorded by `runProgram` or made with `resource`
 * @param options config and level
 * @throws Error when a policy throws anything but what the SDK expects
 */
export async function evaluatePack(
  policies: readonly (ResourceValidationPolicy | StackValidationPolicy)[],
  resources: readonly RecordedResource[],
  options: EvaluatePackOptions = {},
): Promise<RuleEvaluation> {
  const configured = policies.map((policy) => withConfig(policy, options.config?.[policy.name] ?? {}));
  return evaluatePolicies(configured, resources, options);
}

async function evaluatePolicies(
  policies: readonly (ResourceValidationPolicy | StackValidationPolicy)[],
  resources: readonly RecordedResource[],
  {
    asked = () => true,
    enforcementLevel: level = "mandatory",
  }: Pick<EvaluatePackOptions, "asked" | "enforcementLevel">,
): Promise<RuleEvaluation> {
  const evaluations: RuleEvaluation[] = [];
  if (policies.some((policy) => "validateResource" in policy)) {
    const ask = makeAnalyzeRpcFun("rules", "0.0.0", level, policies);
    for (const resource of resources.filter(({ external }) => !external).filter(asked)) {
      evaluations.push(evaluation(await answerOf(ask, toAnalyzeRequest(resource, resources)), resource.urn));
    }
  }
  if (policies.some((policy) => "validateStack" in policy)) {
    const ask = makeAnalyzeStackRpcFun("rules", "0.0.0", level, policies);
    evaluations.push(evaluation(await answerOf(ask, toAnalyzeStackRequest(resources))));
  }
  return {
    diagnostics: evaluations.flatMap(({ diagnostics }) => diagnostics),
    notApplicable: evaluations.flatMap(({ notApplicable }) => notApplicable),
  };
}

/** The rule with an answer to `getConfig`, which the SDK otherwise takes from the state of the one pack it serves. */
function withConfig<P extends ResourceValidationPolicy | StackValidationPolicy>(
  policy: P,
  config: Readonly<Record<string, unknown>>,
): P {
  const getConfig = () => config as never;
  // Other properties of a function, such as the type that it is for, matter to the SDK.
  const wrap = <Args extends object>(validate: (args: Args, report: ReportViolation) => Promise<void> | void) =>
    Object.assign((args: Args, report: ReportViolation) => validate({ ...args, getConfig }, report), validate);
  const configured: P = { ...policy };
  if ("validateStack" in configured) {
    configured.validateStack = wrap(configured.validateStack);
  }
  if ("validateResource" in configured) {
    const { validateResource } = configured;
    configured.validateResource = Array.isArray(validateResource) ? validateResource.map(wrap) : wrap(validateResource);
  }
  return configured;
}

/** Puts a request through the wire format and awaits the answer. */
function answerOf<Request extends messages.AnalyzeRequest | messages.AnalyzeStackRequest>(
  ask: Handler<Request>,
  request: Request,
): Promise<messages.AnalyzeResponse> {
  const type = request.constructor as unknown as { deserializeBinary(bytes: Uint8Array): Request };
  const received = type.deserializeBinary(request.serializeBinary());
  return new Promise((resolve, reject) => {
    ask({ request: received }, (error, response) => {
      if (response === undefined) {
        reject(error ?? new Error("The rule gave no answer"));
      } else {
        resolve(response);
      }
    }).catch(reject);
  });
}

function evaluation(response: messages.AnalyzeResponse, asked?: string): RuleEvaluation {
  return {
    diagnostics: response.getDiagnosticsList().map((diagnostic) => {
      const urn = diagnostic.getUrn() || asked;
      return {
        policyName: diagnostic.getPolicyname(),
        message: diagnostic.getMessage(),
        enforcementLevel: levelNames[diagnostic.getEnforcementlevel()] ?? "advisory",
        ...(urn === undefined ? {} : { urn }),
      };
    }),
    notApplicable: response.getNotApplicableList().map((entry) => ({
      policyName: entry.getPolicyName(),
      reason: entry.getReason(),
      ...(asked === undefined ? {} : { urn: asked }),
    })),
  };
}
