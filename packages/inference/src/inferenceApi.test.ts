import { policyDocument } from "@secure-ml/core";
import { all, identities, one, runProgram, unknown, type RunOptions } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { apiEndpointStatements, apiPolicy, type InferenceTenant } from "./apiStatements.js";
import { environment } from "./environment.fixture.js";
import { InferenceApi, type InferenceApiArgs } from "./inferenceApi.js";

const requestSchema = {
  type: "object",
  additionalProperties: false,
  properties: { age: { type: "integer", minimum: 0, maximum: 150 } },
};
const roles = ["arn:aws:iam::111111111111:role/apps/web", "arn:aws:iam::222222222222:role/batch"];
const tenants: readonly InferenceTenant[] = [
  { id: "globex", roleArns: roles, models: ["churn", "fraud-v2"], scores: false },
  { id: "initech", roleArns: ["arn:aws:iam::333333333333:role/caller"], models: ["churn"], scores: true },
];
const args: InferenceApiArgs = {
  environment,
  models: [
    { name: "churn", requestSchema },
    { name: "fraud-v2", requestSchema },
  ],
  tenants,
  vpcEndpointIds: { own: "vpce-0123456789abcdef0", app: "vpce-0123456789abcdef1" },
  proxy: { functionName: "acme-dev-inference-proxy", aliasName: "live", invokeArn: "arn:aws:apigateway:x" },
};
const run = (changes: Partial<InferenceApiArgs> = {}, options: RunOptions = {}) =>
  runProgram(
    () => {
      const { apiId, stageName, executionArn } = new InferenceApi("front", { ...args, ...changes });
      return { apiId, stageName, executionArn };
    },
    { aws: { region: "eu-central-1" }, ...options },
  );
const type = (kind: string) => `aws:apigateway/${kind.charAt(0).toLowerCase()}${kind.slice(1)}:${kind}`;

describe("InferenceApi", () => {
  it("is a private API of the named endpoints, protected, with one policy", { tags: ["INF-08"] }, async () => {
    const result = await run();
    const api = one(result, type("RestApi"));
    expect(api.inputs).toEqual({
      name: "acme-dev-inference",
      description: "The only way to the environment's models",
      endpointConfiguration: {
        types: "PRIVATE",
        ipAddressType: "dualstack",
        vpcEndpointIds: ["vpce-0123456789abcdef0", "vpce-0123456789abcdef1"],
      },
    });
    expect(api.options.protect).toBe(true);
    expect(result.controls.get(api.urn)).toEqual(["INF-08"]);
    const policy = one(result, type("RestApiPolicy"));
    expect(policy.inputs).toEqual({
      restApiId: api.id,
      policy: apiPolicy(
        environment,
        String(api.outputs["executionArn"]),
        Object.values(args.vpcEndpointIds) as string[],
        tenants,
      ),
    });
    expect(one(await run({ dataProtection: "disposable" }), type("RestApi")).options.protect).toBe(false);
  });

  it(
    "offers each model by one signed and validated method, answered by the alias",
    { tags: ["INF-09", "INF-26"] },
    async () => {
      const result = await run();
      const api = one(result, type("RestApi"));
      const restApi = api.id;
      const validator = one(result, type("RequestValidator"));
      expect(validator.inputs).toEqual({
        restApi,
        name: "body-and-parameters",
        validateRequestBody: true,
        validateRequestParameters: true,
      });
      for (const [model, schemaName] of [
        ["churn", "churn"],
        ["fraud-v2", "fraudXv2"],
      ] as const) {
        const resource = one(result, type("Resource"), `front-resource-${model}`);
        expect(resource.inputs).toEqual({ restApi, parentId: api.outputs["rootResourceId"], pathPart: model });
        expect(one(result, type("Model"), `front-model-${model}`).inputs).toEqual({
          restApi,
          name: schemaName,
          contentType: "application/json",
          schema: JSON.stringify(requestSchema),
        });
        const method = one(result, type("Method"), `front-method-${model}`);
        expect(method.inputs).toEqual({
          restApi,
          resourceId: resource.id,
          httpMethod: "POST",
          authorization: "AWS_IAM",
          apiKeyRequired: false,
          requestValidatorId: validator.id,
          requestModels: { $default: schemaName, "application/json": schemaName },
        });
        expect(result.controls.get(method.urn)).toEqual(["INF-09"]);
        const integration = one(result, type("Integration"), `front-integration-${model}`);
        expect(integration.inputs).toEqual({
          restApi,
          resourceId: resource.id,
          httpMethod: "POST",
          type: "AWS_PROXY",
          integrationHttpMethod: "POST",
          connectionType: "INTERNET",
          uri: "arn:aws:apigateway:x",
          timeoutMilliseconds: 29_000,
          responseTransferMode: "BUFFERED",
        });
        expect(result.controls.get(integration.urn)).toEqual(["INF-26"]);
        const { statementId, ...permission } = one(
          result,
          "aws:lambda/permission:Permission",
          `front-permission-${model}`,
        ).inputs;
        expect(statementId).toEqual(expect.any(String));
        expect(permission).toEqual({
          action: "lambda:InvokeFunction",
          function: "acme-dev-inference-proxy",
          qualifier: "live",
          principal: "apigateway.amazonaws.com",
          sourceArn: `${String(api.outputs["executionArn"])}/dev/POST/${model}`,
        });
      }
      expect(all(result, type("Method"))).toHaveLength(2);
      expect(all(result, "aws:lambda/permission:Permission")).toHaveLength(2);
    },
  );

  it("answers its own errors with fixed texts that nobody may keep", async () => {
    const result = await run();
    expect(
      all(result, type("Response")).map(({ inputs }) => [inputs["responseType"], inputs["responseTemplates"]]),
    ).toEqual([
      ["DEFAULT_4XX", { "application/json": '{"error":"refused"}' }],
      ["DEFAULT_5XX", { "application/json": '{"error":"unavailable"}' }],
      ["ACCESS_DENIED", { "application/json": '{"error":"forbidden"}' }],
      ["BAD_REQUEST_BODY", { "application/json": '{"error":"invalid_request"}' }],
      ["UNAUTHORIZED", { "application/json": '{"error":"unauthorized"}' }],
    ]);
    for (const { inputs } of all(result, type("Response"))) {
      expect(inputs["responseParameters"]).toEqual({
        "gatewayresponse.header.Cache-Control": "'no-store'",
        "gatewayresponse.header.Strict-Transport-Security": "'max-age=31536000'",
      });
    }
  });

  it(
    "is deployed after policy, routes and answers, and anew for every change of what is declared",
    { tags: ["INF-08"] },
    async () => {
      const triggers = async (changes: Partial<InferenceApiArgs>) =>
        one(await run(changes), type("Deployment")).inputs["triggers"] as Record<string, string>;
      const result = await run();
      const deployment = one(result, type("Deployment"));
      const before = ["RestApiPolicy", "Method", "Integration", "Response", "Resource"].flatMap((kind) =>
        all(result, type(kind)).map(({ urn }) => urn),
      );
      expect(before.filter((urn) => !deployment.dependencies.includes(urn))).toEqual([]);
      const { declaration, policy } = await triggers({});
      expect(declaration).toMatch(/^[0-9a-f]{64}$/);
      const narrowed = { ...requestSchema, required: ["age"] };
      const changed = await triggers({
        models: [{ name: "churn", requestSchema: narrowed }, ...args.models.slice(1)],
      });
      expect(changed["declaration"]).not.toBe(declaration);
      expect(changed["policy"]).toBe(policy);
      const opened = await triggers({ vpcEndpointIds: { own: "vpce-0123456789abcdef0" } });
      expect(opened["declaration"]).toBe(declaration);
      expect(opened["policy"]).not.toBe(policy);
      const stage = one(result, type("Stage"));
      expect(stage.inputs).toEqual({
        restApi: one(result, type("RestApi")).id,
        deployment: deployment.id,
        stageName: "dev",
        cacheClusterEnabled: false,
      });
      expect(result.outputs).toEqual({
        apiId: one(result, type("RestApi")).id,
        stageName: "dev",
        executionArn: stage.outputs["executionArn"],
      });
    },
  );

  it("knows all but the ids before anything exists", async () => {
    const result = await run({ vpcEndpointIds: { own: "vpce-0123456789abcdef0" } }, { unknowns: true });
    expect(one(result, type("RestApiPolicy")).inputs["policy"]).toBe(unknown);
    expect(one(result, type("Method"), "front-method-churn").inputs["authorization"]).toBe("AWS_IAM");
    expect(one(result, type("Deployment")).inputs["triggers"]).toMatchObject({
      declaration: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
    });
  });

  it("refuses what cannot be told apart or called, all at once", async () => {
    const tenant = { id: "churn", roleArns: roles.slice(0, 1), models: ["other"], scores: false };
    await expect(
      run({
        models: [
          { name: "churn", requestSchema },
          { name: "churn", requestSchema },
          { name: "ping", requestSchema },
          { name: "Fraud", requestSchema },
        ],
        tenants: [tenant, { ...tenant, roleArns: [...tenant.roleArns], models: [] }],
        vpcEndpointIds: {},
      }),
    ).rejects.toThrow(
      'InferenceApi "front": vpcEndpointIds must not be empty, but is []; ' +
        'models must have a name each, but is ["churn","churn","ping","Fraud"]; ' +
        'tenants must have an id each, but is ["churn","churn"]; ' +
        'tenants must not share a role, but is ["arn:aws:iam::111111111111:role/apps/web","arn:aws:iam::111111111111:role/apps/web"]; ' +
        'models must not be ping or sping, but is "ping"; ' +
        'models must be in lower-case letters, digits and hyphens, but is "Fraud"; ' +
        'tenants.churn.models must be among the models of the API, but is ["other"]; ' +
        "tenants.churn must not have the id of a model, which stands in its paths; " +
        "tenants.churn.models must not be empty, but is []; " +
        "tenants.churn must not have the id of a model, which stands in its paths.",
    );
    await expect(
      run({
        tenants: [{ id: "globex", roleArns: ["arn:aws:iam::111111111111:role/*"], models: ["churn"], scores: false }],
      }),
    ).rejects.toThrow(
      'InferenceApi "front": tenants.globex.roleArns must name roles without wildcards, but is ["arn:aws:iam::111111111111:role/*"].',
    );
    await expect(run({ models: [], tenants: [] })).rejects.toThrow(
      'InferenceApi "front": models must not be empty, but is []; tenants must not be empty, but is [].',
    );
  });

  it("keeps its identities", async () => {
    expect(identities(await run()).filter((line) => /apigateway|lambda/.test(line))).toEqual([
      "aws:apigateway/deployment:Deployment :: front-deployment :: front",
      "aws:apigateway/integration:Integration :: front-integration-churn :: front",
      "aws:apigateway/integration:Integration :: front-integration-fraud-v2 :: front",
      "aws:apigateway/method:Method :: front-method-churn :: front",
      "aws:apigateway/method:Method :: front-method-fraud-v2 :: front",
      "aws:apigateway/model:Model :: front-model-churn :: front",
      "aws:apigateway/model:Model :: front-model-fraud-v2 :: front",
      "aws:apigateway/requestValidator:RequestValidator :: front-validator :: front",
      "aws:apigateway/resource:Resource :: front-resource-churn :: front",
      "aws:apigateway/resource:Resource :: front-resource-fraud-v2 :: front",
      "aws:apigateway/response:Response :: front-response-access-denied :: front",
      "aws:apigateway/response:Response :: front-response-bad-request-body :: front",
      "aws:apigateway/response:Response :: front-response-default-4xx :: front",
      "aws:apigateway/response:Response :: front-response-default-5xx :: front",
      "aws:apigateway/response:Response :: front-response-unauthorized :: front",
      "aws:apigateway/restApi:RestApi :: front-api :: front",
      "aws:apigateway/restApiPolicy:RestApiPolicy :: front-policy :: front",
      "aws:apigateway/stage:Stage :: front-stage :: front",
      "aws:lambda/permission:Permission :: front-permission-churn :: front",
      "aws:lambda/permission:Permission :: front-permission-fraud-v2 :: front",
    ]);
  });
});

describe("apiPolicy", { tags: ["INF-08", "INF-09"] }, () => {
  const arn = "arn:aws:execute-api:eu-central-1:111111111111:a1b2c3d4e5";
  const all = { Principal: "*", Action: "execute-api:Invoke" };

  it("refuses other endpoints and callers, and lets each tenant call its own models", () => {
    const everybody = [...roles, "arn:aws:iam::333333333333:role/caller"];
    expect(JSON.parse(apiPolicy(environment, arn, ["vpce-1"], tenants))).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "DenyOtherEndpoints",
          Effect: "Deny",
          ...all,
          Resource: `${arn}/*`,
          Condition: { StringNotEquals: { "aws:SourceVpce": "vpce-1" } },
        },
        {
          Sid: "DenyOtherCallers",
          Effect: "Deny",
          ...all,
          Resource: `${arn}/*`,
          Condition: { ArnNotEquals: { "aws:PrincipalArn": everybody } },
        },
        {
          Sid: "Tenant0",
          Effect: "Allow",
          ...all,
          Resource: [`${arn}/dev/POST/churn`, `${arn}/dev/POST/fraud-v2`],
          Condition: { ArnEquals: { "aws:PrincipalArn": roles }, StringEquals: { "aws:SourceVpce": "vpce-1" } },
        },
        {
          Sid: "Tenant1",
          Effect: "Allow",
          ...all,
          Resource: `${arn}/dev/POST/churn`,
          Condition: {
            ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::333333333333:role/caller" },
            StringEquals: { "aws:SourceVpce": "vpce-1" },
          },
        },
      ],
    });
  });

  it("says when there are too many tenants for one API", () => {
    const many = Array.from({ length: 60 }, (_, index) => ({
      id: `tenant-${index}`,
      roleArns: [`arn:aws:iam::111111111111:role/tenants/caller-${index}`],
      models: ["churn"],
      scores: false,
    }));
    expect(() => apiPolicy(environment, arn, ["vpce-1"], many)).toThrow(
      /apiPolicy of the inference API has \d+ bytes; AWS takes 8192\./,
    );
  });
});

describe("apiEndpointStatements", { tags: ["INF-08"] }, () => {
  it("lets the tenants' roles call their models on this account's APIs", () => {
    expect(apiEndpointStatements(environment, tenants)).toEqual([
      {
        Sid: "Tenant0",
        Effect: "Allow",
        Principal: "*",
        Action: "execute-api:Invoke",
        Resource: [
          "arn:aws:execute-api:eu-central-1:111111111111:*/dev/POST/churn",
          "arn:aws:execute-api:eu-central-1:111111111111:*/dev/POST/fraud-v2",
        ],
        Condition: { ArnEquals: { "aws:PrincipalArn": roles } },
      },
      {
        Sid: "Tenant1",
        Effect: "Allow",
        Principal: "*",
        Action: "execute-api:Invoke",
        Resource: ["arn:aws:execute-api:eu-central-1:111111111111:*/dev/POST/churn"],
        Condition: { ArnEquals: { "aws:PrincipalArn": ["arn:aws:iam::333333333333:role/caller"] } },
      },
    ]);
  });

  it("lets nobody through without tenants", () => {
    const statements = apiEndpointStatements(environment, []);
    expect(JSON.parse(policyDocument("endpointPolicy", "x", statements))).toMatchObject({
      Statement: [{ Sid: "NoTenants", Effect: "Deny", Principal: "*", Action: "*", Resource: "*" }],
    });
  });
});
