import { describe, expect, it } from "vitest";
import { accountConfigSchema } from "./accountConfig.js";

const sound = {
  project: "acme",
  accountId: "111111111111",
  owner: "ml-platform",
  costCenter: "4711",
  regions: ["eu-central-1", "eu-west-1"],
  environments: ["dev", "prod"],
  archive: { acceptIrreversibleLock: true },
  alerts: { emails: ["alerts@example.com"] },
  auditors: { permissionSets: ["Auditor"] },
  deployment: {
    accountSubjects: ["repo:acme/ml:environment:account"],
    environmentSubjects: { dev: ["repo:acme/ml:environment:dev"], prod: ["repo:acme/ml:environment:prod"] },
  },
};
const { deployment } = sound;
const problems = (changes: object) =>
  accountConfigSchema
    .safeParse({ ...sound, ...changes })
    .error?.issues.map(({ path, message }) => `${path.join(".")} ${message}`) ?? [];

describe("accountConfigSchema", () => {
  it("defaults to what is safe for production", () => {
    expect(accountConfigSchema.parse(sound)).toEqual({
      ...sound,
      dataClassification: "restricted",
      dataProtection: "retain",
      keyDeletionWindowDays: 30,
      logRetention: { standardDays: 400, auditDays: 731, deletionProtection: true },
      controls: {},
      alerts: { emails: ["alerts@example.com"], pagerUrls: [], minimumSeverity: "MEDIUM" },
      archive: { lockMode: "COMPLIANCE", lockDays: 2557, acceptIrreversibleLock: true },
      deployment: {
        ...deployment,
        issuer: "https://token.actions.githubusercontent.com",
        audience: "sts.amazonaws.com",
      },
      adopt: {
        trail: "create",
        oidc: "create",
        accountPab: "create",
        ebs: "create",
        sharing: "create",
        imds: "create",
        jobLogs: "create",
        existingJobLogs: [],
        serialConsole: "create",
        vpcBlock: "create",
        defaultVpc: "create",
        macie: "create",
        macieExport: "create",
        ssm: "create",
        registry: "create",
        portfolio: "create",
      },
      guardrails: { internetGatewayBlock: "block-bidirectional", removeDefaultVpc: false },
      trail: { insights: true, objectEvents: "all" },
      trailIntegrity: { schedule: "rate(1 day)", lookBackHours: 26 },
    });
  });

  it("wants the lock that nobody can lift to be accepted, and to be long", { tags: ["GOV-04"] }, () => {
    const accept =
      "archive.acceptIrreversibleLock must be true, because lockMode COMPLIANCE keeps every object for lockDays, and " +
      "nobody can lift that again";
    const long = "archive.lockDays must be 365 or more with lockMode COMPLIANCE; for less use GOVERNANCE";
    expect(problems({ archive: {} })).toEqual([accept]);
    expect(problems({ archive: undefined })).toEqual([accept]);
    expect(problems({ archive: { lockDays: 364 } })).toEqual([long, accept]);
    expect(problems({ archive: { lockDays: 365, acceptIrreversibleLock: true } })).toEqual([]);
    expect(problems({ archive: { lockMode: "GOVERNANCE", lockDays: 1 } })).toEqual([]);
    expect(problems({ archive: { lockMode: "GOVERNANCE", lockDays: 0 } })).toEqual([
      "archive.lockDays must be a whole number of days from 1 to 3653",
    ]);
  });

  it("refuses what would lock a disposable account for years", { tags: ["GOV-33"] }, () => {
    const disposable = { dataProtection: "disposable" };
    const short = { ...disposable, archive: { lockMode: "GOVERNANCE", lockDays: 30 } };
    expect(problems(short)).toEqual([]);
    expect(problems({ ...short, archive: { lockMode: "GOVERNANCE", lockDays: 2557 } })).toEqual([
      'archive.lockDays must be 1 to 30 days where dataProtection is "disposable": the account could not be cleared before',
    ]);
    expect(problems({ ...short, archive: { lockDays: 30, acceptIrreversibleLock: true } })).toEqual([
      'archive.lockMode must be GOVERNANCE where dataProtection is "disposable": nobody could lift a COMPLIANCE lock',
    ]);
  });

  it("reports the lock even when another key is missing", () => {
    expect(problems({ owner: undefined, archive: {} })).toHaveLength(2);
  });

  it.each([
    [{ regions: [] }, "regions must name at least 1 Region"],
    [{ regions: ["eu-central-1", "eu-central-1"] }, "regions must name each Region once (twice: eu-central-1)"],
    [
      { regions: ["eu-central-1", "cn-north-1"] },
      "regions must lie in one partition, because an account does (here: aws, aws-cn)",
    ],
    [{ regions: ["eu-cental-1"] }, 'regions.0 must be a supported Region; did you mean "eu-central-1"?'],
    [{ environments: [] }, "environments must name at least 1 environment"],
    [{ environments: ["dev", "dev"] }, "environments must name each environment once (twice: dev)"],
    [{ environments: ["account"] }, 'environments.0 must not be "account", which names the account stack'],
    [
      { environments: ["production"] },
      "environments.0 must be 2 to 8 lower-case letters or digits, starting with a letter",
    ],
    [
      { deployment: { ...deployment, accountSubjects: ["repo:acme/*"] } },
      "deployment.accountSubjects.0 must be one exact subject, without *, ?, $ and spaces",
    ],
    [
      { deployment: { ...deployment, accountSubjects: ["repo:acme/ml:pull_request"] } },
      "deployment.accountSubjects.0 must not be that of pull requests, which anybody opens",
    ],
    [
      { deployment: { ...deployment, state: { bucketName: "State", keyArns: ["alias/state"] } } },
      [
        "deployment.state.bucketName must be the name of a bucket",
        "deployment.state.keyArns.0 must be the ARN of a key",
      ],
    ],
    [
      { deployment: { ...deployment, issuer: "http://git.example.com" } },
      "deployment.issuer must be an https URL without a slash at its end",
    ],
    [
      { deployment: { ...deployment, environmentSubjects: { prod: ["a"], test: ["b"] } } },
      [
        "deployment.environmentSubjects must name who deploys each of environments (missing: dev)",
        "deployment.environmentSubjects must name environments of this account only (here: test)",
      ],
    ],
    [{ auditors: { permissionSets: [] } }, "auditors.permissionSets must name at least 1 permission set"],
    [
      { auditors: { permissionSets: ["Audit*"] } },
      "auditors.permissionSets.0 must be the name of a permission set: 1 to 32 letters, digits and +=,.@-_",
    ],
    [{ alerts: { minimumSeverity: "LOW" } }, 'alerts.minimumSeverity Invalid option: expected one of "HIGH"|"MEDIUM"'],
    [{ adopt: { trail: "import:mine" } }, 'adopt.trail must be "create", "external" or "import:<ARN of the trail>"'],
    [{ adopt: { macie: "import:mine" } }, 'adopt.macie must be "create", "external" or "import:<account id>"'],
    [{ adopt: { ebs: "import:default" } }, 'adopt.ebs must be "create", which takes over what exists, or "external"'],
    [{ adopt: { jobLogs: "import" } }, 'adopt.jobLogs must be "create" or "external"'],
    [
      { adopt: { existingJobLogs: ["eu-central-1:/aws/sagemaker/Others"] } },
      'adopt.existingJobLogs.0 must be "<Region>:<log group>", with one of /aws/sagemaker/TrainingJobs, /aws/sagemaker/ProcessingJobs, /aws/sagemaker/TransformJobs, /aws/sagemaker/NotebookInstances, /aws/sagemaker/studio',
    ],
    [
      { adopt: { existingJobLogs: ["eu-north-1:/aws/sagemaker/studio"] } },
      "adopt.existingJobLogs must name log groups in the Regions of regions (here: eu-north-1:/aws/sagemaker/studio)",
    ],
    [
      { trailIntegrity: { lookBackHours: 1 } },
      "trailIntegrity.lookBackHours must be a whole number of hours from 2 to 168",
    ],
    [
      { trailIntegrity: { schedule: "rate(1 days)" } },
      'trailIntegrity.schedule must be a rate such as "rate(1 day)" or "rate(12 hours)", or a cron expression of six ' +
        'fields such as "cron(0 3 * * ? *)"',
    ],
  ])("refuses %j", (changes, problem) => {
    expect(problems(changes)).toEqual([problem].flat());
  });

  it("takes log groups of SageMaker that exist", () => {
    expect(problems({ adopt: { existingJobLogs: ["eu-central-1:/aws/sagemaker/TrainingJobs"] } })).toEqual([]);
  });

  it.each(["create", "external", "import:arn:aws:cloudtrail:eu-central-1:111111111111:trail/mine"])(
    "takes adopt.trail %s",
    (trail) => {
      expect(problems({ adopt: { trail } })).toEqual([]);
    },
  );
});
