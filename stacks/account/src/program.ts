import {
  accountEnvironmentName,
  dataJobRoles,
  physicalName,
  roleArn,
  sageMakerLogGroups,
  startStack,
  type AccountConfig,
  type LogRetention,
  type StackStart,
} from "@secure-ml/core";
import {
  accessLogBucket,
  AccountBuckets,
  accountZones,
  DataJobProgram,
  platformZones,
  type ProcessingRecord,
} from "@secure-ml/data";
import { evidenceExport } from "@secure-ml/functions";
import {
  accountBucketAccess,
  AccountGuardrails,
  AccountKeys,
  AlertTopic,
  AuditorRole,
  AuditTrail,
  dataEventSelectors,
  DeploymentPath,
  FindingAlerts,
  MacieSession,
  PermissionsBoundary,
  recordReaders,
  RegionGuardrails,
  TrailIntegrity,
  trailArn,
} from "@secure-ml/governance";
import { ImageRegistry, JobLogs } from "@secure-ml/training";
import * as pulumi from "@pulumi/pulumi";
import { blueprintVersion } from "./blueprintVersion.js";

/** Name of the Pulumi project of the platform stacks. */
const platformProject = "secure-ml-platform";

/** What the account stack hands to the platform stacks and to people. */
export interface AccountOutputs {
  /** Environments that the account carries. */
  readonly environments: readonly string[];
  /** Regions of the account; the first is home, where archive, evidence and trail are. */
  readonly regions: readonly string[];
  /** ARNs of the account's keys by Region and domain: the one thing that no name gives. */
  readonly keyArns: Readonly<Record<string, Readonly<Record<string, pulumi.Output<string>>>>>;
  /** Names of the account's buckets in the home Region, by zone. */
  readonly bucketNames: Readonly<Record<string, pulumi.Output<string>>>;
  /** What each store holds, why, for how long and where: entries of the register of processing. */
  readonly processingRecords: readonly ProcessingRecord[];
  /** ARN of the permissions boundary of every role. */
  readonly boundaryArn: pulumi.Output<string>;
  /** ARN of the trail; absent when it is external. */
  readonly trailArn?: pulumi.Output<string>;
}

/**
 * The account stack: boundary → deployers → keys → alerts → guardrails → buckets → trail, in the order in which AWS needs
 * them.
 *
 * @param config the account's settings
 * @throws pulumi.RunError when the caller is not a deployer
 */
export async function accountProgram(config: AccountConfig): Promise<AccountOutputs> {
  const [home, ...others] = await startRegions(config);
  const { environment } = home;
  const options = { provider: home.provider };

  const boundary = new PermissionsBoundary("boundary", { environment, allowedRegions: config.regions }, options);
  makeDeploymentPath(config, home);
  const keys = makeKeys(config, home, true);
  const alertTopic = makeAlerts(config, home, true, keys, boundary);
  const guardrails = new AccountGuardrails(
    "guardrails",
    { accountPab: config.adopt.accountPab, dataProtection: config.dataProtection },
    options,
  );
  makeRegionGuardrails(config, home, true, keys);
  makeRegistry(config, home, true);
  makeJobLogs(config, home, true, keys);
  const buckets = new AccountBuckets(
    "buckets",
    {
      environment,
      keyArns: { ...keys.keyArns, supplyChain: keys.keyArns["supply-chain"] },
      lock: { mode: config.archive.lockMode, days: config.archive.lockDays },
      trailArn: trailArn(environment),
      readerRoleArns: recordReaders(environment),
      environmentNames: config.environments,
      access: {
        ...accountBucketAccess(environment),
        // Bundles and trust stores are there before the platform stacks that need them.
        code: {
          roleArns: config.environments.flatMap((name) =>
            ["deployer", ...dataJobRoles].map((purpose) => roleArn({ ...environment, name }, purpose)),
          ),
        },
      },
      accessLogging: config.controls["DATA-14"] === undefined ? "on" : "off",
      dataProtection: config.dataProtection,
    },
    // No bucket before the account's block: nothing in it is public for a moment.
    { ...options, dependsOn: guardrails },
  );
  new DataJobProgram(
    "data-job-program",
    { codeBucketName: buckets.buckets.code.bucketName },
    { ...options, dependsOn: buckets },
  );
  new AuditorRole(
    "auditor",
    {
      environment,
      permissionSets: config.auditors.permissionSets,
      bucketNames: {
        "audit-logs": buckets.buckets["audit-logs"].bucketName,
        evidence: buckets.buckets.evidence.bucketName,
      },
      keyArns: keys.keyArns,
    },
    { ...options, dependsOn: boundary },
  );
  makeMacie(config, home, true, buckets, keys);
  const auditRetention = auditLogRetention(config);
  const trail = new AuditTrail(
    "trail",
    {
      environment,
      adopt: config.adopt.trail,
      archive: buckets.buckets["audit-logs"],
      kmsKeyArn: keys.keyArns.audit,
      logRetention: auditRetention,
      insights: config.trail.insights,
      dataEventSelectors: dataEventSelectors(environment, config.trail.objectEvents),
      dataProtection: config.dataProtection,
    },
    { ...options, dependsOn: boundary },
  );
  if (trail.trailArn !== undefined) {
    new TrailIntegrity(
      "trail-integrity",
      {
        environment,
        bundle: evidenceExport,
        sourceVersion: blueprintVersion(),
        archiveBucketName: buckets.buckets["audit-logs"].bucketName,
        evidenceBucketName: buckets.buckets.evidence.bucketName,
        keyArns: keys.keyArns,
        trailRegions: config.regions,
        schedule: config.trailIntegrity.schedule,
        lookBackHours: config.trailIntegrity.lookBackHours,
        alertTopicArn: alertTopic.topicArn,
        logRetention: auditRetention,
      },
      { ...options, dependsOn: boundary },
    );
  }

  const processingRecords = [...buckets.records];
  const keysByRegion = new Map([[environment.region, keys.keyArns]]);
  for (const other of others) {
    const otherKeys = makeKeys(config, other, false);
    keysByRegion.set(other.environment.region, otherKeys.keyArns);
    makeAlerts(config, other, false, otherKeys, boundary);
    makeRegionGuardrails(config, other, false, otherKeys);
    makeRegistry(config, other, false);
    makeMacie(config, other, false, buckets, keys);
    makeJobLogs(config, other, false, otherKeys);
    const accessLogs = accessLogBucket(
      `access-logs-${other.environment.region}`,
      {
        environment: other.environment,
        environmentNames: config.environments,
        dataProtection: config.dataProtection,
      },
      { provider: other.provider },
    );
    processingRecords.push(accessLogs.record);
  }

  return {
    environments: config.environments,
    regions: config.regions,
    keyArns: Object.fromEntries(keysByRegion),
    bucketNames: Object.fromEntries(Object.entries(buckets.buckets).map(([zone, bucket]) => [zone, bucket.bucketName])),
    processingRecords,
    boundaryArn: boundary.boundaryArn,
    ...(trail.trailArn === undefined ? {} : { trailArn: trail.trailArn }),
  };
}

/** The way in for pipelines, to this stack and to the platform stack of each environment. */
function makeDeploymentPath(config: AccountConfig, { environment, provider }: StackStart): void {
  const { issuer, audience, accountSubjects, environmentSubjects, state } = config.deployment;
  const inEachRegion = (name: string, zones: readonly string[]): readonly string[] =>
    config.regions.flatMap((region) =>
      zones.map((zone) => physicalName({ ...environment, name, region }, "bucket", zone)),
    );
  new DeploymentPath(
    "deployment",
    {
      environment,
      issuer,
      audience,
      stacks: {
        [accountEnvironmentName]: {
          project: pulumi.getProject(),
          stack: pulumi.getStack(),
          subjects: accountSubjects,
          bucketNames: inEachRegion(accountEnvironmentName, accountZones),
        },
        ...Object.fromEntries(
          Object.entries(environmentSubjects).map(([name, subjects]) => [
            name,
            { project: platformProject, stack: name, subjects, bucketNames: inEachRegion(name, platformZones) },
          ]),
        ),
      },
      regions: config.regions,
      ...(state === undefined ? {} : { state }),
      adopt: config.adopt.oidc,
      dataProtection: config.dataProtection,
    },
    { provider },
  );
}

async function startRegions(config: AccountConfig): Promise<[StackStart, ...StackStart[]]> {
  const [home, ...others] = await Promise.all(
    config.regions.map((region) => startStack({ ...config, environmentName: accountEnvironmentName, region })),
  );
  if (home === undefined) {
    throw new pulumi.RunError("The account stack needs at least one Region.");
  }
  return [home, ...others];
}

/** Keys of one Region: a key encrypts in its own Region only. */
function makeKeys(config: AccountConfig, { environment, provider }: StackStart, isHomeRegion: boolean): AccountKeys {
  return new AccountKeys(
    isHomeRegion ? "keys" : `keys-${environment.region}`,
    {
      environment,
      isHomeRegion,
      environmentNames: config.environments,
      deletionWindowDays: config.keyDeletionWindowDays,
      dataProtection: config.dataProtection,
    },
    { provider },
  );
}

/** Topic and findings of one Region: alarms publish in their own Region only, and so does what is found there. */
function makeAlerts(
  config: AccountConfig,
  { environment, provider }: StackStart,
  isHomeRegion: boolean,
  { keyArns }: AccountKeys,
  boundary: PermissionsBoundary,
): AlertTopic {
  const suffix = isHomeRegion ? "" : `-${environment.region}`;
  const { emails, pagerUrls, minimumSeverity } = config.alerts;
  const topic = new AlertTopic(
    `alerts${suffix}`,
    { environment, kmsKeyArn: keyArns.operations, emails, pagerUrls },
    { provider },
  );
  new FindingAlerts(
    `finding-alerts${suffix}`,
    { environment, isHomeRegion, alertTopicArn: topic.topicArn, kmsKeyArn: keyArns.operations, minimumSeverity },
    { provider, dependsOn: boundary },
  );
  return topic;
}

/** Guardrails of one Region; a Region that the account uses has all of them. */
function makeRegionGuardrails(
  config: AccountConfig,
  { environment, provider }: StackStart,
  isHomeRegion: boolean,
  { keyArns }: AccountKeys,
): RegionGuardrails {
  return new RegionGuardrails(
    isHomeRegion ? "region-guardrails" : `region-guardrails-${environment.region}`,
    {
      environment,
      volumesKeyArn: keyArns.volumes,
      logKmsKeyArn: keyArns.audit,
      logRetention: auditLogRetention(config),
      adopt: config.adopt,
      internetGatewayBlock: config.guardrails.internetGatewayBlock,
      removeDefaultVpc: config.guardrails.removeDefaultVpc,
      dataProtection: config.dataProtection,
    },
    { provider },
  );
}

/** Macie in one Region; the results of all Regions go to the findings in the home Region. */
function makeMacie(
  config: AccountConfig,
  { environment, provider }: StackStart,
  isHomeRegion: boolean,
  { buckets }: AccountBuckets,
  homeKeys: AccountKeys,
): void {
  new MacieSession(
    isHomeRegion ? "macie" : `macie-${environment.region}`,
    {
      environment,
      findings: buckets.findings,
      kmsKeyArn: homeKeys.keyArns.evidence,
      adopt: config.adopt.macie,
      adoptExport: config.adopt.macieExport,
      dataProtection: config.dataProtection,
    },
    { provider },
  );
}

/** What holds for every image repository of one Region. */
function makeRegistry(config: AccountConfig, { environment, provider }: StackStart, isHomeRegion: boolean): void {
  if (config.adopt.registry === "external") return;
  new ImageRegistry(
    isHomeRegion ? "registry" : `registry-${environment.region}`,
    { environment, environmentNames: config.environments, dataProtection: config.dataProtection },
    { provider },
  );
}

/** Log groups that SageMaker's jobs, notebooks and Studio of all environments share in one Region. */
function makeJobLogs(
  config: AccountConfig,
  { environment, provider }: StackStart,
  isHomeRegion: boolean,
  { keyArns }: AccountKeys,
): void {
  if (config.adopt.jobLogs === "external") return;
  const { region } = environment;
  new JobLogs(
    isHomeRegion ? "job-logs" : `job-logs-${region}`,
    {
      environment,
      kmsKeyArn: keyArns.audit,
      retention: auditLogRetention(config),
      existing: sageMakerLogGroups.filter((name) => config.adopt.existingJobLogs.includes(`${region}:${name}`)),
    },
    { provider },
  );
}

function auditLogRetention(config: AccountConfig): LogRetention {
  return { days: config.logRetention.auditDays, deletionProtection: config.logRetention.deletionProtection };
}
