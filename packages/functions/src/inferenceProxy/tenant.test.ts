import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deployment } from "./testing.fixture.js";
import { bodyNamesOther, contextNamesOther, namesTenant, pathNamesOther, tenantOf } from "./tenant.js";

const { tenants } = deployment;

describe("tenantOf", { tags: ["INF-26", "INF-09"] }, () => {
  it("knows a role by account and name, whatever its path and session", () => {
    const sessions = fc.stringMatching(/^[\w+=,.@-]{2,64}$/);
    fc.assert(
      fc.property(sessions, (session) => {
        const arn = `arn:aws:sts::111111111111:assumed-role/acme-caller/${session}`;
        expect(tenantOf(tenants, arn, "111111111111")?.id).toBe("acme");
      }),
    );
    const china = tenants.map((tenant) => ({ ...tenant, roleArns: ["arn:aws-cn:iam::111111111111:role/a"] }));
    expect(tenantOf(china, "arn:aws-cn:sts::111111111111:assumed-role/a/s1", "111111111111")?.id).toBe("acme");
  });

  it("knows nobody else, whatever the ARN", () => {
    const part = fc.constantFrom(
      "arn",
      "aws",
      "sts",
      "iam",
      "111111111111",
      "assumed-role",
      "acme-caller",
      "globex-caller",
      ":",
      "/",
      "*",
      "role",
      "",
    );
    const known = /^arn:aws:sts::111111111111:assumed-role\/(acme|globex)-caller\/.{2,}$/;
    fc.assert(
      fc.property(
        fc.array(part).map((parts) => parts.join("")),
        (arn) => {
          fc.pre(!known.test(arn));
          expect(tenantOf(tenants, arn, "111111111111")).toBeUndefined();
        },
      ),
      { numRuns: 1_000 },
    );
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (arn, account) => {
        expect(tenantOf(tenants, arn, account)).toBeUndefined();
      }),
    );
  });
});

describe("what names a tenant", { tags: ["INF-26"] }, () => {
  it.each(["tenant", "Tenant-ID", "tenant_id", "x-tenant-id", "X-Amz-Tenant-Id", "custom:tenant", "tenantName"])(
    "%s does",
    (key) => {
      expect(namesTenant(key)).toBe(true);
    },
  );

  it.each(["tenants", "tenancy", "content", "id", "lieutenant", "x-amzn-trace-id", "tenant_count", ""])(
    "%s does not",
    (key) => {
      expect(namesTenant(key)).toBe(false);
    },
  );

  it("finds any other name, in whatever is around it", () => {
    const keys = fc.constantFrom("tenant", "x-tenant-id", "custom:tenant");
    const other = fc.string().filter((id) => id !== "acme");
    fc.assert(
      fc.property(keys, other, fc.dictionary(fc.constantFrom("a", "b"), fc.string()), (key, id, rest) => {
        expect(contextNamesOther({ ...rest, [key]: id }, "acme")).toBe(true);
        expect(contextNamesOther({ claims: { ...rest, [key]: id } }, "acme")).toBe(true);
        expect(contextNamesOther({ ...rest, [key]: "acme" }, "acme")).toBe(false);
        expect(bodyNamesOther({ list: [{ ...rest, [key]: id }] }, "acme")).toBe(true);
        expect(bodyNamesOther({ list: [{ ...rest, [key]: "acme" }] }, "acme")).toBe(false);
      }),
    );
  });

  it("leaves numbers to the schema", () => {
    expect(bodyNamesOther({ tenant: 3 }, "acme")).toBe(false);
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(typeof contextNamesOther(value, "acme")).toBe("boolean");
        expect(typeof pathNamesOther(value, tenants, "acme")).toBe("boolean");
      }),
    );
  });

  it("sees another tenant's name as a whole segment of a path only", () => {
    expect(pathNamesOther("/dev/globex/churn", tenants, "acme")).toBe(true);
    expect(pathNamesOther("/globex-churn/%E0%A4%A", tenants, "acme")).toBe(false);
    expect(pathNamesOther("/acme/churn", tenants, "acme")).toBe(false);
  });
});
