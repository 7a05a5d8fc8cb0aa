import type { AttackCase } from "../attackCase.js";
import type { Estate } from "../estate.js";
import type { PolicyDocument } from "../expectAllowed.js";
import { strangerAccount, type Principal, type Principals } from "../principals.js";

/** Who calls the models: through the API, through the endpoints, or past both. */
export function inferenceCases(estate: Estate, who: Principals): readonly AttackCase[] {
  const { accountId, region, environment, inference } = estate;
  const { apiArn, apiEndpointId, runtimeEndpointId, proxyFunctionArn, proxyQueueArn } = inference;
  const call = `${apiArn}/${environment}/POST/churn`;
  const endpoint = (name: string) => estate.arn("sagemaker", `endpoint/${name}`);
  const model = endpoint(`acmeml-${environment}-churn`);
  const other = environment === "dev" ? "prod" : "dev";
  const ours = { "aws:ResourceAccount": accountId };
  const viaApi = { ...ours, "aws:SourceVpce": apiEndpointId };
  const tagged = { "aws:PrincipalTag/endpoint-caller": "inference-proxy" };
  const viaRuntime = { ...ours, ...tagged, "aws:SourceVpce": runtimeEndpointId };
  const identity = (action: string): PolicyDocument => ({
    Version: "2012-10-17",
    Statement: [{ Sid: "Own", Effect: "Allow", Action: action, Resource: "*" }],
  });
  const tenant: Principal = {
    label: "a tenant's service",
    id: `arn:aws:iam::${accountId}:role/apps/retention-service`,
    identity: identity("sts:GetCallerIdentity"),
  };
  const impostor: Principal = {
    label: "a role of another account named like a tenant's",
    id: `arn:aws:iam::${strangerAccount}:role/apps/retention-service`,
    identity: identity("execute-api:Invoke"),
  };
  const proxy: Principal = { label: "the proxy", id: estate.platformRole("inference-proxy") };
  const messaging = String(estate.dataKeys["messaging"]);
  const via = (service: string) => ({
    "kms:ViaService": `${service}.${region}.amazonaws.com`,
    "aws:ViaAWSService": "true",
  });
  const interfaces = [
    "ec2:CreateNetworkInterface",
    "ec2:DeleteNetworkInterface",
    "ec2:AssignPrivateIpAddresses",
    "ec2:UnassignPrivateIpAddresses",
  ];
  const anInterface = estate.arn("ec2", "network-interface/eni-0123456789abcdef0");
  const fromApi = (sourceArn: string) => ({ "aws:SourceArn": sourceArn });

  return [
    // The API.
    {
      name: "a tenant's role calls its model through the API's endpoint",
      controls: ["INF-08", "INF-09"],
      principal: tenant,
      action: "execute-api:Invoke",
      resource: call,
      context: viaApi,
      through: "execute-api",
      expected: "allowed",
    },
    {
      name: "a tenant's role calls its model from the internet, or through another VPC's endpoint",
      controls: ["INF-08"],
      atlas: "AML.T0040",
      principal: [tenant, { ...tenant, identity: identity("execute-api:Invoke") }],
      action: "execute-api:Invoke",
      resource: call,
      expected: "denied",
    },
    {
      name: "a tenant's role calls its model through a foreign VPC endpoint",
      controls: ["INF-08"],
      atlas: "AML.T0040",
      principal: [tenant, { ...tenant, identity: identity("execute-api:Invoke") }],
      action: "execute-api:Invoke",
      resource: call,
      context: { ...ours, "aws:SourceVpce": "vpce-0fffffffffffffff0" },
      expected: "denied",
    },
    {
      name: "a tenant's role calls another model, method, stage or API",
      controls: ["INF-08", "INF-09"],
      atlas: "AML.T0040",
      principal: tenant,
      action: "execute-api:Invoke",
      resource: [
        `${apiArn}/${environment}/POST/other`,
        `${apiArn}/${environment}/GET/churn`,
        `${apiArn}/${other}/POST/churn`,
        `${estate.arn("execute-api", "0000000000")}/${environment}/POST/churn`,
      ],
      context: viaApi,
      through: "execute-api",
      expected: "denied",
    },
    {
      name: "somebody who is no tenant calls the API, whatever his own policies say",
      controls: ["INF-09"],
      atlas: "AML.T0040",
      principal: [who.administrator, who.platformDeployer, who.breakGlass, who.workload, who.openCeiling, impostor],
      action: "execute-api:Invoke",
      resource: call,
      context: viaApi,
      expected: "denied",
    },
    {
      name: "a person or a stranger calls the API",
      controls: ["INF-09"],
      atlas: "AML.T0040",
      principal: [who.scientist, who.stranger, who.otherDeployer],
      action: "execute-api:Invoke",
      resource: call,
      context: viaApi,
      through: "execute-api",
      expected: "denied",
    },
    {
      name: "somebody calls the API without a signature",
      controls: ["INF-09"],
      atlas: "AML.T0040",
      principal: who.anonymous,
      action: "execute-api:Invoke",
      resource: call,
      context: viaApi,
      through: "execute-api",
      expected: "denied",
    },

    // From the API to the proxy.
    {
      name: "the API invokes the proxy for its method",
      controls: ["INF-26"],
      principal: who.service("apigateway"),
      action: "lambda:InvokeFunction",
      resource: proxyFunctionArn,
      context: fromApi(call),
      expected: "allowed",
    },
    {
      name: "another API, stage, method or account invokes the proxy",
      controls: ["INF-26"],
      principal: who.service("apigateway"),
      action: "lambda:InvokeFunction",
      resource: proxyFunctionArn,
      context: (resource) => fromApi(resource.replace(/^.*$/, `${apiArn}/${other}/POST/churn`)),
      expected: "denied",
    },
    {
      name: "a stranger's API invokes the proxy",
      controls: ["INF-26"],
      principal: who.service("apigateway"),
      action: "lambda:InvokeFunction",
      resource: proxyFunctionArn,
      context: fromApi(`arn:aws:execute-api:${region}:${strangerAccount}:a1b2c3d4e5/${environment}/POST/churn`),
      expected: "denied",
    },
    {
      name: "the API does not say for which method it invokes the proxy, or another service does",
      controls: ["INF-26"],
      principal: [who.service("apigateway"), who.service("s3"), who.service("events")],
      action: "lambda:InvokeFunction",
      resource: proxyFunctionArn,
      expected: "denied",
    },
    {
      name: "a person, a tenant or a stranger invokes the proxy past the API",
      controls: ["INF-26"],
      atlas: "AML.T0040",
      principal: [who.scientist, who.stranger, tenant, who.anonymous],
      action: "lambda:InvokeFunction",
      resource: proxyFunctionArn,
      expected: "denied",
    },

    // From the proxy to the models.
    {
      name: "the proxy invokes a model through the endpoint of the runtime",
      controls: ["INF-26"],
      principal: proxy,
      action: "sagemaker:InvokeEndpoint",
      resource: model,
      context: viaRuntime,
      through: "sagemaker.runtime",
      expected: "allowed",
    },
    {
      name: "the proxy's credentials invoke a model from outside the VPC, or through a foreign endpoint",
      controls: ["INF-26"],
      atlas: "AML.T0040",
      principal: proxy,
      action: "sagemaker:InvokeEndpoint",
      resource: model,
      context: { ...ours, ...tagged },
      expected: "denied",
    },
    {
      name: "the proxy's credentials invoke a model through a foreign endpoint",
      controls: ["INF-26"],
      atlas: "AML.T0040",
      principal: proxy,
      action: "sagemaker:InvokeEndpoint",
      resource: model,
      context: { ...viaRuntime, "aws:SourceVpce": "vpce-0fffffffffffffff0" },
      expected: "denied",
    },
    {
      name: "the proxy invokes what is no model of the environment, or streams past its own checks",
      controls: ["INF-26"],
      principal: proxy,
      action: [
        "sagemaker:InvokeEndpointAsync",
        "sagemaker:InvokeEndpointWithResponseStream",
        "sagemaker:UpdateEndpoint",
      ],
      resource: model,
      context: viaRuntime,
      expected: "denied",
    },
    {
      name: "the proxy invokes another environment's model",
      controls: ["INF-26"],
      principal: proxy,
      action: "sagemaker:InvokeEndpoint",
      resource: [endpoint(`acmeml-${other}-churn`), endpoint("any")],
      context: viaRuntime,
      through: "sagemaker.runtime",
      expected: "denied",
    },
    {
      name: "the proxy's role loses its tag",
      controls: ["INF-26", "GOV-40"],
      principal: proxy,
      action: "sagemaker:InvokeEndpoint",
      resource: model,
      context: { ...viaRuntime, "aws:PrincipalTag/endpoint-caller": null },
      through: "sagemaker.runtime",
      expected: "denied",
    },
    {
      name: "anybody but the proxy invokes a model through the endpoint of the runtime",
      controls: ["INF-26", "NET-08"],
      atlas: "AML.T0040",
      principal: [who.administrator, who.platformDeployer, who.workload, who.scientist, who.stranger, tenant],
      action: "sagemaker:InvokeEndpoint",
      resource: model,
      context: viaRuntime,
      through: "sagemaker.runtime",
      expected: "denied",
    },

    // The proxy itself.
    {
      name: "Lambda assumes the proxy's role",
      controls: ["INF-26", "GOV-40"],
      principal: who.service("lambda"),
      action: "sts:AssumeRole",
      resource: proxy.id,
      context: { "aws:SourceAccount": accountId, "aws:SourceArn": proxyFunctionArn },
      expected: "allowed",
    },
    {
      name: "Lambda assumes the proxy's role for a stranger, or another service does",
      controls: ["INF-26", "GOV-40"],
      principal: [who.service("lambda"), who.service("ec2"), who.service("apigateway")],
      action: "sts:AssumeRole",
      resource: proxy.id,
      context: { "aws:SourceAccount": strangerAccount },
      expected: "denied",
    },
    {
      name: "a person, a tenant or a deployer assumes the proxy's role",
      controls: ["INF-26", "GOV-40"],
      principal: [who.administrator, who.platformDeployer, who.scientist, who.workload, who.stranger, tenant],
      action: "sts:AssumeRole",
      resource: proxy.id,
      expected: "denied",
    },
    {
      name: "the proxy writes its own log",
      controls: ["INF-26"],
      principal: proxy,
      action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resource: estate.arn(
        "logs",
        `log-group:/acmeml/${environment}/inference/inference-proxy:log-stream:2026/01/31/a`,
      ),
      expected: "allowed",
    },
    {
      name: "the proxy writes another log, or makes a group",
      controls: ["INF-26"],
      principal: proxy,
      action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:CreateLogGroup"],
      resource: estate.arn("logs", `log-group:/acmeml/${environment}/network/training-flow-logs:log-stream:a`),
      expected: "denied",
    },
    {
      name: "Lambda keeps what the proxy failed on",
      controls: ["INF-26"],
      principal: proxy,
      action: "sqs:SendMessage",
      resource: proxyQueueArn,
      throughKey: {},
      expected: "allowed",
    },
    {
      name: "the proxy reads or removes what it failed on, or writes to another queue",
      controls: ["INF-26"],
      principal: proxy,
      action: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:PurgeQueue"],
      resource: proxyQueueArn,
      expected: "denied",
    },
    {
      name: "something is sent to the proxy's queue in plain text, or by a stranger",
      controls: ["INF-26", "DATA-06"],
      principal: [proxy, who.administrator],
      action: "sqs:SendMessage",
      resource: proxyQueueArn,
      context: { "aws:SecureTransport": "false" },
      expected: "denied",
    },
    {
      name: "the proxy opens its variables through Lambda",
      controls: ["INF-26", "DATA-02"],
      principal: proxy,
      action: "kms:Decrypt",
      resource: messaging,
      context: via("lambda"),
      expected: "allowed",
    },
    {
      name: "the proxy uses its key by hand, or for more",
      controls: ["INF-26", "DATA-02"],
      principal: proxy,
      action: ["kms:Decrypt", "kms:GenerateDataKey", "kms:Encrypt"],
      resource: messaging,
      expected: "denied",
    },
    {
      name: "another role opens the proxy's variables",
      controls: ["INF-26", "DATA-02"],
      principal: [who.workload, who.scientist, who.administrator],
      action: ["kms:Decrypt", "kms:GenerateDataKey"],
      resource: messaging,
      context: via("sqs"),
      expected: "denied",
    },
    {
      name: "Lambda makes and removes the proxy's network interfaces",
      controls: ["INF-26"],
      principal: proxy,
      action: interfaces,
      resource: anInterface,
      expected: "allowed",
    },
    {
      name: "Lambda looks for the proxy's network interfaces",
      controls: ["INF-26"],
      principal: proxy,
      action: ["ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"],
      resource: "*",
      expected: "allowed",
    },
    {
      name: "the proxy's code makes or looks for network interfaces",
      controls: ["INF-26"],
      principal: proxy,
      action: [...interfaces, "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"],
      resource: anInterface,
      context: { "lambda:SourceFunctionArn": proxyFunctionArn },
      expected: "denied",
    },
    {
      name: "the proxy starts machines or opens the network",
      controls: ["INF-26"],
      principal: proxy,
      action: ["ec2:RunInstances", "ec2:AuthorizeSecurityGroupEgress", "ec2:AttachNetworkInterface"],
      resource: "*",
      expected: "denied",
    },
    {
      name: "the proxy sends its traces",
      controls: ["INF-26"],
      principal: proxy,
      action: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
      resource: "*",
      expected: "allowed",
    },
    {
      name: "the proxy reads or writes data",
      controls: ["INF-26", "DATA-10"],
      atlas: "AML.T0035",
      principal: proxy,
      action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
      resource: Object.values(estate.dataBuckets).map((bucket) => `${bucket}/folder/object`),
      expected: "denied",
    },
    {
      name: "the proxy passes or takes another role",
      controls: ["INF-26", "GOV-40"],
      principal: proxy,
      action: ["iam:PassRole", "iam:CreateRole", "sts:AssumeRole"],
      resource: [estate.platformRole("flow-logs"), estate.accountRole("deployer")],
      expected: "denied",
    },
  ];
}
