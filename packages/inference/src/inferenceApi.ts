import { createHash } from "node:crypto";
import { ArgsCheck, childOf, servicePrincipal, type DataProtection, type Environment } from "@secure-ml/core";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { apiPolicy, apiStageName, type InferenceTenant } from "./apiStatements.js";

/** A model that the API offers. */
export interface OfferedModel {
  /** Short name, which is its path below the stage. */
  readonly name: string;
  /** JSON Schema (draft 4) of a request's body. */
  readonly requestSchema: Readonly<Record<string, unknown>>;
}

/** Arguments of {@link InferenceApi}. */
export interface InferenceApiArgs {
  readonly environment: Environment;
  /** Models that the API offers, one or more. */
  readonly models: readonly OfferedModel[];
  /** Who may call them, one or more. */
  readonly tenants: readonly InferenceTenant[];
  /** Ids of the VPC endpoints for `execute-api` through which calls may come, by a short name; one or more. */
  readonly vpcEndpointIds: Readonly<Record<string, pulumi.Input<string>>>;
  /** The function that answers: its name, the alias that is called, and the ARN by which API Gateway calls it. */
  readonly proxy: {
    readonly functionName: pulumi.Input<string>;
    readonly aliasName: pulumi.Input<string>;
    readonly invokeArn: pulumi.Input<string>;
  };
  /**
   * Whether the API is protected against deletion; its id is part of its callers' addresses.
   * @defaultValue "retain"
   */
  readonly dataProtection?: DataProtection;
}

/** Errors that API Gateway answers itself, and the fixed code that the caller gets for each. */
const responses = {
  DEFAULT_4XX: "refused",
  DEFAULT_5XX: "unavailable",
  ACCESS_DENIED: "forbidden",
  BAD_REQUEST_BODY: "invalid_request",
  UNAUTHORIZED: "unauthorized",
} as const;

/** Path parts that API Gateway keeps for its own health checks. */
const reservedNames = ["ping", "sping"];

/**
 * The only way to the models: a private REST API with one path for each model. Calls come through the named VPC endpoints,
 * signed by a role of a tenant, for a model of that tenant, with a body that its schema admits; then the proxy asks all of
 * it again. Serves INF-08 and INF-09.
 *
 * @remarks A model's removal takes its path out of the next deployment but one: API Gateway keeps what the deployment saw,
 * and the old path is deleted after it. The path then has no permission on the function and answers with an error.
 * @see AWS, "Private REST APIs in API Gateway":
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html
 */
export class InferenceApi extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:inference:InferenceApi";

  /** Id of the API; with the id of a VPC endpoint it makes the address of the API there. */
  readonly apiId: pulumi.Output<string>;
  /** Name of the stage. */
  readonly stageName: pulumi.Output<string>;
  /** ARN under which the stage is called: what a caller's own policy names, with `/POST/<model>`. */
  readonly executionArn: pulumi.Output<string>;

  /** @throws pulumi.ResourceError for an API without models, tenants or endpoints, or names that cannot be told apart */
  constructor(name: string, args: InferenceApiArgs, opts?: pulumi.ComponentResourceOptions) {
    super(InferenceApi.__pulumiType, name, args, opts);
    const { environment, models, tenants } = args;
    checkArgs(this, name, args);

    const vpcEndpointIds = Object.values(args.vpcEndpointIds);
    const stageName = apiStageName(environment);
    const api = new aws.apigateway.RestApi(
      `${name}-api`,
      {
        name: `${environment.project}-${environment.name}-inference`,
        description: "The only way to the environment's models",
        endpointConfiguration: { types: "PRIVATE", ipAddressType: "dualstack", vpcEndpointIds },
      },
      childOf(this, "INF-08", { protect: (args.dataProtection ?? "retain") === "retain" }),
    );
    const policyText = pulumi
      .all([api.executionArn, pulumi.all(vpcEndpointIds)])
      .apply(([executionArn, ids]) => apiPolicy(environment, executionArn, ids, tenants));
    const policy = new aws.apigateway.RestApiPolicy(
      `${name}-policy`,
      { restApiId: api.id, policy: policyText },
      childOf(this, ["INF-08", "INF-09"]),
    );
    const validator = new aws.apigateway.RequestValidator(
      `${name}-validator`,
      { restApi: api.id, name: "body-and-parameters", validateRequestBody: true, validateRequestParameters: true },
      childOf(this, []),
    );
    const routes = models.flatMap(({ name: model, requestSchema }) => {
      const { resource, method, integration } = makeRoute(this, name, model, requestSchema, args, api, validator);
      new aws.lambda.Permission(
        `${name}-permission-${model}`,
        {
          action: "lambda:InvokeFunction",
          function: args.proxy.functionName,
          qualifier: args.proxy.aliasName,
          principal: servicePrincipal("apigateway"),
          sourceArn: pulumi.interpolate`${api.executionArn}/${stageName}/POST/${model}`,
        },
        childOf(this, "INF-26"),
      );
      return [resource, method, integration];
    });
    const answers = Object.entries(responses).map(
      ([responseType, error]) =>
        new aws.apigateway.Response(
          `${name}-response-${responseType.toLowerCase().replaceAll("_", "-")}`,
          {
            restApiId: api.id,
            responseType,
            // A fixed text: API Gateway's own quotes what it did not like.
            responseTemplates: { "application/json": `{"error":"${error}"}` },
            responseParameters: {
              "gatewayresponse.header.Cache-Control": "'no-store'",
              "gatewayresponse.header.Strict-Transport-Security": "'max-age=31536000'",
            },
          },
          childOf(this, []),
        ),
    );
    const deployment = new aws.apigateway.Deployment(
      `${name}-deployment`,
      {
        restApi: api.id,
        description: "Made anew whenever what is declared changes",
        triggers: {
          // What is declared, not the ids of what was made: an edit in place changes no id.
          declaration: hash(pulumi.jsonStringify({ models, responses, stageName })),
          policy: hash(policyText),
        },
      },
      // A private API cannot be deployed before it has a policy, and a change of it acts with the next deployment only.
      childOf(this, ["INF-08"], { dependsOn: [policy, ...routes, ...answers] }),
    );
    const stage = new aws.apigateway.Stage(
      `${name}-stage`,
      { restApi: api.id, deployment: deployment.id, stageName, cacheClusterEnabled: false },
      childOf(this, []),
    );
    this.apiId = api.id;
    this.stageName = stage.stageName;
    this.executionArn = stage.executionArn;
    this.registerOutputs({ apiId: this.apiId, stageName: this.stageName, executionArn: this.executionArn });
  }
}

function makeRoute(
  parent: InferenceApi,
  name: string,
  model: string,
  requestSchema: OfferedModel["requestSchema"],
  args: InferenceApiArgs,
  api: aws.apigateway.RestApi,
  validator: aws.apigateway.RequestValidator,
) {
  const resource = new aws.apigateway.Resource(
    `${name}-resource-${model}`,
    { restApi: api.id, parentId: api.rootResourceId, pathPart: model },
    childOf(parent, []),
  );
  const schema = new aws.apigateway.Model(
    `${name}-model-${model}`,
    {
      restApi: api.id,
      // Letters and digits only. Names of models are in lower case, so that no two of them meet.
      name: model.replaceAll("-", "X"),
      contentType: "application/json",
      schema: pulumi.jsonStringify(requestSchema),
    },
    childOf(parent, []),
  );
  const method = new aws.apigateway.Method(
    `${name}-method-${model}`,
    {
      restApi: api.id,
      resourceId: resource.id,
      httpMethod: "POST",
      authorization: "AWS_IAM",
      requestValidatorId: validator.id,
      // Without a model for every content type, any other one than JSON would pass unchecked.
      requestModels: { $default: schema.name, "application/json": schema.name },
    },
    childOf(parent, "INF-09"),
  );
  const integration = new aws.apigateway.Integration(
    `${name}-integration-${model}`,
    {
      restApi: api.id,
      resourceId: resource.id,
      httpMethod: method.httpMethod,
      type: "AWS_PROXY",
      // How Lambda is called, whatever the method.
      integrationHttpMethod: "POST",
      uri: args.proxy.invokeArn,
      timeoutMilliseconds: 29_000,
      responseTransferMode: "BUFFERED",
    },
    childOf(parent, "INF-26"),
  );
  return { resource, method, integration };
}

function checkArgs(resource: pulumi.Resource, name: string, args: InferenceApiArgs): void {
  const models = args.models.map((model) => model.name);
  const ids = args.tenants.map(({ id }) => id);
  const roles = args.tenants.flatMap(({ roleArns }) => roleArns);
  const check = new ArgsCheck(resource, `InferenceApi "${name}"`)
    .notEmpty("models", models)
    .notEmpty("tenants", ids)
    .notEmpty("vpcEndpointIds", Object.keys(args.vpcEndpointIds))
    .that(new Set(models).size === models.length, "models", "must have a name each", models)
    .that(new Set(ids).size === ids.length, "tenants", "must have an id each", ids)
    .that(new Set(roles).size === roles.length, "tenants", "must not share a role", roles);
  for (const model of models) {
    check.that(/^[a-z][a-z0-9-]*$/.test(model), "models", "must be in lower-case letters, digits and hyphens", model);
    check.that(!reservedNames.includes(model), "models", `must not be ${reservedNames.join(" or ")}`, model);
  }
  for (const { id, roleArns, models: own } of args.tenants) {
    check.notEmpty(`tenants.${id}.roleArns`, roleArns);
    check.that(
      // ArnEquals takes wildcards, too.
      roleArns.every((arn) => /^[^*?$]+$/.test(arn)),
      `tenants.${id}.roleArns`,
      "must name roles without wildcards",
      roleArns,
    );
    check.notEmpty(`tenants.${id}.models`, own);
    check.that(
      own.every((model) => models.includes(model)),
      `tenants.${id}.models`,
      "must be among the models of the API",
      own,
    );
    check.that(!models.includes(id), `tenants.${id}`, "must not have the id of a model, which stands in its paths");
  }
  check.done();
}

function hash(text: pulumi.Output<string>): pulumi.Output<string> {
  return text.apply((value) => createHash("sha256").update(value).digest("hex"));
}
