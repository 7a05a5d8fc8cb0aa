import { z } from "zod";
import { asList, asMap, type ConfigProblem } from "./given.js";
import { requestSchemaProblems } from "./requestSchema.js";
import { uniqueList } from "./uniqueList.js";
import { wholeNumber } from "./wholeNumber.js";

const roleArn = z
  .string()
  .regex(
    /^arn:aws[a-z-]*:iam::\d{12}:role\/([\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/,
    "must be the ARN of an IAM role, not of a session or a user",
  );

const answerNumber = z.number().min(-1e15, "must be at least -1e15").max(1e15, "must be at most 1e15");

/** Keys of a model in the platform stack's config that say how it is asked and what it answers. */
export const modelInterfaceShape = {
  requestSchema: z
    .record(z.string(), z.unknown())
    .superRefine((schema, context) => {
      for (const { path, message } of requestSchemaProblems(schema)) {
        context.addIssue({ code: "custom", path: [...path], message });
      }
    })
    .describe(
      "JSON Schema (draft 4) of a request's body, which API Gateway and the proxy both check: every object closed, every list, text and number bounded.",
    ),
  answer: z
    .discriminatedUnion("kind", [
      z.strictObject({
        kind: z.literal("class"),
        classes: z
          .array(z.union([z.string().min(1).max(64), answerNumber], "must be a text of 1 to 64 characters or a number"))
          .min(2, "must list at least 2 classes")
          .max(100, "must list at most 100 classes"),
      }),
      z.strictObject({ kind: z.literal("value"), minimum: answerNumber, maximum: answerNumber }),
    ])
    .describe(
      "What the model answers for each instance, `class` with its `classes` or `value` with `minimum` and `maximum`; the proxy passes nothing else on.",
    ),
};

/** Keys of the platform stack's config that say who calls the models, and how. */
export const tenantShape = {
  tenants: z
    .array(
      z.strictObject({
        id: z
          .string()
          .regex(/^[a-z0-9-]{3,36}$/, "must be 3 to 36 lower-case letters, digits or hyphens")
          .describe("Id of the tenant, 3 to 36 lower-case characters."),
        roleArns: uniqueList(roleArn, 1, "role").describe("IAM roles that call for the tenant, in any account."),
        models: uniqueList(z.string(), 1, "model").describe("Models that the tenant may call, of those in `models`."),
        scores: z
          .boolean()
          .default(false)
          .describe(
            "Whether answers carry scores, which make it cheaper to copy a model or to tell who was in its data.",
          ),
      }),
    )
    .default([])
    .describe(
      "Who may call the models: a tenant is known by the IAM role that signs its requests, and by nothing else.",
    ),
  inferenceApi: z
    .strictObject({
      callerVpcEndpointIds: uniqueList(
        z.string().regex(/^vpce-[0-9a-f]{8,17}$/, "must be the id of a VPC endpoint, vpce-…"),
        0,
        "VPC endpoint",
      )
        .default([])
        .describe("VPC endpoints for `execute-api` in callers' own VPCs, besides the environment's."),
      reservedConcurrency: wholeNumber(1, 1_000, "requests")
        .optional()
        .describe(
          "Requests at once that are set aside for the proxy and that it cannot exceed, 1 to 1000. Default: none; a new account has nothing to set aside.",
        ),
    })
    .prefault({})
    .describe("The private API in front of the models."),
};

/**
 * What is wrong with the tenants of a config, besides the form of single values.
 *
 * @param config the whole config, of whatever form: what is malformed has been reported already and is passed over
 * @returns each problem with the key that it is about; empty when there is none
 */
export function tenantProblems(config: object): readonly ConfigProblem[] {
  const { models, tenants, network } = config as Readonly<Record<string, unknown>>;
  const names = asList(models).map((model) => textsAt(model, "name")[0]);
  const list = asList(tenants);
  const ids = list.map((tenant) => textsAt(tenant, "id")[0]);
  const earlierRoles = new Set<string>();
  const problems: ConfigProblem[] = list.flatMap((tenant, index) => {
    const at = (key: string, message: string): ConfigProblem => ({ path: ["tenants", index, key], message });
    const id = ids[index];
    const found: ConfigProblem[] = [];
    if (id !== undefined && ids.indexOf(id) < index) {
      found.push(at("id", "must not name a second tenant like an earlier one"));
    }
    if (id !== undefined && names.includes(id)) {
      found.push(at("id", "must not be the name of a model, which stands in the paths of its requests"));
    }
    // Sessions show a role's account and name, not its path.
    const roles = textsAt(tenant, "roleArns").map((arn) => ({
      arn,
      key: `${arn.split(":")[4] ?? ""} ${arn.split("/").at(-1) ?? ""}`,
    }));
    const shared = roles.filter(({ key }) => earlierRoles.has(key)).map(({ arn }) => arn);
    for (const { key } of roles) earlierRoles.add(key);
    if (shared.length > 0) {
      found.push(at("roleArns", `must not name a role of another tenant (here: ${shared.join(", ")})`));
    }
    const unknown = textsAt(tenant, "models").filter((model) => !names.includes(model));
    if (unknown.length > 0) {
      found.push(at("models", `must name models of "models" (not there: ${unknown.join(", ")})`));
    }
    return found;
  });
  const features = valueAt(valueAt(network, "endpoints"), "features");
  if (names.length > 0 && list.length > 0 && Array.isArray(features) && !features.includes("private-api")) {
    problems.push({
      path: ["network", "endpoints", "features"],
      message:
        'must hold "private-api" while tenants may call models, since the API is reached through its endpoint only',
    });
  }
  for (const [index, name] of names.entries()) {
    if (name === "ping" || name === "sping") {
      problems.push({
        path: ["models", index, "name"],
        message: "must not be ping or sping, which API Gateway answers itself",
      });
    }
  }
  return problems;
}

/** The text or texts at a key. */
function textsAt(container: unknown, key: string): readonly string[] {
  return [valueAt(container, key)].flat().filter((entry) => typeof entry === "string");
}

function valueAt(container: unknown, key: string): unknown {
  return asMap(container)[key];
}
