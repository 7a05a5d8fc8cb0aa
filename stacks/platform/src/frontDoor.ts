import type { Environment, PlatformConfig } from "@secure-ml/core";
import { inferenceProxy } from "@secure-ml/functions";
import {
  InferenceApi,
  InferenceProxy,
  invokeStatements,
  modelEndpointName,
  type InferenceTenant,
} from "@secure-ml/inference";
import type { PrivateNetwork } from "@secure-ml/network";
import * as pulumi from "@pulumi/pulumi";

/** What the way to the models needs of the rest of the stack. */
interface FrontDoorArgs {
  readonly environment: Environment;
  readonly config: PlatformConfig;
  readonly network: PrivateNetwork;
  readonly keyArns: Readonly<Record<"logs" | "messaging", pulumi.Output<string>>>;
}

/** Tenants that have something to call: without models there is no API, and so nobody who may call it. */
export function callingTenants({ models, tenants }: PlatformConfig): readonly InferenceTenant[] {
  return models.length === 0 ? [] : tenants;
}

/** The private API and the proxy behind it; nothing while config lists no model or no tenant. */
export function makeFrontDoor(
  { environment, config, network, keyArns }: FrontDoorArgs,
  options: pulumi.ComponentResourceOptions,
): InferenceApi | undefined {
  const tenants = callingTenants(config);
  if (tenants.length === 0) return undefined;
  const { models, inferenceApi, logRetention } = config;
  const endpointId = network.endpointIds["execute-api"];
  if (endpointId === undefined) {
    throw new pulumi.RunError(
      'The network has no endpoint for the API: add "private-api" to network.endpoints.features.',
    );
  }
  const proxy = new InferenceProxy(
    "inference-proxy",
    {
      environment,
      bundle: inferenceProxy,
      models: models.map(({ name, requestSchema, answer }) => ({
        name,
        endpointName: modelEndpointName(environment, name),
        requestSchema,
        answer,
      })),
      tenants,
      invokeStatements: invokeStatements(
        environment,
        models.map(({ name }) => name),
        network.endpointIds["sagemaker.runtime"],
      ),
      network: {
        subnetIds: network.subnetIds.functions,
        securityGroupIds: [network.securityGroupIds.functions],
      },
      kmsKeyArn: keyArns.messaging,
      logKmsKeyArn: keyArns.logs,
      logRetention: { days: logRetention.standardDays, deletionProtection: logRetention.deletionProtection },
      ...(inferenceApi.reservedConcurrency === undefined
        ? {}
        : { reservedConcurrency: inferenceApi.reservedConcurrency }),
    },
    options,
  );
  return new InferenceApi(
    "inference-api",
    {
      environment,
      models,
      tenants,
      vpcEndpointIds: {
        own: endpointId,
        ...Object.fromEntries(inferenceApi.callerVpcEndpointIds.map((id) => [id, id])),
      },
      proxy,
      dataProtection: config.dataProtection,
    },
    options,
  );
}
