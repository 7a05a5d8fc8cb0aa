import path from "node:path";
import { toAnalyzeRequest, toAnalyzeStackRequest, type ProgramRun, type RecordedResource } from "@secure-ml/testing";
import type { StackInput } from "./environmentFiles.js";
import { PolicyAnalyzer } from "./policyAnalyzer.js";
import type { Answer, Rule, StackAnswers } from "./policyAnswers.js";
import { readPolicyPackConfig } from "./policyPackConfig.js";
import type { PolicyPackProcess } from "./policyPackProcess.js";

/** How stacks are put to the policy pack. */
export interface PolicyJudgeOptions {
  /** The pack, which may still be starting. */
  readonly pack: PolicyPackProcess;
  readonly packDirectory: string;
  /** Folder of the repository. */
  readonly root: string;
  readonly organization: string;
}

/** A pack that is ready to judge a stack. */
interface Bench {
  readonly analyzer: PolicyAnalyzer;
  readonly rules: readonly Rule[];
}

/** Puts stacks to the policy pack, one after the other: it is configured for one stack at a time. */
export class PolicyJudge {
  readonly #options: PolicyJudgeOptions;
  #analyzer: Promise<PolicyAnalyzer> | undefined;
  #previous: Promise<unknown> = Promise.resolve();

  constructor(options: PolicyJudgeOptions) {
    this.#options = options;
  }

  /**
   * Opens the hearing of a stack, to be finished before that of the next one begins.
   *
   * @param input the stack
   * @param onAnswer told how many resources have been judged
   */
  open(input: StackInput, onAnswer?: (judged: number) => void): Hearing {
    const bench = this.#previous.then(() => this.#configure(input));
    const hearing = new Hearing(input, bench, onAnswer);
    this.#previous = hearing.finished;
    return hearing;
  }

  /** Ends the connection to the pack. */
  async close(): Promise<void> {
    (await this.#analyzer?.catch(() => undefined))?.close();
  }

  async #configure(input: StackInput): Promise<Bench> {
    const { organization, pack, packDirectory, root } = this.#options;
    const file = `policy-pack/config/${input.stackName}.json`;
    const rules = await readPolicyPackConfig(path.join(root, file), file);
    this.#analyzer ??= PolicyAnalyzer.connect(pack, packDirectory);
    const analyzer = await this.#analyzer;
    const config = Object.entries(input.config).map(([key, value]): [string, string] => [
      key,
      typeof value === "string" ? value : JSON.stringify(value),
    ]);
    const stack = {
      organization,
      project: input.project,
      stack: input.stackName,
      config: Object.fromEntries(config),
      secretConfigKeys: input.secretConfigKeys,
    };
    return { analyzer, rules: await analyzer.configure(stack, { path: file, rules }) };
  }
}

/**
 * The judging of one stack. As with the engine, the pack is asked about a resource as soon as the program has registered
 * it, and about the stack once all are there.
 */
export class Hearing {
  /** Resolves when the hearing is over, whatever came of it. */
  readonly finished: Promise<void>;
  readonly #input: StackInput;
  readonly #bench: Promise<Bench>;
  readonly #onAnswer: ((judged: number) => void) | undefined;
  readonly #resources: RecordedResource[] = [];
  readonly #answers: { readonly urn: string; readonly answer: Promise<Answer> }[] = [];
  readonly #end: () => void;
  #judged = 0;

  constructor(input: StackInput, bench: Promise<Bench>, onAnswer: ((judged: number) => void) | undefined) {
    this.#input = input;
    this.#bench = bench;
    this.#onAnswer = onAnswer;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.finished = promise;
    this.#end = () => {
      resolve(undefined);
    };
    // Who opened the hearing hears of a failure when it is finished; until then it is not an unhandled one.
    bench.catch(() => undefined);
  }

  /** Asks about a resource. What was only read is not the stack's to change, so that the engine asks nothing about it. */
  ask(resource: RecordedResource): void {
    this.#resources.push(resource);
    if (resource.external) {
      return;
    }
    const answer = this.#bench.then(async ({ analyzer }) => {
      const heard = await analyzer.analyze(() => toAnalyzeRequest(resource, this.#resources));
      this.#judged += 1;
      this.#onAnswer?.(this.#judged);
      return heard;
    });
    answer.catch(() => undefined);
    this.#answers.push({ urn: resource.urn, answer });
  }

  /**
   * Asks about the stack as a whole, and ends the hearing.
   *
   * @param run what the program made
   * @throws PreviewError when the pack has failed
   */
  finish(run: ProgramRun): Promise<StackAnswers> {
    const answers = this.#finish(run).finally(this.#end);
    answers.catch(() => undefined);
    return answers;
  }

  async #finish(run: ProgramRun): Promise<StackAnswers> {
    const { analyzer, rules } = await this.#bench;
    const resources = await Promise.all(this.#answers.map(async ({ urn, answer }) => ({ urn, answer: await answer })));
    return {
      stack: this.#input.stack,
      rootUrn: run.resources[0]?.urn ?? "",
      rules,
      resources,
      whole: await analyzer.analyzeStack(toAnalyzeStackRequest(run.resources)),
    };
  }
}
