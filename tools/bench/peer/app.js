// The peer's program: the kinds of resources that the two stacks of this repository make, in about the same
// proportions, as a CDK user would write them (the library's ordinary constructs), judged by AwsSolutionsChecks.
// BENCH_RESOURCES is the number of CloudFormation resources, spread evenly over BENCH_STACKS stacks.
import { writeFileSync } from "node:fs";
import {
  App,
  CfnResource,
  Duration,
  RemovalPolicy,
  Stack,
  Validations,
  aws_cloudtrail as cloudtrail,
  aws_ec2 as ec2,
  aws_events as events,
  aws_events_targets as targets,
  aws_iam as iam,
  aws_kms as kms,
  aws_lambda as lambda,
  aws_logs as logs,
  aws_s3 as s3,
  aws_sqs as sqs,
} from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";

const account = "222222222222";
const region = "eu-central-1";
const zones = ["a", "b", "c"].map((letter) => `${region}${letter}`);

/** What one environment has: counts of the preview of prod, and the CloudFormation resources that one of each makes. */
const environment = {
  keys: { count: 13, resources: 2 },
  buckets: { count: 13, resources: 2 },
  subnets: { count: 21, resources: 3 },
  queues: { count: 2, resources: 2 },
  roles: { count: 3, resources: 2 },
  logGroups: { count: 3, resources: 1 },
};
/** Made once in each stack: VPC, two flow logs with a role and its policy, trail, function with role and permission, event rule. */
const singles = 14;
const environmentResources =
  singles + Object.values(environment).reduce((sum, { count, resources }) => sum + count * resources, 0);

/** A stack that has exactly as many resources as asked for. */
class EnvironmentStack extends Stack {
  constructor(scope, id, resources) {
    super(scope, id, { env: { account, region }, description: "A secured machine learning platform" });
    if (resources === 0) {
      Validations.of(this).acknowledge({ id: "CloudFormation-Validate::F0001", reason: "Empty on purpose." });
      return;
    }
    const scale = resources / environmentResources;
    const count = (kind) => Math.max(1, Math.floor(environment[kind].count * scale));

    const keys = Array.from({ length: count("keys") }, (_, index) => this.key(`key-${index}`));
    const accessLogs = this.bucket("access-logs", keys[0]);
    const buckets = Array.from({ length: Math.max(1, count("buckets") - 1) }, (_, index) =>
      this.bucket(`bucket-${index}`, keys[index % keys.length], accessLogs),
    );
    for (let index = 0; index < count("logGroups"); index++) {
      this.logGroup(`log-group-${index}`, keys[0]);
    }
    this.network(Math.max(1, Math.floor(count("subnets") / zones.length)), accessLogs, keys[0]);
    this.roles(count("roles"), buckets);
    const deadLetterQueue = this.queue("dead-letters", keys[0]);
    for (let index = 1; index < count("queues"); index++) {
      this.queue(`queue-${index}`, keys[0], deadLetterQueue);
    }
    this.trail(buckets[0], keys[0]);
    this.schedule(deadLetterQueue, buckets[0], keys[0]);

    const made = this.node.findAll().filter((node) => CfnResource.isCfnResource(node)).length;
    if (made > resources) throw new Error(`${id} has ${made} resources, more than ${resources}.`);
    for (let index = made; index < resources; index++) {
      this.logGroup(`further-log-group-${index}`, keys[0]);
    }
  }

  /** Given, because the zones of an account would otherwise be looked up in AWS. */
  get availabilityZones() {
    return zones;
  }

  key(name) {
    const key = new kms.Key(this, name, {
      alias: `alias/acmeml-${this.node.id}-${name}`,
      description: `Encrypts ${name}`,
      enableKeyRotation: true,
      pendingWindow: Duration.days(30),
      removalPolicy: RemovalPolicy.RETAIN,
    });
    key.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: "LogGroupsOfThisAccount",
        principals: [new iam.ServicePrincipal(`logs.${region}.amazonaws.com`)],
        actions: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
        resources: ["*"],
        conditions: {
          ArnLike: { "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:${region}:${account}:log-group:*` },
        },
      }),
    );
    return key;
  }

  bucket(name, encryptionKey, accessLogs) {
    const bucket = new s3.Bucket(this, name, {
      bucketName: `acmeml-${this.node.id}-${name}-${account}`,
      encryption: s3.BucketEncryption.KMS,
      encryptionKey,
      bucketKeyEnabled: true,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      eventBridgeEnabled: false,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [
        { id: "superseded", noncurrentVersionExpiration: Duration.days(90) },
        { id: "incomplete", abortIncompleteMultipartUploadAfter: Duration.days(7) },
      ],
      ...(accessLogs === undefined ? {} : { serverAccessLogsBucket: accessLogs, serverAccessLogsPrefix: `${name}/` }),
    });
    for (const [sid, header, value] of [
      ["DenyOtherEncryption", "s3:x-amz-server-side-encryption", "aws:kms"],
      ["DenyOtherKey", "s3:x-amz-server-side-encryption-aws-kms-key-id", encryptionKey.keyArn],
    ]) {
      bucket.addToResourcePolicy(
        new iam.PolicyStatement({
          sid,
          effect: iam.Effect.DENY,
          principals: [new iam.AnyPrincipal()],
          actions: ["s3:PutObject"],
          resources: [bucket.arnForObjects("*")],
          conditions: { StringNotEqualsIfExists: { [header]: value } },
        }),
      );
    }
    if (accessLogs === undefined) {
      Validations.of(bucket).acknowledge({ id: "AwsSolutions-S1", reason: "Takes the access logs of the others." });
    }
    return bucket;
  }

  logGroup(name, encryptionKey) {
    return new logs.LogGroup(this, name, {
      encryptionKey,
      retention: logs.RetentionDays.ONE_YEAR,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  network(tiers, accessLogs, key) {
    const vpc = new ec2.Vpc(this, "network", {
      ipAddresses: ec2.IpAddresses.cidr("10.64.0.0/16"),
      availabilityZones: zones,
      natGateways: 0,
      createInternetGateway: false,
      // Would be a custom resource with a function of its own.
      restrictDefaultSecurityGroup: false,
      subnetConfiguration: Array.from({ length: tiers }, (_, index) => ({
        name: `tier-${index}`,
        cidrMask: 24,
        subnetType: ec2.SubnetType.PRIVATE_ISOLATED,
      })),
    });
    vpc.addFlowLog("archive", { destination: ec2.FlowLogDestination.toS3(accessLogs, "flow-logs") });
    vpc.addFlowLog("search", {
      destination: ec2.FlowLogDestination.toCloudWatchLogs(this.logGroup("flow-logs", key)),
      trafficType: ec2.FlowLogTrafficType.REJECT,
    });
  }

  roles(count, buckets) {
    for (let index = 0; index < count; index++) {
      const role = new iam.Role(this, `role-${index}`, {
        assumedBy: new iam.ServicePrincipal("sagemaker.amazonaws.com", {
          conditions: { StringEquals: { "aws:SourceAccount": account } },
        }),
      });
      role.addToPolicy(
        new iam.PolicyStatement({
          actions: ["s3:ListBucket"],
          resources: [buckets[index % buckets.length].bucketArn],
        }),
      );
    }
  }

  queue(name, encryptionMasterKey, deadLetterQueue) {
    return new sqs.Queue(this, name, {
      encryption: sqs.QueueEncryption.KMS,
      encryptionMasterKey,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      ...(deadLetterQueue === undefined ? {} : { deadLetterQueue: { queue: deadLetterQueue, maxReceiveCount: 5 } }),
    });
  }

  trail(bucket, encryptionKey) {
    new cloudtrail.Trail(this, "trail", {
      bucket,
      encryptionKey,
      enableFileValidation: true,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
    });
  }

  schedule(deadLetterQueue, bucket, key) {
    const role = new iam.Role(this, "verify-role", { assumedBy: new iam.ServicePrincipal("lambda.amazonaws.com") });
    const verify = new lambda.Function(this, "verify", {
      runtime: lambda.Runtime.NODEJS_24_X,
      handler: "index.handler",
      // Ours is an archive; text costs the peer less.
      code: lambda.Code.fromInline("exports.handler = async () => {};"),
      role,
      environmentEncryption: key,
      deadLetterQueue,
      timeout: Duration.minutes(5),
      logGroup: this.logGroup("verify-log", key),
    });
    new events.Rule(this, "schedule", {
      schedule: events.Schedule.rate(Duration.days(1)),
      targets: [new targets.LambdaFunction(verify, { deadLetterQueue, retryAttempts: 2 })],
    });
    verify.addToRolePolicy(new iam.PolicyStatement({ actions: ["s3:ListBucket"], resources: [bucket.bucketArn] }));
  }
}

/** The pack, which also counts what it does: a report without findings does not even name the pack. */
class CountedChecks extends AwsSolutionsChecks {
  #resources = 0;
  #rules = new Set();

  checkResource(node) {
    this.#resources++;
    super.checkResource(node);
  }

  applyRule(params) {
    this.#rules.add(params.ruleSuffixOverride ?? params.rule.name);
    super.applyRule(params);
  }

  validate(context) {
    const report = super.validate(context);
    const counts = { resources: this.#resources, rules: this.#rules.size, findings: report.violations.length };
    writeFileSync(process.env["BENCH_COUNTS"], JSON.stringify(counts));
    return report;
  }
}

const stacks = Number(process.env["BENCH_STACKS"] ?? "1");
const resources = Number(process.env["BENCH_RESOURCES"] ?? "0");
const app = new App();
for (let index = 0; index < stacks; index++) {
  const share = Math.floor(resources / stacks) + (index < resources % stacks ? 1 : 0);
  new EnvironmentStack(app, `environment-${index}`, share);
}
Validations.of(app).addPlugins(new CountedChecks(app));
