import { arn, bucketArn, startStack, type PlatformConfig } from "@secure-ml/core";
import {
  accountBucketName,
  DataBuckets,
  dataEngineerAccess,
  dataEngineerKeyUses,
  DataKeys,
  dataRoleAccess,
  dataRoleKeyUses,
  DataRoles,
  macieKeyUses,
  MacieJobs,
  MalwareScan,
  scannerAccess,
  scannerKeyUses,
  secretKeyUses,
  type ProcessingRecord,
} from "@secure-ml/data";
import { AlertTopic } from "@secure-ml/governance";
import {
  apiEndpointStatements,
  modelKeyUses,
  proxyKeyUses,
  requireApprovedPackages,
  runtimeEndpointStatements,
} from "@secure-ml/inference";
import { PrivateNetwork, type EgressSettings, type SubnetTier } from "@secure-ml/network";
import {
  ImageRepositories,
  JobGuardrail,
  JobRoles,
  PersonaRoles,
  pipelineKeyUses,
  trainingKeyUses,
} from "@secure-ml/training";
import * as pulumi from "@pulumi/pulumi";
import { accountReference } from "./accountReference.js";
import { databaseRoles, databases } from "./databases.js";
import { bucketAccess } from "./bucketAccess.js";
import { intake } from "./intake.js";
import { interactiveWork } from "./interactiveWork.js";
import { listedSecrets, secretAccess, secrets } from "./secrets.js";
import { servedModels } from "./servedModels.js";
import { callingTenants, makeFrontDoor } from "./frontDoor.js";
import { tableAccess, tables } from "./tables.js";
import { trainingPipelines } from "./trainingPipelines.js";

type Network = PlatformConfig["network"];

/** The mode `none` makes nothing, whatever else is set. */
function egressSettings({ mode, ...settings }: Network["egress"]): EgressSettings | "none" {
  return mode === "none" ? "none" : { mode, ...settings };
}

/** What the platform stack hands to people and to whatever runs on it. */
export interface PlatformOutputs {
  readonly vpcId: pulumi.Output<string>;
  /** Ids of the private subnets by tier, in the order of the zones. */
  readonly subnetIds: Readonly<Record<string, pulumi.Output<string[]>>>;
  /** Ids of the security groups by workload. */
  readonly securityGroupIds: Readonly<Record<string, pulumi.Output<string>>>;
  /** ARNs of the environment's keys by domain. */
  readonly keyArns: Readonly<Record<string, pulumi.Output<string>>>;
  /** Names of the environment's buckets by zone. */
  readonly bucketNames: Readonly<Record<string, pulumi.Output<string>>>;
  /** Host names of the environment's relational databases, by the name in config. */
  readonly databaseAddresses: Readonly<Record<string, pulumi.Output<string>>>;
  /** ARNs of the environment's secrets, by the name in config. */
  readonly secretArns: Readonly<Record<string, pulumi.Output<string>>>;
  /** Names of the environment's DynamoDB tables, by the name in config. */
  readonly tableNames: Readonly<Record<string, pulumi.Output<string>>>;
  /** What each store holds, why, under which law, for how long and where: entries of the register of processing. */
  readonly processingRecords: readonly ProcessingRecord[];
  /** ARN of the topic through which the environment tells people something. */
  readonly alertTopicArn: pulumi.Output<string>;
  /** Addresses of the environment's image repositories by name. */
  readonly repositoryUrls: Readonly<Record<string, pulumi.Output<string>>>;
  /** Address of SageMaker Studio; absent without one. */
  readonly studioUrl?: pulumi.Output<string>;
  /** Names of the endpoints by model. */
  readonly endpointNames: Readonly<Record<string, pulumi.Output<string>>>;
  /** Id of the API in front of the models, which is part of its address; absent while there is none. */
  readonly inferenceApiId?: pulumi.Output<string>;
  /** ARN under which the API's stage is called, with `/POST/<model>`. */
  readonly inferenceApiArn?: pulumi.Output<string>;
}

/**
 * The platform stack: keys → alerts → network → buckets → models → the way to them, in the order in which AWS needs them.
 *
 * @param config the environment's settings; the environment's name is the stack's
 * @throws pulumi.RunError when the caller is not a deployer, or when a model is to be served that nobody has approved,
 * or another than the config says
 */
export async function platformProgram(config: PlatformConfig): Promise<PlatformOutputs> {
  const environmentName = pulumi.getStack();
  const { environment, provider } = await startStack({ ...config, environmentName });
  const options = { provider };
  const account = accountReference(config.accountStack ?? environmentName, environmentName, environment.region);

  await requireApprovedPackages(config.models, options);

  const keys = new DataKeys(
    "keys",
    {
      environment,
      sharing: config.keys.sharing,
      deletionWindowDays: config.keyDeletionWindowDays,
      uses: [
        dataRoleKeyUses(environment, tableAccess(config)),
        scannerKeyUses(environment, config.malwareScan.prefixes),
        secretKeyUses(environment, listedSecrets(environment, config)),
        macieKeyUses(environment),
        ...(config.intake.length === 0 ? [] : [dataEngineerKeyUses(environment)]),
        modelKeyUses(environment),
        trainingKeyUses(environment, {
          directJobs: config.personas.directJobs,
          notebooks: config.notebooks.length > 0,
        }),
        ...(callingTenants(config).length === 0 ? [] : [proxyKeyUses(environment)]),
        ...(config.training.pipelines.length === 0 ? [] : [pipelineKeyUses(environment)]),
      ],
      dataProtection: config.dataProtection,
    },
    options,
  );
  const alerts = new AlertTopic(
    "alerts",
    {
      environment,
      kmsKeyArn: keys.keyArns.messaging,
      emails: config.alerts.emails,
      pagerUrls: config.alerts.pagerUrls,
    },
    options,
  );
  const network = new PrivateNetwork(
    "network",
    {
      environment,
      cidrBlock: config.network.cidrBlock,
      zoneIds: config.network.zoneIds,
      databasePort: config.network.databasePort,
      endpointFeatures: config.network.endpoints.features,
      endpointZones: config.network.endpoints.zones,
      endpointStatements: {
        "execute-api": apiEndpointStatements(environment, callingTenants(config)),
        "sagemaker.runtime": runtimeEndpointStatements(
          environment,
          config.models.map(({ name }) => name),
        ),
      },
      dnsFirewall: config.network.dnsFirewall,
      egress: egressSettings(config.network.egress),
      dataProtection: config.dataProtection,
      transitEncryption: config.controls["NET-15"] === undefined ? config.network.transitEncryption : "off",
      flowLogs: {
        archiveBucketArn: account.homeRegion.apply((region) =>
          bucketArn(environment, accountBucketName({ ...environment, region }, "audit-logs")),
        ),
        logKeyArn: keys.keyArns.logs,
        retention: { days: config.logRetention.auditDays, deletionProtection: config.logRetention.deletionProtection },
        aggregationSeconds: config.network.flowLogs.aggregationSeconds,
      },
    },
    options,
  );
  const dataRoles = new DataRoles(
    "data-roles",
    {
      environment,
      keyArns: keys.keyArns,
      programKeyArn: account.keyArn("supply-chain"),
      tables: tableAccess(config),
      databaseRoles: databaseRoles(config),
      secrets: secretAccess(config),
    },
    options,
  );
  const databaseAddresses = databases({ environment, config, network, keys }, options);
  const secretArns = secrets({ environment, config, network, keys, alertTopicArn: alerts.topicArn }, options);
  const storedTables = tables(
    { environment, config, keyArn: keys.keyArns.database, vpcEndpointId: network.endpointIds.dynamodb },
    options,
  );
  const buckets = new DataBuckets(
    "buckets",
    {
      environment,
      keyArns: keys.keyArns,
      s3EndpointId: network.endpointIds.s3,
      access: [
        dataRoleAccess(environment),
        ...(config.intake.length === 0 ? [] : [dataEngineerAccess(environment)]),
        bucketAccess(environment, config),
        scannerAccess(environment, config.malwareScan.prefixes),
      ],
      scannedPrefixes: config.malwareScan.prefixes,
      prefixAccess: config.prefixAccess,
      supersededVersionDays: config.supersededVersionDays,
      personalDataDays: config.personalDataDays,
      dataSets: config.dataSets,
      accessLogging: config.controls["DATA-14"] === undefined ? "on" : "off",
      deleteGuard: config.controls["DATA-12"] === undefined ? "multi-factor" : "off",
      dataProtection: config.dataProtection,
    },
    options,
  );
  new MalwareScan(
    "malware-scan",
    {
      environment,
      buckets: buckets.buckets,
      keyArns: keys.keyArns,
      alertTopicArn: alerts.topicArn,
      messagingKeyArn: keys.keyArns.messaging,
      scannedPrefixes: config.malwareScan.prefixes,
    },
    options,
  );
  new MacieJobs("macie", { environment, buckets: buckets.buckets, ...config.discovery }, options);
  intake(
    {
      environment,
      config,
      roles: dataRoles.roles,
      buckets,
      keys,
      network,
      alertTopicArn: alerts.topicArn,
      homeRegion: account.homeRegion,
    },
    options,
  );
  const images = new ImageRepositories(
    "images",
    {
      environment,
      repositories: config.training.repositories,
      kmsKeyArn: account.keyArn("supply-chain"),
      dataProtection: config.dataProtection,
    },
    options,
  );
  const models = servedModels({ environment, config, network, keys, buckets }, options);
  const api = makeFrontDoor({ environment, config, network, keyArns: keys.keyArns }, options);
  const placement = (tier: SubnetTier & keyof typeof network.securityGroupIds) => ({
    subnetIds: network.subnetIds[tier],
    securityGroupIds: [network.securityGroupIds[tier]],
  });
  const guardrail = new JobGuardrail(
    "guardrail",
    {
      environment,
      placements: { jobs: placement("training"), studio: placement("studio"), models: placement("inference") },
      volumeKeyArns: [keys.keyArns.compute, keys.keyArns.studio],
      // What jobs write: models and reports, treated data, features.
      outputKeyArns: [keys.keyArns.artifacts, keys.keyArns.lake, keys.keyArns.features],
      limits: {
        jobInstanceTypes: config.jobs.instanceTypes,
        studioInstanceTypes: config.personas.instanceTypes,
        maxRuntimeSeconds: config.jobs.maxRuntimeSeconds,
        warmPoolSeconds: config.jobs.warmPoolSeconds,
      },
    },
    options,
  );
  const zone = (name: "curated" | "artifacts" | "labels", key: "lake" | "artifacts" | "labels") => ({
    bucketName: buckets.buckets[name].bucketName,
    keyArn: keys.keyArns[key],
  });
  const zones = {
    curated: zone("curated", "lake"),
    artifacts: zone("artifacts", "artifacts"),
    labels: zone("labels", "labels"),
  };
  new JobRoles(
    "job-roles",
    {
      environment,
      ...placement("training"),
      zones,
      volumeKeyArn: keys.keyArns.compute,
      imageRepositoryArns: [
        arn(environment, {
          service: "ecr",
          resource: `repository/${environment.project}-${environment.name}-training`,
        }),
      ],
    },
    options,
  );
  const people = new PersonaRoles(
    "people",
    {
      environment,
      guardrailPolicyArns: guardrail.policyArns,
      zones,
      studioKeyArn: keys.keyArns.studio,
      jobKeyArn: keys.keyArns.compute,
      directJobs: config.personas.directJobs,
      approverPermissionSets: config.personas.approverPermissionSets,
      administratorPermissionSets: config.personas.administratorPermissionSets,
    },
    options,
  );

  const studioUrl = interactiveWork(
    {
      environment,
      config,
      vpcId: network.vpcId,
      subnetIds: network.subnetIds.studio,
      securityGroupId: network.securityGroupIds.studio,
      keyArn: keys.keyArns.studio,
      curated: zones.curated,
      guardrailPolicyArns: guardrail.policyArns,
      roles: people.roles,
    },
    options,
  );
  trainingPipelines(
    config,
    environment,
    { keys, network, buckets, alertTopicArn: alerts.topicArn, guardrailPolicyArns: guardrail.policyArns },
    options,
  );

  return {
    vpcId: network.vpcId,
    subnetIds: network.subnetIds,
    securityGroupIds: network.securityGroupIds,
    keyArns: keys.keyArns,
    bucketNames: Object.fromEntries(Object.entries(buckets.buckets).map(([zone, bucket]) => [zone, bucket.bucketName])),
    databaseAddresses,
    secretArns,
    tableNames: Object.fromEntries(Object.entries(storedTables).map(([name, table]) => [name, table.tableName])),
    processingRecords: [...buckets.records, ...Object.values(storedTables).map(({ record }) => record)],
    alertTopicArn: alerts.topicArn,
    repositoryUrls: images.repositoryUrls,
    ...(studioUrl === undefined ? {} : { studioUrl }),
    endpointNames: models.endpointNames,
    ...(api === undefined ? {} : { inferenceApiId: api.apiId, inferenceApiArn: api.executionArn }),
  };
}
