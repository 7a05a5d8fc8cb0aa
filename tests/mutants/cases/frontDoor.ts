import { made, type Mutant } from "../mutant.js";
import { withInputs, withNew, without, withStatements, type Mutation } from "../mutate.js";

const api = { type: "aws:apigateway/restApi:RestApi" };
const policy = { type: "aws:apigateway/restApiPolicy:RestApiPolicy" };
const method = { type: "aws:apigateway/method:Method", name: "inference-api-method-churn" };
const integration = { type: "aws:apigateway/integration:Integration", name: "inference-api-integration-churn" };
const permission = { type: "aws:lambda/permission:Permission", name: "inference-api-permission-churn" };
const proxy = { type: "aws:lambda/function:Function", name: "inference-proxy-function" };
const both =
  (first: Mutation, second: Mutation): Mutation =>
  (resources) =>
    second(first(resources));

export const frontDoorMutants: readonly Mutant[] = [
  {
    control: "INF-08",
    change: "the API is open to the internet",
    stack: "platform",
    mutation: withInputs(api, () => ({ endpointConfiguration: { types: "REGIONAL" } })),
    rules: ["inf-api-endpoint-type"],
  },
  {
    control: "INF-08",
    change: "the API's policy lets everybody in through the named endpoints",
    stack: "platform",
    mutation: withStatements(policy, (statements) =>
      statements.map((statement) =>
        statement["Effect"] === "Allow" ? { ...statement, Condition: undefined } : statement,
      ),
    ),
    rules: ["inf-api-resource-policy"],
  },
  {
    control: "INF-08",
    change: "the API's policy lets every VPC endpoint of the Region in",
    stack: "platform",
    mutation: withStatements(policy, (statements) => statements.filter(({ Sid }) => Sid !== "DenyOtherEndpoints")),
    rules: ["inf-api-resource-policy-linked"],
  },
  {
    control: "INF-08",
    change: "the API has no policy",
    stack: "platform",
    mutation: without(policy),
    rules: ["inf-api-resource-policy-linked"],
  },
  {
    control: "INF-09",
    change: "a method asks nobody who calls",
    stack: "platform",
    mutation: withInputs(method, () => ({ authorization: "NONE" })),
    rules: ["inf-method-auth"],
  },
  {
    control: "INF-09",
    change: "an open OPTIONS leads to the proxy",
    stack: "platform",
    mutation: both(
      withInputs(method, () => ({ authorization: "NONE", httpMethod: "OPTIONS" })),
      withInputs(integration, () => ({ httpMethod: "OPTIONS" })),
    ),
    rules: ["inf-method-auth-linked"],
  },
  {
    control: "INF-26",
    change: "the proxy leaves the VPC",
    stack: "platform",
    mutation: withInputs(proxy, () => ({ vpcConfig: undefined })),
    rules: ["inf-proxy-hardened"],
  },
  {
    control: "INF-26",
    change: "the proxy takes whatever concurrency the account has",
    stack: "platform",
    mutation: withInputs(proxy, () => ({ reservedConcurrentExecutions: -1 })),
    rules: ["inf-proxy-hardened"],
  },
  {
    control: "INF-26",
    change: "the proxy logs what people send",
    stack: "platform",
    mutation: withInputs(proxy, () => ({ environment: { variables: { POWERTOOLS_LOGGER_LOG_EVENT: "true" } } })),
    rules: ["inf-proxy-hardened"],
  },
  {
    control: "INF-26",
    change: "the proxy loses the tag by which it is found",
    stack: "platform",
    mutation: withInputs(proxy, () => ({ tags: {} })),
    rules: ["inf-proxy-hardened-linked"],
  },
  {
    control: "INF-26",
    change: "every stage and method of the API may call the proxy",
    stack: "platform",
    mutation: withInputs(permission, ({ sourceArn }) => ({
      sourceArn: String(sourceArn).replace(/\/.*$/, "/*/*"),
    })),
    rules: ["gov-lambda-permission-scoped"],
  },
  {
    control: "INF-26",
    change: "the proxy has an address of its own",
    stack: "platform",
    mutation: withNew(() =>
      made("platform", "aws:lambda/functionUrl:FunctionUrl", "url", {
        functionName: "acmeml-prod-inference-proxy",
        authorizationType: "AWS_IAM",
      }),
    ),
    rules: ["inf-no-function-url"],
  },
];
