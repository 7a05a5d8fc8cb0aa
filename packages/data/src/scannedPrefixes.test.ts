import { describe, expect, it } from "vitest";
import { environment } from "./environment.fixture.js";
import { scannedZones, scannerAccess, scannerKeyUses, scanStatements, untrustedPrefixes } from "./scannedPrefixes.js";

const role = (purpose: string) => `arn:aws:iam::111111111111:role/acme/dev/acme-dev-${purpose}`;
const macie = "arn:aws:iam::111111111111:role/aws-service-role/macie.amazonaws.com/AWSServiceRoleForAmazonMacie";

describe("scanned prefixes", { tags: ["DATA-28"] }, () => {
  it("let nobody read before a clean scan, and nobody else say that one is clean", () => {
    const deny = { Effect: "Deny", Principal: "*", Resource: ["arn:aws:s3:::raw/intake/*", "arn:aws:s3:::raw/b/*"] };
    expect(scanStatements(environment, "raw", ["intake/", "b/"])).toEqual([
      {
        Sid: "DenyUnscanned",
        ...deny,
        Action: ["s3:GetObject", "s3:GetObjectVersion"],
        Condition: {
          StringNotEquals: { "s3:ExistingObjectTag/GuardDutyMalwareScanStatus": "NO_THREATS_FOUND" },
          ArnNotLike: { "aws:PrincipalArn": [role("malware-scan"), role("quarantine"), macie] },
        },
      },
      {
        Sid: "DenyScanForgery",
        ...deny,
        Action: ["s3:PutObject", "s3:PutObjectTagging", "s3:PutObjectVersionTagging"],
        Condition: {
          "ForAnyValue:StringEqualsIgnoreCase": { "s3:RequestObjectTagKeys": "GuardDutyMalwareScanStatus" },
          ArnNotLike: { "aws:PrincipalArn": role("malware-scan") },
        },
      },
    ]);
    expect(scanStatements(environment, "raw", [])).toEqual([]);
  });

  it("admit the scanner to the buckets and keys that it needs", () => {
    const access = { outsideRoleArns: [role("malware-scan")] };
    expect(scannerAccess(environment, untrustedPrefixes)).toEqual({ raw: access, artifacts: access });
    const use = {
      roles: [
        {
          sid: "MalwareScan",
          roleArns: [role("malware-scan")],
          actions: ["kms:Decrypt", "kms:GenerateDataKey"],
          viaServices: ["s3"],
        },
      ],
    };
    const messaging = {
      roles: [
        {
          sid: "ScanResults",
          roleArns: [role("malware-scan-results-events")],
          actions: ["kms:Decrypt", "kms:GenerateDataKey"],
          viaServices: ["sns"],
        },
      ],
    };
    expect(scannerKeyUses(environment, untrustedPrefixes)).toEqual({ lake: use, artifacts: use, messaging });
    expect(scannerKeyUses(environment, { raw: ["intake/"], scratch: ["a/"] })).toEqual({ lake: use, messaging });
  });

  it("leave zones out that have none", () => {
    expect(scannedZones({ artifacts: [], raw: ["intake/"] })).toEqual([["raw", ["intake/"]]]);
  });
});
