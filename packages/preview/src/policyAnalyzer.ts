import * as grpc from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb.js";
import messages from "@pulumi/pulumi/proto/analyzer_pb.js";
import type {
  AnalyzeRequest,
  AnalyzeResponse,
  AnalyzerInfo,
  AnalyzeStackRequest,
  EnforcementLevel,
} from "@pulumi/pulumi/proto/analyzer_pb.js";
import emptyMessages from "google-protobuf/google/protobuf/empty_pb.js";
import structMessages, { type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb.js";
import type { Answer, NotApplicable, Rule } from "./policyAnswers.js";
import { reconcilePolicyPackConfig, type ConfiguredLevel, type RuleConfig } from "./policyPackConfig.js";
import type { PreviewError } from "./previewError.js";
import type { PolicyPackProcess } from "./policyPackProcess.js";

/** The stack that the pack is asked about next. */
export interface AnalyzedStack {
  readonly organization: string;
  readonly project: string;
  readonly stack: string;
  /** Config of the stack, by key with project prefix. */
  readonly config: Readonly<Record<string, string>>;
  readonly secretConfigKeys: readonly string[];
}

/** A file with the pack's config. */
export interface PolicyPackConfigFile {
  readonly path: string;
  readonly rules: ReadonlyMap<string, RuleConfig>;
}

/** Questions that are put to the pack at a time. It answers one by one; more only keep it busy. */
const questionsAtATime = 16;

/** A running policy pack, spoken to as the Pulumi engine speaks to it. */
export class PolicyAnalyzer {
  readonly #process: PolicyPackProcess;
  readonly #client: AnalyzerClient;
  #questions = 0;
  readonly #waiting: (() => void)[] = [];
  #failure: Promise<PreviewError> | undefined;
  /** One object for all answers that say the same: most rules do not apply to most resources, for the same reason. */
  readonly #notApplicable = new Map<string, NotApplicable>();

  private constructor(process: PolicyPackProcess, client: AnalyzerClient) {
    this.#process = process;
    this.#client = client;
  }

  /**
   * Connects to a pack as soon as it serves, and shakes hands.
   *
   * @param process the pack
   * @param directory the pack's folder
   * @throws PreviewError when the pack does not start
   */
  static async connect(process: PolicyPackProcess, directory: string): Promise<PolicyAnalyzer> {
    const port = await process.port;
    const client = new AnalyzerClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), {
      // A proxy from the environment has no way to this machine.
      "grpc.enable_http_proxy": 0,
      "grpc.max_receive_message_length": -1,
      "grpc.max_send_message_length": -1,
    });
    const analyzer = new PolicyAnalyzer(process, client);
    const request = new messages.AnalyzerHandshakeRequest();
    request.setEngineAddress("127.0.0.1:0");
    request.setRootDirectory(directory);
    request.setProgramDirectory(directory);
    await analyzer.#call<unknown>("shaking hands", (answer) => client.handshake(request, answer), [
      grpc.status.UNIMPLEMENTED,
    ]);
    return analyzer;
  }

  /**
   * Says which stack comes next and configures the rules for it.
   *
   * @param stack the stack
   * @param file the pack's config for it
   * @returns the rules as configured
   * @throws PreviewError when the pack fails, or its config does not fit it
   */
  async configure(stack: AnalyzedStack, file: PolicyPackConfigFile): Promise<readonly Rule[]> {
    const stackRequest = new messages.AnalyzerStackConfigureRequest();
    stackRequest.setOrganization(stack.organization);
    stackRequest.setProject(stack.project);
    stackRequest.setStack(stack.stack);
    stackRequest.setDryRun(true);
    stackRequest.setConfigSecretKeysList([...stack.secretConfigKeys]);
    for (const [key, value] of Object.entries(stack.config)) {
      stackRequest.getConfigMap().set(key, value);
    }
    await this.#call("taking the stack's config", (answer) => this.#client.configureStack(stackRequest, answer), [
      grpc.status.UNIMPLEMENTED,
    ]);

    const info = await this.#call<AnalyzerInfo>("listing its rules", (answer) =>
      this.#client.getAnalyzerInfo(new emptyMessages.Empty(), answer),
    );
    const rules = info?.getPoliciesList() ?? [];
    const config = reconcilePolicyPackConfig(
      rules.map((rule) => ({
        name: rule.getName(),
        enforcementLevel: levelOf(rule.getEnforcementlevel()),
        properties: rule.getConfigschema()?.getProperties()?.toJavaScript() ?? {},
        required: rule.getConfigschema()?.getRequiredList() ?? [],
      })),
      initialConfig(info),
      file.rules,
      file.path,
    );
    const request = new messages.ConfigureAnalyzerRequest();
    for (const [name, { enforcementLevel, properties }] of config) {
      const rule = new messages.PolicyConfig();
      rule.setEnforcementlevel(levelNumbers[enforcementLevel]);
      rule.setProperties(structMessages.Struct.fromJavaScript(properties as Record<string, JavaScriptValue>));
      request.getPolicyconfigMap().set(name, rule);
    }
    await this.#call<unknown>("taking its config", (answer) => this.#client.configure(request, answer));
    return rules.map((rule) => {
      const level = config.get(rule.getName())?.enforcementLevel ?? "advisory";
      return {
        name: rule.getName(),
        // The preview changes nothing, so that a rule which would mend a resource speaks as the engine has it do then.
        enforcement: level === "remediate" ? "mandatory" : level,
        judges: rule.getPolicyType() === messages.PolicyType.POLICY_TYPE_STACK ? "stack" : "resource",
      };
    });
  }

  /**
   * Asks about one resource. Any number of questions may be asked at a time; they are put to the pack in order.
   *
   * @param question makes the question, when it is its turn: a waiting one takes no memory
   * @throws PreviewError when the pack fails
   */
  async analyze(question: () => AnalyzeRequest): Promise<Answer> {
    await this.#turn();
    try {
      const request = question();
      return this.#read(
        await this.#call<AnalyzeResponse>(`judging ${request.getUrn()}`, (answer) =>
          this.#client.analyze(request, answer),
        ),
      );
    } finally {
      this.#questions -= 1;
      this.#waiting.shift()?.();
    }
  }

  /**
   * Asks about a stack as a whole.
   *
   * @param request all resources of the stack
   * @throws PreviewError when the pack fails
   */
  async analyzeStack(request: AnalyzeStackRequest): Promise<Answer> {
    return this.#read(
      await this.#call<AnalyzeResponse>("judging the stack as a whole", (answer) =>
        this.#client.analyzeStack(request, answer),
      ),
    );
  }

  /** Ends the connection; the pack itself goes on serving. */
  close(): void {
    this.#client.close();
  }

  /** Waits until the pack has few enough questions before it. */
  async #turn(): Promise<void> {
    while (this.#questions >= questionsAtATime) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    this.#questions += 1;
  }

  #read(response: AnalyzeResponse | undefined): Answer {
    return {
      diagnostics: (response?.getDiagnosticsList() ?? []).map((diagnostic) => ({
        rule: diagnostic.getPolicyname(),
        enforcement: levelOf(diagnostic.getEnforcementlevel()) === "advisory" ? "advisory" : "mandatory",
        description: diagnostic.getDescription(),
        message: diagnostic.getMessage(),
        ...(diagnostic.getUrn() === "" ? {} : { urn: diagnostic.getUrn() }),
      })),
      notApplicable: (response?.getNotApplicableList() ?? []).map((item) => {
        const rule = item.getPolicyName();
        const reason = item.getReason();
        const key = `${rule} ${reason}`;
        const known = this.#notApplicable.get(key) ?? { rule, reason };
        this.#notApplicable.set(key, known);
        return known;
      }),
    };
  }

  /** Makes a call; answers nothing when it fails with one of the tolerated codes. */
  async #call<Response>(
    doing: string,
    start: (answer: (error: grpc.ServiceError | null, response: Response) => void) => unknown,
    tolerated: readonly grpc.status[] = [],
  ): Promise<Response | undefined> {
    // The first failure says it all: a pack that is gone fails every question that was waiting.
    if (this.#failure !== undefined) {
      throw await this.#failure;
    }
    const { error, response } = await new Promise<{ error: grpc.ServiceError | null; response: Response }>(
      (resolve) => {
        start((error, response) => {
          resolve({ error, response });
        });
      },
    );
    if (error === null) {
      return response;
    }
    if (tolerated.includes(error.code)) {
      return undefined;
    }
    this.#failure ??= this.#process.failure(doing, firstLines(error.details));
    throw await this.#failure;
  }
}

/** An error of a rule arrives with its stack; the lines before the first frame say what happened. */
function firstLines(details: string): string {
  const lines = details.split("\n").map((line) => line.trim());
  const end = lines.findIndex((line) => line.startsWith("at "));
  return lines
    .slice(0, end === -1 ? undefined : end)
    .filter((line) => line !== "")
    .join(" ");
}

function initialConfig(info: AnalyzerInfo | undefined): ReadonlyMap<string, RuleConfig> {
  const rules = new Map<string, RuleConfig>();
  for (const [name, config] of info?.getInitialconfigMap().entries() ?? []) {
    rules.set(name, {
      enforcementLevel: levelOf(config.getEnforcementlevel()),
      properties: config.getProperties()?.toJavaScript() ?? {},
    });
  }
  return rules;
}

const levelNumbers = {
  advisory: messages.EnforcementLevel.ADVISORY,
  mandatory: messages.EnforcementLevel.MANDATORY,
  disabled: messages.EnforcementLevel.DISABLED,
  remediate: messages.EnforcementLevel.REMEDIATE,
} as const satisfies Record<ConfiguredLevel, EnforcementLevel>;

function levelOf(number: EnforcementLevel): ConfiguredLevel {
  switch (number) {
    case messages.EnforcementLevel.ADVISORY:
      return "advisory";
    case messages.EnforcementLevel.DISABLED:
      return "disabled";
    case messages.EnforcementLevel.REMEDIATE:
      return "remediate";
    default:
      return "mandatory";
  }
}
