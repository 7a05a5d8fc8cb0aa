import { roleArn, type Environment, type PlatformConfig } from "@secure-ml/core";
import { RotatedSecrets, type DataKeys, type RotatedSecret, type SecretAccess } from "@secure-ml/data";
import { secretRotation } from "@secure-ml/functions";
import type { PrivateNetwork } from "@secure-ml/network";
import type * as pulumi from "@pulumi/pulumi";

/** What the secrets are made with. */
export interface SecretsArgs {
  readonly environment: Environment;
  readonly config: PlatformConfig;
  readonly network: PrivateNetwork;
  readonly keys: DataKeys;
  readonly alertTopicArn: pulumi.Input<string>;
}

/** Which data roles read which secrets, as the config says. */
export function secretAccess(config: Pick<PlatformConfig, "secrets">): readonly SecretAccess[] {
  return config.secrets.map(({ name, readers }) => ({ purpose: name, readers }));
}

/** The secrets that the config lists. */
export function listedSecrets(
  environment: Environment,
  config: Pick<PlatformConfig, "secrets">,
): readonly RotatedSecret[] {
  return config.secrets.map(({ name, readers, rotationDays }) => ({
    purpose: name,
    readerRoleArns: readers.map((reader) => roleArn(environment, reader)),
    rotationDays,
  }));
}

/** Makes the secrets that the config lists, and what rotates them; returns their ARNs by the name in config. */
export function secrets(
  { environment, config, network, keys, alertTopicArn }: SecretsArgs,
  options: pulumi.ComponentResourceOptions,
): Readonly<Record<string, pulumi.Output<string>>> {
  if (config.secrets.length === 0) return {};
  return new RotatedSecrets(
    "secrets",
    {
      environment,
      secrets: listedSecrets(environment, config),
      bundle: secretRotation,
      keyArns: keys.keyArns,
      network: { subnetIds: network.subnetIds.functions, securityGroupIds: [network.securityGroupIds["data-jobs"]] },
      vpcEndpointId: network.endpointIds.secretsmanager,
      alertTopicArn,
      logRetention: {
        days: config.logRetention.standardDays,
        deletionProtection: config.logRetention.deletionProtection,
      },
      recoveryDays: config.secretRecoveryDays,
      dataProtection: config.dataProtection,
    },
    options,
  ).secretArns;
}
