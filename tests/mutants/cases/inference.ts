import { made, type Mutant } from "../mutant.js";
import { withInputs, withNew } from "../mutate.js";

const model = { type: "aws:sagemaker/model:Model", name: "models-churn-model" };
const config = { type: "aws:sagemaker/endpointConfiguration:EndpointConfiguration", name: "models-churn-config" };
const image = "222222222222.dkr.ecr.eu-central-1.amazonaws.com/acmeml-prod-churn";

/** Changes the one variant of the endpoint. */
const withVariant = (change: object) =>
  withInputs(config, (inputs) => ({
    productionVariants: (inputs["productionVariants"] as object[]).map((variant) => ({ ...variant, ...change })),
  }));

export const inferenceMutants: readonly Mutant[] = [
  {
    control: "INF-01",
    change: "a model's container may open connections",
    stack: "platform",
    mutation: withInputs(model, () => ({ enableNetworkIsolation: false })),
    rules: ["inf-model-isolated"],
  },
  {
    control: "INF-01",
    change: "a model's container lies in SageMaker's own VPC",
    stack: "platform",
    mutation: withInputs(model, () => ({ vpcConfig: undefined })),
    rules: ["inf-model-isolated"],
  },
  {
    control: "INF-01",
    change: "a model's containers all lie in one zone",
    stack: "platform",
    mutation: withInputs(model, ({ vpcConfig }) => {
      const { subnets, ...rest } = vpcConfig as { readonly subnets: readonly string[] };
      return { vpcConfig: { ...rest, subnets: subnets.slice(0, 1) } };
    }),
    rules: ["inf-model-isolated"],
  },
  {
    control: "INF-01",
    change: "a model runs whatever image has a tag today",
    stack: "platform",
    mutation: withInputs(model, () => ({ primaryContainer: { image: `${image}:latest` } })),
    rules: ["inf-model-pinned"],
  },
  {
    control: "INF-01",
    change: "a model made through Cloud Control is neither isolated nor pinned",
    stack: "platform",
    mutation: withNew(() =>
      made("platform", "aws:cloudcontrol/resource:Resource", "model", {
        typeName: "AWS::SageMaker::Model",
        desiredState: JSON.stringify({ PrimaryContainer: { Image: image } }),
      }),
    ),
    rules: ["inf-model-isolated", "inf-model-pinned"],
  },
  {
    control: "INF-02",
    change: "the volumes of an endpoint are under AWS's own key",
    stack: "platform",
    mutation: withInputs(config, () => ({ kmsKeyArn: undefined })),
    rules: ["inf-endpointconfig-cmk"],
  },
  {
    control: "INF-02",
    change: "an endpoint moves to instances with local disks and keeps the key, which SageMaker refuses",
    stack: "platform",
    mutation: withVariant({ instanceType: "ml.g5.xlarge" }),
    rules: ["inf-endpointconfig-cmk"],
  },
  {
    control: "INF-02",
    change: "requests and answers are kept without a key",
    stack: "platform",
    mutation: withInputs(config, ({ dataCaptureConfig }) => ({
      dataCaptureConfig: Object.fromEntries(
        Object.entries(dataCaptureConfig as object).filter(([name]) => name !== "kmsKeyId"),
      ),
    })),
    rules: ["inf-endpointconfig-cmk"],
  },
  {
    control: "INF-02",
    change: "a model host takes sessions",
    stack: "platform",
    mutation: withVariant({ enableSsmAccess: true }),
    rules: ["inf-endpointconfig-no-ssm"],
  },
  {
    control: "INF-02",
    change: "an endpoint configuration made through Cloud Control takes sessions, without a key",
    stack: "platform",
    mutation: withNew(() =>
      made("platform", "aws:cloudcontrol/resource:Resource", "config", {
        typeName: "AWS::SageMaker::EndpointConfig",
        desiredState: JSON.stringify({ ProductionVariants: [{ InstanceType: "ml.m5.large", EnableSSMAccess: true }] }),
      }),
    ),
    rules: ["inf-endpointconfig-cmk", "inf-endpointconfig-no-ssm"],
  },
  {
    control: "INF-06",
    change: "a role may invoke whatever endpoint there is",
    stack: "platform",
    mutation: withNew(() =>
      made("platform", "aws:iam/rolePolicy:RolePolicy", "caller", {
        role: "caller",
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Sid: "Invoke", Effect: "Allow", Action: "sagemaker:InvokeEndpoint", Resource: "*" }],
        }),
      }),
    ),
    rules: ["inf-no-wildcard-invoke"],
  },
  {
    control: "INF-42",
    change: "a load balancer faces the internet",
    stack: "platform",
    mutation: withNew(() => made("platform", "aws:lb/loadBalancer:LoadBalancer", "front", { subnets: ["a", "b"] })),
    rules: ["inf-no-public-serving"],
  },
  {
    control: "INF-42",
    change: "a second API stands beside the private one",
    stack: "platform",
    mutation: withNew(() => made("platform", "aws:apigatewayv2/api:Api", "second", { protocolType: "HTTP" })),
    rules: ["inf-no-public-serving"],
  },
  {
    control: "INF-42",
    change: "a public container service is made through Cloud Control",
    stack: "platform",
    mutation: withNew(() =>
      made("platform", "aws:cloudcontrol/resource:Resource", "service", {
        typeName: "AWS::AppRunner::Service",
        desiredState: JSON.stringify({ ServiceName: "models" }),
      }),
    ),
    rules: ["inf-no-public-serving"],
  },
];
