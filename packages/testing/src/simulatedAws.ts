import { isDeepStrictEqual } from "node:util";

import { accountSettings } from "./aws/accountSettings.js";
import { apiGateway } from "./aws/apiGateway.js";
import { isMadeUpName, makeUpName } from "./aws/autoName.js";
import { cloudControl } from "./aws/cloudControl.js";
import { databases } from "./aws/databases.js";
import { detection } from "./aws/detection.js";
import { glue } from "./aws/glue.js";
import { ecr } from "./aws/ecr.js";
import { events } from "./aws/events.js";
import { regionFacts } from "./aws/facts.js";
import type { AwsFacts, RegionFacts } from "./aws/facts.js";
import { functions } from "./aws/functions.js";
import type { FunctionModel } from "./aws/functions.js";
import { iam } from "./aws/iam.js";
import { kms } from "./aws/kms.js";
import { lambda } from "./aws/lambda.js";
import { logs } from "./aws/logs.js";
import { modelBuilding } from "./aws/modelBuilding.js";
import { messaging } from "./aws/messaging.js";
import { network } from "./aws/network.js";
import { networkFirewall } from "./aws/networkFirewall.js";
import { resolver } from "./aws/resolver.js";
import { resourceContext } from "./aws/resourceModel.js";
import type { CheckFailure, ResourceContext, ResourceModel } from "./aws/resourceModel.js";
import { s3 } from "./aws/s3.js";
import { securityGroups } from "./aws/securityGroups.js";
import { sagemakerHosting } from "./aws/sagemakerHosting.js";
import { studio } from "./aws/studio.js";
import { parseUrn } from "./urn.js";
import {
  containsUnknown,
  isObject,
  isSecretValue,
  plain,
  plainObject,
  secretValue,
  tagKey,
  unknownValue,
} from "./wire.js";
import type { WireObject } from "./wire.js";

/** What the simulated AWS is made of. */
export interface SimulatedAwsOptions {
  /** Account, Region, zones and caller. */
  readonly facts?: AwsFacts;
  /** Resource types to add or to replace, by token: also those of other providers, such as `random`. */
  readonly resources?: Readonly<Record<string, ResourceModel>>;
  /** Functions to add or to replace, by token. */
  readonly functions?: Readonly<Record<string, FunctionModel>>;
}

/** What a provider answers to a check. */
export interface CheckResult {
  /** Inputs in wire form, with names and defaults filled in. */
  readonly inputs: WireObject;
  /** Reasons to refuse them; none when they are fine. */
  readonly failures: readonly CheckFailure[];
}

/** What a provider answers to a diff. */
export interface DiffResult {
  /** Inputs that differ. */
  readonly changed: readonly string[];
  /** Those of them that cannot change in place. */
  readonly replacing: readonly string[];
  /** Whether the successor can only be made once the predecessor is gone. */
  readonly deleteBeforeReplace: boolean;
}

/** What a provider answers to a create. */
export interface CreateResult {
  /** Id of the resource; absent while it is unknown. */
  readonly id?: string;
  /** Outputs in wire form. */
  readonly outputs: WireObject;
}

/** The types that the simulated AWS knows from the start. */
export const knownResources: Readonly<Record<string, ResourceModel>> = {
  ...accountSettings,
  ...apiGateway,
  ...cloudControl,
  ...databases,
  ...detection,
  ...glue,
  ...ecr,
  ...events,
  ...iam,
  ...kms,
  ...lambda,
  ...logs,
  ...modelBuilding,
  ...messaging,
  ...network,
  ...networkFirewall,
  ...resolver,
  ...s3,
  ...securityGroups,
  ...sagemakerHosting,
  ...studio,
};

/**
 * What AWS and its Pulumi provider answer, without either: names, ids, ARNs and look-ups, all derived from the URN and
 * a few facts, so that two runs of one program give the same answers. It keeps no state and checks little: a program
 * that works here can still be refused by AWS.
 */
export class SimulatedAws {
  readonly #facts: AwsFacts;
  readonly #resources: Readonly<Record<string, ResourceModel>>;
  readonly #functions: Readonly<Record<string, FunctionModel>>;

  constructor(options: SimulatedAwsOptions = {}) {
    this.#facts = options.facts ?? {};
    this.#resources = { ...knownResources, ...options.resources };
    this.#functions = { ...functions, ...options.functions };
  }

  /**
   * What is known about a type.
   *
   * @throws Error when the type is not known; nothing is ever echoed
   */
  model(type: string): ResourceModel {
    const model = this.#resources[type];
    if (model === undefined) {
      throw new Error(
        `The simulated AWS does not know ${type}; add it to the tables in packages/testing/src/aws, ` +
          `or give a model of it as "resources" to the simulated AWS`,
      );
    }
    return model;
  }

  /**
   * The provider's check: fills in names, defaults and the provider's own tags, and refuses what is certainly wrong.
   *
   * @param type type token
   * @param urn URN of the resource
   * @param inputs inputs in wire form
   * @param provider inputs of the provider resource in wire form
   * @param nameSeed what a made-up name is derived from; the URN unless a successor needs another name
   * @throws Error when the type is not known
   */
  check(type: string, urn: string, inputs: WireObject, provider: WireObject = {}, nameSeed = urn): CheckResult {
    const model = this.model(type);
    const checked: Record<string, unknown> = { ...model.defaults, ...inputs };
    const failures: CheckFailure[] = [];
    if (model.taggable === true) {
      mergeDefaultTags(checked, provider);
    }
    const property = model.autoName?.property ?? "";
    if (model.autoName !== undefined && !(property in checked) && !(`${property}Prefix` in checked)) {
      const made = makeUpName(model.autoName, parseUrn(urn).name, nameSeed, plainObject(checked));
      checked[property] = made.name;
      failures.push(...made.failures);
    }
    failures.push(...(model.check?.(this.#context(urn, checked, provider)) ?? []));
    return { inputs: checked, failures };
  }

  /**
   * The provider's create.
   *
   * @param type type token
   * @param urn URN of the resource
   * @param inputs checked inputs in wire form
   * @param provider inputs of the provider resource in wire form
   * @param preview whether to leave unknown what only a real create can tell
   * @throws Error when the type is not known
   */
  create(type: string, urn: string, inputs: WireObject, provider: WireObject = {}, preview = false): CreateResult {
    const model = this.model(type);
    const context = this.#context(urn, inputs, provider);
    const planned = this.#planned(model, context.facts, inputs);
    const computed = Object.entries(model.computed ?? {})
      .map(([property, compute]): [string, unknown] => [property, preview ? unknownValue : compute(context)])
      .filter(([, value]) => value !== undefined);
    const outputs = { ...Object.fromEntries(computed), ...planned, ...inputs };
    return preview ? { outputs } : { id: idOf(model, context), outputs };
  }

  /**
   * The provider's update in place, in a preview too: what is computed stays as it was.
   *
   * @param type type token
   * @param urn URN of the resource
   * @param old outputs so far, in wire form
   * @param oldInputs checked inputs so far, in wire form
   * @param inputs new checked inputs in wire form
   * @param provider inputs of the provider resource in wire form
   * @returns new outputs in wire form
   * @throws Error when the type is not known
   */
  update(
    type: string,
    urn: string,
    old: WireObject,
    oldInputs: WireObject,
    inputs: WireObject,
    provider: WireObject = {},
  ): WireObject {
    const kept = Object.fromEntries(Object.entries(old).filter(([property]) => !(property in oldInputs)));
    return { ...kept, ...this.#planned(this.model(type), this.#region(inputs, provider), inputs), ...inputs };
  }

  /**
   * The provider's diff of checked inputs.
   *
   * @param type type token
   * @param oldInputs checked inputs so far, in wire form
   * @param inputs new checked inputs in wire form
   * @throws Error when the type is not known
   */
  diff(type: string, oldInputs: WireObject, inputs: WireObject): DiffResult {
    const model = this.model(type);
    const changed = [...new Set([...Object.keys(oldInputs), ...Object.keys(inputs)])]
      .filter((property) => !sameValue(oldInputs[property], inputs[property]))
      .sort();
    const replacing = changed.filter((property) => [...(model.forceNew ?? []), "region"].includes(property));
    const name = model.autoName?.property;
    return {
      changed,
      replacing,
      // Two things of one name cannot exist side by side.
      deleteBeforeReplace:
        replacing.length > 0 &&
        name !== undefined &&
        sameValue(oldInputs[name], inputs[name]) &&
        !isMadeUpName(inputs[name]),
    };
  }

  /**
   * The provider's read of something that exists already, known by its id alone.
   *
   * @param type type token
   * @param urn URN of the resource
   * @param id id to read
   * @param inputs what the program says about it, in wire form
   * @param provider inputs of the provider resource in wire form
   * @throws Error when the type is not known
   */
  read(type: string, urn: string, id: string, inputs: WireObject, provider: WireObject = {}): CreateResult {
    const model = this.model(type);
    const known = { ...model.defaults, ...(typeof model.id === "string" ? { [model.id]: id } : {}), ...inputs };
    return { ...this.create(type, urn, known, provider), id };
  }

  /**
   * A provider function.
   *
   * @param token function token, for example `aws:index/getPartition:getPartition`
   * @param args arguments in wire form
   * @param provider inputs of the provider resource in wire form
   * @throws Error when no answer is prepared; arguments are never echoed
   */
  invoke(token: string, args: WireObject, provider: WireObject = {}): WireObject {
    const answer = this.#functions[token];
    if (answer === undefined) {
      throw new Error(
        `The simulated AWS has no answer to ${token}; add one to packages/testing/src/aws/functions.ts, ` +
          `or give one as "functions" to the simulated AWS`,
      );
    }
    return answer(plainObject(args), this.#region(args, provider));
  }

  /** Outputs that are known before anything exists, although the program does not give them. */
  #planned(model: ResourceModel, { region }: RegionFacts, inputs: WireObject): WireObject {
    return {
      ...(model.global === true ? {} : { region }),
      ...(model.taggable === true ? { tagsAll: inputs["tags"] ?? {} } : {}),
    };
  }

  /** What holds in the Region that a resource or function works in: its own, else its provider's. */
  #region(inputs: WireObject, provider: WireObject): RegionFacts {
    const region = [plain(inputs["region"]), plain(provider["region"])].find((value) => typeof value === "string");
    return regionFacts(this.#facts, region);
  }

  #context(urn: string, inputs: WireObject, provider: WireObject): ResourceContext {
    return resourceContext(urn, parseUrn(urn).name, plainObject(inputs), this.#region(inputs, provider));
  }
}

/** Whether two values in wire form are the same; an unknown one never is. Being secret or not makes no difference. */
function sameValue(left: unknown, right: unknown): boolean {
  return (
    !containsUnknown(left) &&
    !containsUnknown(right) &&
    isDeepStrictEqual(contents(plain(left)), contents(plain(right)))
  );
}

/** A value without the places of its files, which lie elsewhere on each machine: what they hold makes the difference. */
function contents(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(contents);
  }
  if (!isObject(value)) {
    return value;
  }
  return tagKey in value && typeof value["hash"] === "string"
    ? value["hash"]
    : Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, contents(entry)]));
}

/** The id of a created resource. */
function idOf(model: ResourceModel, context: ResourceContext): string {
  return typeof model.id === "string" ? context.text(model.id) : String(model.id(context));
}

/** Merges the provider's default tags under the resource's own, as the provider does at check. */
function mergeDefaultTags(inputs: Record<string, unknown>, provider: WireObject): void {
  const setting = plain(provider["defaultTags"]);
  const parsed: unknown = typeof setting === "string" ? JSON.parse(setting) : setting;
  const defaults = isObject(parsed) ? parsed["tags"] : undefined;
  if (!isObject(defaults) || Object.keys(defaults).length === 0) {
    return;
  }
  const own = inputs["tags"];
  if (isSecretValue(own) && isObject(own.value)) {
    inputs["tags"] = secretValue({ ...defaults, ...own.value });
  } else if (own === undefined || isObject(own)) {
    inputs["tags"] = { ...defaults, ...own };
  }
}
