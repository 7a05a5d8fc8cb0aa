import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cidrProblem, cidrsOverlap, formatCidr, parseCidr, subCidr, vpcCidrProblem, type Cidr } from "./cidr.js";

const anyCidr = fc
  .tuple(fc.integer({ min: 0, max: 32 }), fc.nat({ max: 2 ** 32 - 1 }))
  .map(([prefixLength, address]): Cidr => {
    const size = 2 ** (32 - prefixLength);
    return { first: Math.floor(address / size) * size, prefixLength };
  });
const last = ({ first, prefixLength }: Cidr) => first + 2 ** (32 - prefixLength) - 1;

describe("parseCidr", () => {
  it.each([
    ["0.0.0.0/0", { first: 0, prefixLength: 0 }],
    ["10.64.0.0/16", { first: 0x0a40_0000, prefixLength: 16 }],
    ["255.255.255.255/32", { first: 0xffff_ffff, prefixLength: 32 }],
  ])("reads %s", (text, cidr) => {
    expect(parseCidr(text)).toEqual(cidr);
  });

  it.each([
    "",
    "10.0.0.0",
    "10.0.0.0/",
    "10.0.0/16",
    "10.0.0.0/33",
    "256.0.0.0/8",
    "10.0.0.1/16",
    "10.64.0.0/9",
    " 10.0.0.0/16",
    "10.0.0.0/16\n",
    "a.b.c.d/16",
    "10.0.0.0/1e1",
    "::/0",
  ])("refuses %j", (text) => {
    expect(parseCidr(text)).toBeUndefined();
  });

  it("reads back whatever is written", () => {
    fc.assert(
      fc.property(anyCidr, (cidr) => {
        expect(parseCidr(formatCidr(cidr))).toEqual(cidr);
      }),
    );
  });

  it("refuses a range with host bits set", () => {
    fc.assert(
      fc.property(
        anyCidr.filter(({ prefixLength }) => prefixLength < 32),
        fc.integer({ min: 1 }),
        (cidr, noise) => {
          const size = 2 ** (32 - cidr.prefixLength);
          const first = cidr.first + 1 + (noise % (size - 1));
          expect(parseCidr(formatCidr({ ...cidr, first }))).toBeUndefined();
        },
      ),
    );
  });

  it("answers any text", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const cidr = parseCidr(text);
        expect(cidr === undefined || /^\d+\.\d+\.\d+\.\d+\/\d+$/.test(text)).toBe(true);
      }),
    );
  });
});

describe("subCidr", () => {
  it("cuts a range into equal parts without gap or overlap", () => {
    fc.assert(
      fc.property(
        anyCidr.filter(({ prefixLength }) => prefixLength <= 27),
        fc.integer({ min: 0, max: 5 }),
        (cidr, bits) => {
          const parts = Array.from({ length: 2 ** bits }, (_, index) => subCidr(cidr, bits, index));
          expect(parts.map(({ prefixLength }) => prefixLength)).toEqual(parts.map(() => cidr.prefixLength + bits));
          expect(parts[0]?.first).toBe(cidr.first);
          for (const [index, part] of parts.entries()) {
            expect(last(part)).toBe((parts[index + 1]?.first ?? last(cidr) + 1) - 1);
          }
        },
      ),
    );
  });

  it.each([
    [{ first: 0, prefixLength: 30 }, 3, 0, "0.0.0.0/30 has no part 0 of 8"],
    [{ first: 0x0a00_0000, prefixLength: 16 }, 2, 4, "10.0.0.0/16 has no part 4 of 4"],
    [{ first: 0x0a00_0000, prefixLength: 16 }, 2, -1, "10.0.0.0/16 has no part -1 of 4"],
  ])("refuses parts that there are not: %j, %i bits, number %i", (cidr, bits, index, message) => {
    expect(() => subCidr(cidr, bits, index)).toThrow(new RangeError(message));
  });
});

describe("cidrsOverlap", () => {
  it.each([
    ["10.0.0.0/16", "10.0.0.0/16", true],
    ["10.0.0.0/16", "10.0.128.0/20", true],
    ["10.0.0.0/16", "10.1.0.0/16", false],
    ["10.1.0.0/16", "10.0.0.0/16", false],
    ["0.0.0.0/0", "255.255.255.255/32", true],
  ])("%s and %s: %s", (one, other, overlap) => {
    expect(cidrsOverlap(parseCidr(one) as Cidr, parseCidr(other) as Cidr)).toBe(overlap);
  });

  it("is the same both ways, and true exactly when one holds an end of the other", () => {
    fc.assert(
      fc.property(anyCidr, anyCidr, (one, other) => {
        const holds = (outer: Cidr, address: number) => outer.first <= address && address <= last(outer);
        expect(cidrsOverlap(one, other)).toBe(holds(one, other.first) || holds(other, one.first));
        expect(cidrsOverlap(one, other)).toBe(cidrsOverlap(other, one));
      }),
    );
  });
});

describe("cidrProblem", () => {
  it.each(["10.0.0.0/8", "10.255.0.0/16", "172.16.0.0/12", "192.168.1.0/24", "100.64.0.0/10"])("takes %s", (text) => {
    expect(cidrProblem(text)).toBeUndefined();
  });

  it.each(["8.8.8.0/24", "172.32.0.0/16", "0.0.0.0/0", "10.0.0.0/7", "192.0.0.0/8", "100.128.0.0/16"])(
    "refuses %s",
    (text) => {
      const outside = "must lie in 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10";
      const malformed = 'must be an IPv4 range such as "10.20.0.0/16" with no host bits set';
      expect(cidrProblem(text)).toBe(parseCidr(text) === undefined ? malformed : outside);
    },
  );
});

describe("vpcCidrProblem", { tags: ["NET-01"] }, () => {
  it.each(["10.64.0.0/16", "10.64.0.0/20", "172.16.0.0/16", "172.18.0.0/16"])("takes %s", (text) => {
    expect(vpcCidrProblem(text)).toBeUndefined();
  });

  it.each([
    ["10.64.0.0", 'must be an IPv4 range such as "10.20.0.0/16" with no host bits set'],
    ["11.0.0.0/16", "must lie in 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10"],
    ["10.0.0.0/15", "must be a /16 to /20: AWS takes no larger VPC, and in a smaller one subnets run out of addresses"],
    ["10.0.0.0/21", "must be a /16 to /20: AWS takes no larger VPC, and in a smaller one subnets run out of addresses"],
    ["172.17.0.0/16", "must not overlap 172.17.0.0/16, which containers on the hosts of managed jobs use"],
    ["172.17.16.0/20", "must not overlap 172.17.0.0/16, which containers on the hosts of managed jobs use"],
  ])("refuses %s", (text, problem) => {
    expect(vpcCidrProblem(text)).toBe(problem);
  });
});
