import { matches, policyDocument } from "./commonChecks.js";
import type { CheckFailure, PropertyModel, ResourceContext, ResourceModel } from "./resourceModel.js";

const shortId =
  (length: number): PropertyModel =>
  (resource) =>
    resource.hex(length);

/** What AWS refuses of the place of an API. */
function placement({ inputs }: ResourceContext): CheckFailure[] {
  const property = "endpointConfiguration";
  const { types, vpcEndpointIds, ipAddressType } = (inputs[property] ?? {}) as Readonly<Record<string, unknown>>;
  return [
    ...(typeof types === "string" && !["EDGE", "REGIONAL", "PRIVATE"].includes(types)
      ? [{ property, reason: `expected types to be one of ["EDGE" "REGIONAL" "PRIVATE"], got ${types}` }]
      : []),
    ...(Array.isArray(vpcEndpointIds) && vpcEndpointIds.length > 0 && types !== "PRIVATE"
      ? [{ property, reason: "VPCEndpoints can only be specified with PRIVATE apis" }]
      : []),
    ...(types === "PRIVATE" && ipAddressType === "ipv4"
      ? [{ property, reason: "Only dualstack ipAddressType is supported for Private APIs." }]
      : []),
  ];
}

/** Refuses what is no JSON Schema document. */
function schemaDocument({ inputs }: ResourceContext): CheckFailure[] {
  const schema = inputs["schema"];
  if (typeof schema !== "string") return [];
  try {
    JSON.parse(schema);
    return [];
  } catch {
    return [{ property: "schema", reason: '"schema" contains an invalid JSON' }];
  }
}

/** A lambda integration is called with POST, whatever the method. */
function lambdaIntegration({ inputs }: ResourceContext): CheckFailure[] {
  return inputs["type"] === "AWS_PROXY" && inputs["integrationHttpMethod"] === undefined
    ? [{ property: "integrationHttpMethod", reason: "Enumeration value for HttpMethod must be non-empty" }]
    : [];
}

/** REST APIs. */
export const apiGateway: Readonly<Record<string, ResourceModel>> = {
  "aws:apigateway/restApi:RestApi": {
    taggable: true,
    autoName: { property: "name", maximumLength: 255 },
    check: (api) => [...placement(api), ...policyDocument(api, "policy")],
    id: shortId(10),
    computed: {
      arn: (api) => `arn:${api.facts.partition}:apigateway:${api.facts.region}::/restapis/${api.hex(10)}`,
      executionArn: (api) => api.arn("execute-api", api.hex(10)),
      rootResourceId: (api) => api.hex(10, "root"),
      apiKeySource: () => "HEADER",
      binaryMediaTypes: () => [],
      createdDate: () => "2026-01-01T00:00:00Z",
      description: () => "",
      disableExecuteApiEndpoint: () => false,
      endpointConfiguration: () => ({ types: "EDGE", ipAddressType: "ipv4", vpcEndpointIds: [] }),
      minimumCompressionSize: () => "",
      policy: () => "",
      securityPolicy: () => "TLS_1_0",
    },
  },
  "aws:apigateway/restApiPolicy:RestApiPolicy": {
    check: (policy) => policyDocument(policy, "policy"),
    id: "restApiId",
    forceNew: ["restApiId"],
  },
  "aws:apigateway/resource:Resource": {
    check: (resource) =>
      matches(
        resource,
        "pathPart",
        /^([a-zA-Z0-9._\-:]+|\{[a-zA-Z0-9._\-:]+\+?\})$/,
        "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces",
      ),
    id: shortId(6),
    computed: { path: (resource) => `/${resource.text("pathPart")}` },
    forceNew: ["restApi"],
  },
  "aws:apigateway/requestValidator:RequestValidator": {
    autoName: { property: "name", maximumLength: 128 },
    defaults: { validateRequestBody: false, validateRequestParameters: false },
    id: shortId(6),
    forceNew: ["restApi"],
  },
  "aws:apigateway/model:Model": {
    // The name that the provider makes up has a hyphen, which AWS refuses.
    autoName: { property: "name", maximumLength: 255 },
    check: (model) => [
      ...matches(model, "name", /^[a-zA-Z0-9]+$/, "Model name must be alphanumeric"),
      ...schemaDocument(model),
    ],
    id: shortId(6),
    forceNew: ["contentType", "name", "restApi"],
  },
  "aws:apigateway/method:Method": {
    defaults: { apiKeyRequired: false },
    id: (method) => `agm-${method.text("restApi")}-${method.text("resourceId")}-${method.text("httpMethod")}`,
    forceNew: ["httpMethod", "resourceId", "restApi"],
  },
  "aws:apigateway/integration:Integration": {
    defaults: { connectionType: "INTERNET", timeoutMilliseconds: 29_000 },
    check: lambdaIntegration,
    id: (method) => `agi-${method.text("restApi")}-${method.text("resourceId")}-${method.text("httpMethod")}`,
    computed: {
      cacheNamespace: (integration) => integration.text("resourceId"),
      passthroughBehavior: () => "WHEN_NO_MATCH",
      responseTransferMode: () => "BUFFERED",
    },
    forceNew: ["httpMethod", "resourceId", "restApi", "type"],
  },
  "aws:apigateway/response:Response": {
    id: (response) => `aggr-${response.text("restApiId")}-${response.text("responseType")}`,
    computed: { statusCode: () => "" },
    forceNew: ["responseType", "restApiId"],
  },
  "aws:apigateway/deployment:Deployment": {
    id: shortId(6),
    computed: { createdDate: () => "2026-01-01T00:00:00Z" },
    // A deployment is a snapshot: what triggers it makes another one.
    forceNew: ["restApi", "triggers", "variables"],
  },
  "aws:apigateway/stage:Stage": {
    taggable: true,
    check: (stage) => matches(stage, "stageName", /^[a-zA-Z0-9_-]+$/, "Stage name only allows a-zA-Z0-9_-"),
    id: (stage) => `ags-${stage.text("restApi")}-${stage.text("stageName")}`,
    computed: {
      arn: (stage) =>
        `arn:${stage.facts.partition}:apigateway:${stage.facts.region}::/restapis/${stage.text("restApi")}/stages/${stage.text("stageName")}`,
      executionArn: (stage) => stage.arn("execute-api", `${stage.text("restApi")}/${stage.text("stageName")}`),
      invokeUrl: (stage) =>
        `https://${stage.text("restApi")}.execute-api.${stage.facts.region}.${stage.facts.dnsSuffix}/${stage.text("stageName")}`,
      webAclArn: () => "",
    },
    forceNew: ["restApi", "stageName"],
  },
};
