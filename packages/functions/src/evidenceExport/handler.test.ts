import { gunzipSync, gzipSync } from "node:zlib";
import { beforeEach, describe, expect, it } from "vitest";
import type { FindingKind } from "./chain.js";
import { isGenuineEvidence } from "./evidence.js";
import { makeHandler, readEventTime, type HandlerAnswer } from "./handler.js";
import { FakeCloudTrail } from "./testing/fakeCloudTrail.js";
import { FakeS3, type FakeObject } from "./testing/fakeS3.js";
import {
  accountId,
  archiveBucket,
  digestKeyOf,
  extended,
  homeRegion,
  hour,
  logKeyOf,
  makeChain,
  makeDigest,
  newSigningKey,
  sha256Hex,
  trailName,
  type MadeDigest,
} from "./testing/trailFixture.js";

const evidenceBucket = "acme-account-evidence-111122223333-eu-central-1";
const otherRegion = "us-east-1";
const signingKey = newSigningKey();
const otherKey = newSigningKey("spki");
const eventTime = Date.parse("2026-11-24T06:00:00Z");
/** With a look-back of 6 hours, the window is 21:00 to 03:00. */
const lookBackHours = 6;
const chainFrom = Date.parse("2026-11-23T18:31:07Z");

const environment = {
  ARCHIVE_BUCKET: archiveBucket,
  EVIDENCE_BUCKET: evidenceBucket,
  ACCOUNT_ID: accountId,
  TRAIL_NAME: trailName,
  TRAIL_HOME_REGION: homeRegion,
  TRAIL_REGIONS: homeRegion,
  LOOK_BACK_HOURS: String(lookBackHours),
  METRIC_NAMESPACE: "acme/account",
  SOURCE_VERSION: "0123abc",
};

let s3: FakeS3;
let cloudTrail: FakeCloudTrail;
let archive: Map<string, FakeObject>;
let evidence: Map<string, FakeObject>;
let chain: MadeDigest[];
let lines: string[];
let logged: unknown[];

beforeEach(() => {
  s3 = new FakeS3();
  cloudTrail = new FakeCloudTrail();
  archive = new Map();
  evidence = new Map();
  s3.buckets.set(archiveBucket, archive).set(evidenceBucket, evidence);
  cloudTrail.keys.set(homeRegion, [signingKey]).set(otherRegion, [otherKey]);
  // 11 digests: the hours end at 19:31 … 05:31; those that end after 21:00 are read, nine of them.
  chain = makeChain(archive, { region: homeRegion, key: signingKey, from: chainFrom, hours: 11, logFiles: 2 });
  lines = [];
  logged = [];
});

async function run(
  options: {
    readonly event?: unknown;
    readonly environment?: Record<string, string>;
    readonly remaining?: number;
    readonly now?: number;
  } = {},
): Promise<HandlerAnswer> {
  const handler = makeHandler({
    s3: s3.client(),
    cloudTrail: cloudTrail.client,
    environment: { ...environment, ...options.environment },
    now: () => options.now ?? eventTime + 60_000,
    logger: { info: (...entry: unknown[]) => logged.push(entry), error: (...entry: unknown[]) => logged.push(entry) },
    writeLine: (line) => lines.push(line),
  });
  return await handler(options.event ?? { time: extended(eventTime) }, {
    getRemainingTimeInMillis: () => options.remaining ?? 900_000,
  });
}

interface Document {
  readonly status: string;
  readonly counts: Record<string, number>;
  readonly regions: Record<string, unknown>[];
  readonly findings: {
    readonly kind: FindingKind;
    readonly key?: string;
    readonly from?: string;
    readonly to?: string;
  }[];
}

function written(answer: HandlerAnswer): Document {
  return JSON.parse(evidence.get(answer.evidenceKey)?.body.toString() ?? "null") as Document;
}

function metrics(): Record<string, number> {
  expect(lines).toHaveLength(1);
  const { _aws, ...values } = JSON.parse(lines[0] ?? "") as Record<string, number>;
  expect(_aws).toEqual({
    Timestamp: eventTime + 60_000,
    CloudWatchMetrics: [
      {
        Namespace: "acme/account",
        Dimensions: [[]],
        Metrics: [
          { Name: "TrailIntegrityFailures", Unit: "Count" },
          { Name: "TrailIntegrityIncomplete", Unit: "Count" },
          { Name: "TrailDigestsVerified", Unit: "Count" },
          { Name: "TrailLogFilesVerified", Unit: "Count" },
        ],
      },
    ],
  });
  return values;
}

function digest(index: number): MadeDigest {
  const made = chain.at(index);
  if (made === undefined) throw new Error(`the chain has no digest ${String(index)}`);
  return made;
}

function put(made: MadeDigest): void {
  archive.set(made.key, made.object);
}

describe("an intact trail", () => {
  it("is valid, and the evidence says what was verified", async () => {
    const answer = await run();
    expect(answer).toEqual({
      status: "valid",
      failures: 0,
      evidenceKey: "trail-integrity/acme-account-trail/2026/11/24/20261124T060000Z.json",
      written: true,
    });
    const text = evidence.get(answer.evidenceKey)?.body.toString() ?? "";
    expect(isGenuineEvidence(text)).toBe(true);
    const { sha256, ...document } = JSON.parse(text) as Record<string, unknown>;
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(document).toEqual({
      schema: "trail-integrity/1",
      controls: ["GOV-01", "GOV-24"],
      sourceVersion: "0123abc",
      time: "2026-11-24T06:00:00Z",
      window: { from: "2026-11-23T21:00:00Z", to: "2026-11-24T03:00:00Z" },
      trail: { accountId, name: trailName, homeRegion, archiveBucket },
      status: "valid",
      counts: {
        regions: 1,
        regionsFinished: 1,
        digests: 9,
        validDigests: 9,
        logFiles: 18,
        validLogFiles: 18,
        findings: 0,
      },
      regions: [{ region: homeRegion, finished: true, digests: 9, validDigests: 9, logFiles: 18, validLogFiles: 18 }],
      findings: [],
      findingsNotListed: 0,
    });
    expect(metrics()).toEqual({
      TrailIntegrityFailures: 0,
      TrailIntegrityIncomplete: 0,
      TrailDigestsVerified: 9,
      TrailLogFilesVerified: 18,
    });
  });

  it("is valid in hours without any activity", async () => {
    archive.clear();
    makeChain(archive, { region: homeRegion, key: signingKey, from: chainFrom, hours: 11, logFiles: 0 });
    const document = written(await run());
    expect(document.status).toBe("valid");
    expect(document.counts).toMatchObject({ validDigests: 9, logFiles: 0, findings: 0 });
  });

  it("is verified in Regions that the settings do not name, each with its own keys", async () => {
    makeChain(archive, { region: otherRegion, key: otherKey, from: chainFrom, hours: 11 });
    const document = written(await run());
    expect(document.status).toBe("valid");
    expect(document.regions.map((region) => [region["region"], region["validDigests"]])).toEqual([
      [homeRegion, 9],
      [otherRegion, 9],
    ]);
    expect(cloudTrail.requests.map((request) => request.region)).toEqual([homeRegion, otherRegion]);
    expect(cloudTrail.requests[0]).toEqual({
      region: homeRegion,
      from: Date.parse("2026-11-22T21:00:00Z"),
      to: eventTime + 60_000,
    });
  });

  it("is found below the trail's key prefix", async () => {
    for (const [key, object] of [...archive]) {
      archive.set(`logs/${key}`, object);
      archive.delete(key);
    }
    // The digests name their old places, so each is misplaced: it was looked for in the right folder.
    const document = written(await run({ environment: { ARCHIVE_PREFIX: "logs/" } }));
    expect(document.counts).toMatchObject({ digests: 9, validDigests: 0 });
    expect(new Set(document.findings.map((finding) => finding.kind))).toEqual(new Set(["misplacedDigest"]));
  });

  it("is listed page by page", async () => {
    s3.pageSize = 2;
    expect(written(await run()).counts).toMatchObject({ validDigests: 9, findings: 0 });
  });

  it("is not confused by a second trail's digests in the same archive", async () => {
    makeChain(archive, {
      region: homeRegion,
      key: otherKey,
      from: chainFrom,
      hours: 11,
      trail: "another-trail",
      logFiles: 0,
    });
    expect(written(await run()).counts).toMatchObject({ digests: 9, findings: 0 });
  });

  it("asks only for buckets of the right account", async () => {
    s3.owner = "999988887777";
    await expect(run()).rejects.toThrow(
      `cannot list s3://${archiveBucket}/AWSLogs/111122223333/CloudTrail-Digest/: AccessDenied: AccessDenied by the fake`,
    );
  });
});

describe("a trail that has just begun", () => {
  it("owes no digest in its first hours", async () => {
    archive.clear();
    archive.set(logKeyOf(homeRegion, eventTime - 10 * 60_000, "First"), { body: gzipSync("{}") });
    const document = written(await run());
    expect(document.status).toBe("valid");
    expect(document.counts).toMatchObject({ digests: 0, findings: 0 });
  });

  it("is valid from its starting digest on", async () => {
    archive.clear();
    makeChain(archive, { region: homeRegion, key: signingKey, from: Date.parse("2026-11-24T01:12:00Z"), hours: 4 });
    const document = written(await run());
    expect(document.status).toBe("valid");
    expect(document.regions[0]).toMatchObject({ validDigests: 4, chainStartedAt: "2026-11-24T01:12:00Z" });
  });

  it("is no excuse for an archive without any file", async () => {
    archive.clear();
    expect(written(await run()).findings).toEqual([
      {
        kind: "missingDigest",
        region: homeRegion,
        reason: "no digest file covers this period",
        from: "2026-11-23T21:00:00Z",
        to: "2026-11-24T03:00:00Z",
      },
    ]);
  });

  it("is no excuse for one Region's missing digests when another Region has old ones", async () => {
    const answer = await run({ environment: { TRAIL_REGIONS: `${homeRegion}, ${otherRegion}` } });
    expect(written(answer).findings.map(({ kind, ...rest }) => [kind, rest])).toEqual([
      [
        "missingDigest",
        {
          region: otherRegion,
          reason: "no digest file covers this period",
          from: "2026-11-23T21:00:00Z",
          to: "2026-11-24T03:00:00Z",
        },
      ],
    ]);
  });
});

describe("backfill digests", () => {
  function backfill(index: number, generatedAt: number, key = signingKey): MadeDigest {
    const { fields } = digest(index);
    return makeDigest(
      {
        ...fields,
        digestS3Object: digestKeyOf(homeRegion, chainFrom + (index + 1) * hour, { suffix: "_backfill" }),
        digestPublicKeyFingerprint: key.fingerprint,
        previousDigestS3Bucket: null,
        previousDigestS3Object: null,
        previousDigestHashValue: null,
        previousDigestHashAlgorithm: null,
        previousDigestSignature: null,
      },
      key,
      { "backfill-generation-timestamp": extended(generatedAt) },
    );
  }

  it("are verified, but no gap is a finding", async () => {
    put(backfill(4, eventTime - hour));
    const document = written(await run());
    expect(document.counts).toMatchObject({ digests: 10, validDigests: 10, logFiles: 20, findings: 0 });
  });

  it("do not stand in for a removed digest", async () => {
    put(backfill(4, eventTime - hour));
    archive.delete(digest(4).key);
    expect(written(await run()).findings.map((finding) => [finding.kind, finding.key])).toEqual([
      ["missingDigest", digest(4).key],
    ]);
  });

  it("may be signed with a key of the day on which they were made", async () => {
    const later = { ...newSigningKey(), validFrom: eventTime + 40 * hour };
    cloudTrail.keys.set(homeRegion, [signingKey, later]);
    put(backfill(4, eventTime + 47 * hour, later));
    const answer = await run({ now: eventTime + 48 * hour });
    expect(written(answer).counts).toMatchObject({ validDigests: 10, findings: 0 });
    expect(cloudTrail.requests.map(({ from, to }) => [from, to])).toEqual([
      [eventTime - 33 * hour, eventTime + 24 * hour],
      [eventTime + 46 * hour, eventTime + 48 * hour],
    ]);
  });
});

describe("tampering", () => {
  function flip(body: Buffer): Buffer {
    const content = gunzipSync(body);
    // One bit, inside the last string of the file, so that the file is still JSON.
    const place = content.lastIndexOf("Z") - 1;
    content[place] = (content[place] ?? 0) ^ 1;
    return gzipSync(content);
  }

  const cases: {
    readonly what: string;
    readonly tamper: () => void;
    readonly findings: readonly (readonly [FindingKind, (() => string)?])[];
  }[] = [
    {
      what: "one bit of a digest",
      tamper: () => archive.set(digest(5).key, { ...digest(5).object, body: flip(digest(5).object.body) }),
      findings: [["invalidSignature", () => digest(5).key]],
    },
    {
      what: "one bit of the newest digest",
      tamper: () => archive.set(digest(10).key, { ...digest(10).object, body: flip(digest(10).object.body) }),
      findings: [["invalidSignature", () => digest(10).key]],
    },
    {
      what: "a digest that is no gzip",
      tamper: () => archive.set(digest(5).key, { ...digest(5).object, body: Buffer.from("{}") }),
      findings: [["malformedDigest", () => digest(5).key]],
    },
    {
      what: "a digest that is no JSON",
      tamper: () => archive.set(digest(5).key, { ...digest(5).object, body: gzipSync("not JSON") }),
      findings: [["malformedDigest", () => digest(5).key]],
    },
    {
      what: "one digit of a signature",
      tamper: () => {
        const { signature, object } = digest(5);
        const other = signature.startsWith("0") ? "1" : "0";
        archive.set(digest(5).key, {
          ...object,
          metadata: { ...object.metadata, signature: `${other}${signature.slice(1)}` },
        });
      },
      findings: [["invalidSignature", () => digest(5).key]],
    },
    {
      what: "a removed signature",
      tamper: () => archive.set(digest(5).key, { body: digest(5).object.body }),
      findings: [["invalidSignature", () => digest(5).key]],
    },
    {
      what: "a weaker signature algorithm",
      tamper: () =>
        archive.set(digest(5).key, {
          ...digest(5).object,
          metadata: { ...digest(5).object.metadata, "signature-algorithm": "SHA1withRSA" },
        }),
      findings: [["invalidSignature", () => digest(5).key]],
    },
    {
      what: "a digest signed with the attacker's own key",
      tamper: () => {
        put(makeDigest({ ...digest(5).fields, digestPublicKeyFingerprint: otherKey.fingerprint }, otherKey));
      },
      findings: [["unknownPublicKey", () => digest(5).key]],
    },
    {
      what: "a digest signed with the attacker's own key under AWS's fingerprint",
      tamper: () => {
        put(makeDigest({ ...digest(5).fields, logFiles: [] }, otherKey));
      },
      findings: [["invalidSignature", () => digest(5).key]],
    },
    {
      what: "a pointer to another previous digest",
      tamper: () => {
        const fields = { ...digest(5).fields, previousDigestS3Object: digest(2).key };
        archive.set(digest(5).key, { ...digest(5).object, body: gzipSync(JSON.stringify(fields)) });
      },
      findings: [["invalidSignature", () => digest(5).key]],
    },
    {
      what: "a genuinely signed digest other than the one its successor vouches for",
      tamper: () => {
        put(makeDigest({ ...digest(5).fields, logFiles: [] }, signingKey));
      },
      findings: [["brokenLink", () => digest(5).key]],
    },
    {
      what: "a removed digest",
      tamper: () => archive.delete(digest(5).key),
      findings: [["missingDigest", () => digest(5).key]],
    },
    {
      what: "two removed digests in a row",
      tamper: () => {
        archive.delete(digest(5).key);
        archive.delete(digest(4).key);
      },
      findings: [["missingDigest", () => digest(5).key]],
    },
    {
      what: "the newest digests removed",
      tamper: () => {
        for (const index of [7, 8, 9, 10]) archive.delete(digest(index).key);
      },
      findings: [["missingDigest"]],
    },
    {
      what: "a digest removed behind one that is not valid",
      tamper: () => {
        archive.set(digest(6).key, { ...digest(6).object, body: flip(digest(6).object.body) });
        archive.delete(digest(5).key);
      },
      findings: [["invalidSignature", () => digest(6).key], ["missingDigest"]],
    },
    {
      what: "a removed log file",
      tamper: () => archive.delete(digest(5).logKeys[0] ?? ""),
      findings: [["missingLogFile", () => digest(5).logKeys[0] ?? ""]],
    },
    {
      what: "one bit of a log file",
      tamper: () => {
        const key = digest(5).logKeys[1] ?? "";
        const content = gunzipSync(archive.get(key)?.body ?? Buffer.alloc(0));
        content[4] = (content[4] ?? 0) ^ 1;
        archive.set(key, { body: gzipSync(content) });
      },
      findings: [["alteredLogFile", () => digest(5).logKeys[1] ?? ""]],
    },
    {
      what: "a log file cut short",
      tamper: () => {
        const key = digest(5).logKeys[1] ?? "";
        archive.set(key, { body: archive.get(key)?.body.subarray(0, 20) ?? Buffer.alloc(0) });
      },
      findings: [["alteredLogFile", () => digest(5).logKeys[1] ?? ""]],
    },
    {
      what: "records appended to a log file as a second gzip member",
      tamper: () => {
        const key = digest(5).logKeys[1] ?? "";
        const body = archive.get(key)?.body ?? Buffer.alloc(0);
        archive.set(key, { body: Buffer.concat([body, gzipSync('{"Records":[]}')]) });
      },
      findings: [["alteredLogFile", () => digest(5).logKeys[1] ?? ""]],
    },
    {
      what: "an older digest of the same trail replayed",
      tamper: () => archive.set(digest(5).key, digest(3).object),
      findings: [["misplacedDigest", () => digest(5).key]],
    },
    {
      what: "a digest of another trail replayed",
      tamper: () => {
        const other = new Map<string, FakeObject>();
        const [foreign] = makeChain(other, {
          region: homeRegion,
          key: signingKey,
          from: chainFrom + 5 * hour,
          hours: 1,
          trail: "another-trail",
        });
        if (foreign !== undefined) archive.set(digest(5).key, foreign.object);
      },
      findings: [["misplacedDigest", () => digest(5).key]],
    },
    {
      what: "a digest of another account",
      tamper: () => {
        put(makeDigest({ ...digest(5).fields, awsAccountId: "999988887777" }, signingKey));
      },
      findings: [["misplacedDigest", () => digest(5).key]],
    },
    {
      what: "a digest copied from another bucket",
      tamper: () => {
        put(makeDigest({ ...digest(5).fields, digestS3Bucket: "some-other-bucket" }, signingKey));
      },
      findings: [["misplacedDigest", () => digest(5).key]],
    },
    {
      what: "a digest that vouches for log files in another bucket",
      tamper: () => {
        const files = (digest(10).fields["logFiles"] as object[]).map((file) => ({
          ...file,
          s3Bucket: "some-other-bucket",
        }));
        put(makeDigest({ ...digest(10).fields, logFiles: files }, signingKey));
      },
      findings: [
        ["misplacedLogFile", () => digest(10).logKeys[0] ?? ""],
        ["misplacedLogFile", () => digest(10).logKeys[1] ?? ""],
      ],
    },
    {
      what: "a trail that was stopped and started again",
      tamper: () => {
        for (const index of [6, 7, 8, 9, 10]) archive.delete(digest(index).key);
        makeChain(archive, { region: homeRegion, key: signingKey, from: chainFrom + 7.5 * hour, hours: 3 });
      },
      findings: [["chainGap", () => digestKeyOf(homeRegion, chainFrom + 8.5 * hour)]],
    },
    {
      what: "a trail that was stopped before the window and started again in it",
      tamper: () => {
        for (const made of chain.slice(1)) archive.delete(made.key);
        makeChain(archive, { region: homeRegion, key: signingKey, from: chainFrom + 5 * hour, hours: 6 });
      },
      findings: [["chainGap", () => digestKeyOf(homeRegion, chainFrom + 6 * hour)]],
    },
  ];

  it.each(cases)("$what is found", async ({ tamper, findings }) => {
    tamper();
    const answer = await run();
    const document = written(answer);
    expect(document.findings.map((finding) => [finding.kind, finding.key])).toEqual(
      findings.map(([kind, key]) => [kind, key?.()]),
    );
    expect(document.status).toBe("failed");
    expect(answer.failures).toBe(findings.length);
    expect(metrics()["TrailIntegrityFailures"]).toBe(findings.length);
  });

  it("is reported without a word of what the log files hold", async () => {
    const key = digest(5).logKeys[1] ?? "";
    archive.set(key, { body: gzipSync('{"Records":[{"userIdentity":"alice@example.com"}]}') });
    archive.set(digest(7).key, { ...digest(7).object, body: gzipSync('"alice@example.com"') });
    const answer = await run();
    expect(answer.failures).toBe(2);
    const everything = `${evidence.get(answer.evidenceKey)?.body.toString() ?? ""}${lines.join("")}${JSON.stringify(logged)}`;
    expect(everything).not.toMatch(/alice|userIdentity|GetObject/);
  });
});

describe("a repeated event", () => {
  it("has the same key and changes nothing", async () => {
    const first = await run();
    const before = evidence.get(first.evidenceKey)?.body.toString();
    archive.delete(digest(5).key);
    const second = await run();
    expect(second).toMatchObject({ evidenceKey: first.evidenceKey, written: false, status: "failed" });
    expect(evidence.get(first.evidenceKey)?.body.toString()).toBe(before);
    expect(evidence.size).toBe(1);
  });

  it("makes the same text when nothing has changed", async () => {
    archive.delete(digest(5).logKeys[0] ?? "");
    archive.delete(digest(8).key);
    const { evidenceKey } = await run();
    const before = evidence.get(evidenceKey)?.body.toString();
    evidence.clear();
    s3.delay = (request) => new Promise((resolve) => setTimeout(resolve, request.key.length % 7));
    // A digest delivered since then belongs to the next run.
    const [later] = makeChain(new Map(), {
      region: homeRegion,
      key: signingKey,
      from: chainFrom + 11 * hour,
      hours: 1,
    });
    if (later !== undefined) put(later);
    await run({ now: eventTime + 60 * 60_000 });
    expect(evidence.get(evidenceKey)?.body.toString()).toBe(before);
  });

  it("writes on condition, with a checksum, into a bucket of the right account, and leaves encryption to the bucket", async () => {
    await run();
    const [write, ...more] = s3.requests.filter((request) => request.method === "PUT");
    expect(more).toEqual([]);
    expect(write?.headers).toMatchObject({
      "if-none-match": "*",
      "x-amz-expected-bucket-owner": accountId,
      "content-type": "application/json",
      "x-amz-checksum-sha256": Buffer.from(
        sha256Hex(evidence.get(write?.key ?? "")?.body ?? Buffer.alloc(0)),
        "hex",
      ).toString("base64"),
    });
    expect(Object.keys(write?.headers ?? {}).filter((name) => name.includes("encryption"))).toEqual([]);
  });
});

describe("a call that AWS refuses", () => {
  it.each([
    ["AccessDenied", 403],
    ["SlowDown", 503],
    ["InvalidObjectState", 403],
  ])("fails the run when a digest answers %s", async (code, status) => {
    s3.fail = (request) => (request.key === digest(5).key ? { status, code } : undefined);
    await expect(run()).rejects.toThrow(
      `cannot read s3://${archiveBucket}/${digest(5).key}: ${code}: ${code} by the fake`,
    );
    expect(evidence.size).toBe(0);
    expect(lines).toEqual([]);
  });

  it("fails the run when a log file is refused, since that is not the same as gone", async () => {
    const key = digest(5).logKeys[0] ?? "";
    s3.fail = (request) => (request.key === key ? { status: 403, code: "AccessDenied" } : undefined);
    await expect(run()).rejects.toThrow(`cannot read s3://${archiveBucket}/${key}: AccessDenied`);
  });

  it("still raises the alarm for what was found before", async () => {
    archive.delete(digest(2).logKeys[0] ?? "");
    s3.fail = (request) => (request.key === digest(10).key ? { status: 403, code: "AccessDenied" } : undefined);
    await expect(run()).rejects.toThrow("AccessDenied");
    expect(metrics()["TrailIntegrityFailures"]).toBe(1);
    expect(evidence.size).toBe(0);
  });

  it("fails the run when the public keys are refused", async () => {
    cloudTrail.refuse = "AccessDeniedException";
    await expect(run()).rejects.toThrow(
      "cannot list CloudTrail's public keys in eu-central-1: AccessDeniedException: refused by the fake",
    );
  });

  it("fails the run when the evidence is refused, after the metrics", async () => {
    s3.fail = (request) => (request.method === "PUT" ? { status: 403, code: "AccessDenied" } : undefined);
    archive.delete(digest(5).key);
    await expect(run()).rejects.toThrow("AccessDenied by the fake");
    expect(metrics()["TrailIntegrityFailures"]).toBe(1);
  });

  it("fails the run when another write to the same key is under way", async () => {
    s3.fail = (request) => (request.method === "PUT" ? { status: 409, code: "ConditionalRequestConflict" } : undefined);
    await expect(run()).rejects.toThrow("ConditionalRequestConflict by the fake");
  });
});

describe("time and load", () => {
  it("writes incomplete evidence under a key of its own when the time runs out", async () => {
    archive.delete(digest(2).logKeys[0] ?? "");
    // Answers stop in the middle of the chain; the guard has to cut the waiting short.
    s3.delay = (request) => (request.key === digest(6).key ? new Promise(() => undefined) : Promise.resolve());
    const answer = await run({ remaining: 20_000 + 400 });
    expect(answer).toEqual({
      status: "incomplete",
      failures: 1,
      evidenceKey: "trail-integrity/acme-account-trail/2026/11/24/20261124T060000Z.incomplete.json",
      written: true,
    });
    const document = written(answer);
    // Nothing is said about the chain: what was not read is not missing.
    expect(document.findings.map((finding) => finding.kind)).toEqual(["missingLogFile"]);
    expect(document.regions).toMatchObject([{ region: homeRegion, finished: false }]);
    expect(metrics()).toMatchObject({ TrailIntegrityFailures: 1, TrailIntegrityIncomplete: 1 });
  });

  it("writes incomplete evidence when there was no time to begin with", async () => {
    const answer = await run({ remaining: 5_000 });
    expect(answer.status).toBe("incomplete");
    expect(written(answer).counts).toMatchObject({ regionsFinished: 0, digests: 0 });
  });

  it("keeps few requests open at a time", async () => {
    archive.clear();
    makeChain(archive, { region: homeRegion, key: signingKey, from: chainFrom, hours: 11, logFiles: 40 });
    s3.delay = () => new Promise((resolve) => setTimeout(resolve, 1));
    expect(written(await run()).counts).toMatchObject({ validLogFiles: 360, findings: 0 });
    // Four digests, each with four log files at a time.
    expect(s3.mostAtOnce).toBeGreaterThan(4);
    expect(s3.mostAtOnce).toBeLessThanOrEqual(16);
  });
});

describe("bad input", () => {
  it("names every wrong variable at once and asks AWS nothing", async () => {
    await expect(run({ environment: { ACCOUNT_ID: "12", LOOK_BACK_HOURS: "0" } })).rejects.toThrow(
      "evidence-export cannot start: 2 environment variable(s) of the function are wrong.\n" +
        '- ACCOUNT_ID: "12"; expected twelve digits\n' +
        '- LOOK_BACK_HOURS: "0"; expected a whole number from 1 to 800',
    );
    expect(s3.requests).toEqual([]);
  });

  it.each([
    [undefined],
    [null],
    [{}],
    [{ time: "yesterday" }],
    [{ time: 5 }],
    [{ time: "2026-13-41T06:00:00Z" }],
    ["time"],
  ])("refuses the event %j", (event) => {
    expect(() => readEventTime(event, eventTime)).toThrow(
      'the event needs "time", the scheduled time as UTC, for example {"time": "2026-11-24T06:00:00Z"}',
    );
  });

  it("refuses a time in the future", () => {
    expect(readEventTime({ time: extended(eventTime), source: "aws.events" }, eventTime - 300_000)).toBe(eventTime);
    expect(() => readEventTime({ time: extended(eventTime) }, eventTime - 301_000)).toThrow(
      "the event's time 2026-11-24T06:00:00.000Z lies in the future",
    );
  });
});
