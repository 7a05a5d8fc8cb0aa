import { describe, expect, it } from "vitest";
import { problemsOf as problems, sound } from "./platformConfig.fixture.js";
import { platformConfigSchema } from "./platformConfig.js";

const domains = (name: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${name}${index}.example.com`);

const { network } = sound;

describe("platformConfigSchema", () => {
  it("defaults to what is safe for production", () => {
    expect(platformConfigSchema.parse(sound)).toEqual({
      ...sound,
      dataClassification: "restricted",
      dataProtection: "retain",
      keyDeletionWindowDays: 30,
      logRetention: { standardDays: 400, auditDays: 731, deletionProtection: true },
      controls: {},
      alerts: { emails: ["ml-platform@example.com"], pagerUrls: [] },
      network: {
        ...network,
        peerCidrBlocks: [],
        databasePort: 6432,
        endpoints: { features: ["management", "notebooks", "private-api"], zones: "every" },
        flowLogs: { aggregationSeconds: 60 },
        dnsFirewall: { otherNames: "block", allowedDomains: [] },
        transitEncryption: { mode: "monitor", exclusions: [] },
        egress: { mode: "none", tiers: ["build"], allowedDomains: [], natGateways: "every" },
      },
      keys: { sharing: "key-per-domain" },
      jobs: { instanceTypes: ["ml.m5.large", "ml.m5.xlarge"], maxRuntimeSeconds: 86_400, warmPoolSeconds: 0 },
      personas: {
        instanceTypes: ["system", "ml.t3.medium", "ml.m5.large"],
        directJobs: false,
        dataEngineerPermissionSets: ["DataEngineer"],
        approverPermissionSets: ["ModelRisk"],
        administratorPermissionSets: ["MlAdministrator"],
      },
      personalDataDays: 365,
      supersededVersionDays: { standard: 90, personal: 30, artifacts: 365 },
      models: [],
      discovery: { frequency: "daily", samplingPercentage: 100, identifiers: [] },
      malwareScan: { prefixes: { raw: ["intake/", "label-sources/"], artifacts: ["third-party/"], labels: [] } },
      modelInstanceTypes: ["ml.m5.large", "ml.m5.xlarge", "ml.c5.large", "ml.c5.xlarge"],
      intake: [],
      intakeMinutes: 30,
      notebooks: [],
      tenants: [],
      dataSets: [],
      databases: [],
      databaseBackupDays: 35,
      databaseMultiZone: true,
      secrets: [],
      secretRecoveryDays: 30,
      tables: [],
      prefixAccess: [],
      tableRecoveryDays: 35,
      inferenceApi: { callerVpcEndpointIds: [] },
      training: { repositories: [], pipelines: [] },
    });
  });

  it.each([
    [
      { cidrBlock: "10.64.0.0/24" },
      "network.cidrBlock must be a /16 to /20: AWS takes no larger VPC, and in a smaller one subnets run out of addresses",
    ],
    [
      { peerCidrBlocks: ["10.0.0.0/8", "10.65.0.0/16", "10.64.128.0/17"] },
      "network.cidrBlock must not overlap 10.0.0.0/8 and 10.64.128.0/17 of peerCidrBlocks",
    ],
    [
      { peerCidrBlocks: ["10.65.0.1/16"] },
      'network.peerCidrBlocks.0 must be an IPv4 range such as "10.20.0.0/16" with no host bits set',
    ],
    [
      { zoneIds: ["euc1-az1"] },
      "network.zoneIds must name at least 2 zones, or the failure of one takes everything down",
    ],
    [{ zoneIds: ["euc1-az1", "euc1-az1"] }, "network.zoneIds must name each zone once (twice: euc1-az1)"],
    [
      { zoneIds: ["euw1-az1", "euw1-az2"] },
      'network.zoneIds must lie in eu-central-1, whose zone ids start with "euc1-" (elsewhere: euw1-az1, euw1-az2)',
    ],
    [
      { endpoints: { features: ["notebook"] } },
      "network.endpoints.features.0 must be one of management, notebooks, feature-store, job-metrics, packages, builds, data-catalog, messages, file-system, sessions, private-api",
    ],
    [{ endpoints: { zones: "two" } }, "network.endpoints.zones must be every or one"],
    [{ dnsFirewall: { otherNames: "allow" } }, "network.dnsFirewall.otherNames must be block or alert-only"],
    [
      { dnsFirewall: { allowedDomains: ["*.com"] } },
      'network.dnsFirewall.allowedDomains.0 must be a domain in lower case such as "example.com", or "*.example.com" for all below it',
    ],
    [
      { dnsFirewall: { allowedDomains: ["*.python.org", "files.pythonhosted.org"] } },
      [
        "network.dnsFirewall.allowedDomains.0 must not be a public index of packages: they come from a repository of ours",
        "network.dnsFirewall.allowedDomains.1 must not be a public index of packages: they come from a repository of ours",
      ],
    ],
    [
      { transitEncryption: { exclusions: ["lambda"] } },
      "network.transitEncryption.exclusions must be left out in the mode monitor, which refuses nothing",
    ],
    [{ egress: { mode: "open" } }, "network.egress.mode must be none, nat or inspected"],
    [{ egress: { tiers: ["training"] } }, "network.egress.tiers.0 must be build or studio"],
    [
      { egress: { mode: "inspected" } },
      "network.egress.allowedDomains must name at least 1 domain in the mode inspected",
    ],
    [
      { egress: { mode: "inspected", allowedDomains: ["mirror.example.com"], natGateways: "one" } },
      "network.egress.natGateways must be every in the mode inspected, whose firewall has to see both directions in one zone",
    ],
    [
      { egress: { mode: "nat", allowedDomains: ["mirror.example.com"] } },
      "network.egress.allowedDomains must be left out in the mode nat",
    ],
    [
      {
        egress: { mode: "inspected", allowedDomains: domains("a", 150) },
        dnsFirewall: { allowedDomains: domains("b", 60) },
      },
      "network.dnsFirewall.allowedDomains must name at most 200 domains together with egress.allowedDomains (now 210)",
    ],
    [
      { egress: { mode: "nat" }, transitEncryption: { mode: "enforce", exclusions: ["natGateway"] } },
      "network.transitEncryption.exclusions must name internetGateway in the mode enforce, for the egress of the mode nat",
    ],
    [{ flowLogs: { aggregationSeconds: 30 } }, "network.flowLogs.aggregationSeconds must be 60 or 600 seconds"],
  ])("refuses the network %j", (changes, problem) => {
    expect(problems({ network: { ...network, ...changes } })).toEqual([problem].flat());
  });

  it.each([
    [{ project: "a" }, "project must be 2 to 12 lower-case letters, digits or hyphens, starting with a letter"],
    [{ project: "Acme" }, "project must be 2 to 12 lower-case letters, digits or hyphens, starting with a letter"],
    [{ accountId: "1234" }, "accountId must be a twelve-digit account id, in quotes"],
    [{ owner: "" }, "owner must be 1 to 64 letters, digits, spaces and _.:/=+@-, as AWS allows in tag values"],
    [
      { costCenter: "a;b" },
      "costCenter must be 1 to 64 letters, digits, spaces and _.:/=+@-, as AWS allows in tag values",
    ],
    [{ region: "eu-cental-1" }, 'region must be a supported Region; did you mean "eu-central-1"?'],
    [{ accountStack: "account" }, 'accountStack must not be "account", which names the account stack'],
    [{ deployerRoleArns: [] }, "deployerRoleArns must name at least 1 role"],
    [
      { breakGlassRoleArns: ["arn:aws:sts::111111111111:assumed-role/a/b"] },
      "breakGlassRoleArns.0 must be the ARN of an IAM role, not of a session or a user",
    ],
    [{ keyDeletionWindowDays: 6 }, "keyDeletionWindowDays must be a whole number of days from 7 to 30"],
    [
      { supersededVersionDays: { personal: 31 } },
      "supersededVersionDays.personal must be a whole number of days from 1 to 30",
    ],
    [
      { controls: { "DATA-14": { off: true, reason: "cost" } } },
      "controls.DATA-14.reason must say why, in at least 10 characters",
    ],
  ])("refuses %j", (changes, problem) => {
    expect(problems(changes)).toEqual([problem]);
  });

  it("lists the Regions where nothing is near", () => {
    expect(problems({ region: "moon" })).toEqual([
      expect.stringMatching(/^region must be one of the supported Regions us-east-1, /),
    ]);
  });

  it.each([31, 0, -1, 7.5, "30"])("refuses %s as a period of CloudWatch Logs", (standardDays) => {
    expect(problems({ logRetention: { standardDays } })).toEqual([
      "logRetention.standardDays must be one of the periods that CloudWatch Logs offers, in days: 1, 3, 5, 7, 14, 30, " +
        "60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653",
    ]);
  });

  it("reports problems that lie between keys together with all others", () => {
    expect(
      problems({
        owner: undefined,
        keyDeletionWindowDays: 1.5,
        onwer: "x",
        network: {
          cidrBlock: "10.64.0.0/16",
          zoneIds: ["euw1-az1", "euw1-az1"],
          peerCidrBlocks: ["10.64.0.0/16"],
          oops: 1,
        },
      }).map((problem) => problem.split(" ")[0]),
    ).toEqual([
      "owner",
      "keyDeletionWindowDays",
      "network",
      "network.cidrBlock",
      "",
      "network.zoneIds",
      "network.zoneIds",
    ]);
    expect(
      problems({ region: "moon", network: { ...network, peerCidrBlocks: ["10.64.0.0/16"] } }).map(
        (problem) => problem.split(" ")[0],
      ),
    ).toEqual(["region", "network.cidrBlock"]);
  });

  it.each([undefined, null, "text", { zoneIds: "euc1-az1" }, { zoneIds: [1, 2] }])(
    "survives the network %j",
    (value) => {
      expect(problems({ network: value }).length).toBeGreaterThan(0);
    },
  );

  it.each([
    [{ jobs: { instanceTypes: [] } }, "jobs.instanceTypes must name at least 1 instance type"],
    [
      { jobs: { instanceTypes: ["system"] } },
      "jobs.instanceTypes.0 must be an instance type of SageMaker, such as ml.m5.large",
    ],
    [
      { personas: { instanceTypes: ["m5.large"] } },
      "personas.instanceTypes.0 must be an instance type of SageMaker, such as ml.m5.large, or system",
    ],
    [
      {
        training: {
          repositories: [{ name: "training" }],
          pipelines: [
            {
              model: "churn",
              image: `training@sha256:${"0a".repeat(32)}`,
              instanceType: "ml.m5.4xlarge",
              metricPath: "metrics.auc.value",
              minimum: 0.8,
            },
          ],
        },
        jobs: { instanceTypes: ["ml.m5.large"] },
      },
      "training.pipelines.0.instanceType must be one of jobs.instanceTypes: ml.m5.large",
    ],
    [
      { personas: { instanceTypes: ["system", "system"] } },
      "personas.instanceTypes must name each instance type once (twice: system)",
    ],
    [
      { personas: { approverPermissionSets: [] } },
      "personas.approverPermissionSets must name at least 1 permission set",
    ],
    [
      { personas: { administratorPermissionSets: ["a*"] } },
      "personas.administratorPermissionSets.0 must be the name of a permission set, 1 to 32 letters, digits and +=,.@-_",
    ],
    [{ jobs: { maxRuntimeSeconds: 59 } }, "jobs.maxRuntimeSeconds must be a whole number of seconds from 60 to 432000"],
    [{ jobs: { warmPoolSeconds: 3601 } }, "jobs.warmPoolSeconds must be a whole number of seconds from 0 to 3600"],
  ])("refuses the limits %j", (changes, problem) => {
    expect(problems(changes)).toEqual([problem]);
  });
});
