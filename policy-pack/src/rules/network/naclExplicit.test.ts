import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { netNaclExplicit as rule } from "./naclExplicit.js";

const anywhere = "0.0.0.0/0";
const entry = (fromPort: unknown, toPort: unknown, cidrBlock: unknown = anywhere, changes: object = {}) => ({
  ruleNo: 100,
  action: "allow",
  protocol: "6",
  fromPort,
  toPort,
  cidrBlock,
  ...changes,
});
const answers = [entry(1024, 3388), entry(3390, 65_535)];
const everything = { protocol: "-1", fromPort: 0, toPort: 0 };
const acl = (ingress: unknown, egress: unknown) => resource(awsType.networkAcl, "acl", { ingress, egress });
const apart = (props: object) =>
  resource(awsType.networkAclRule, "apart", { ruleNumber: 100, ruleAction: "allow", ...props });
const line = (name: string, found: string, expected: string, fix: string): string =>
  `mandatory ${name}: found ${found}; expected ${expected}; fix: ${fix}`;
const openTo = (label: string, side: string, name = "acl"): string =>
  line(
    name,
    `${label} that lets everything through ${side} anywhere`,
    "protocols and ports that the tier needs",
    "replace protocol -1 by entries with a protocol and ports",
  );
const openPort = (label: string, port: number, name = "acl"): string =>
  line(
    name,
    `${label} that admits port ${port} from anywhere`,
    "administrators' ports closed to the outside, in each entry by itself",
    `split the entry's ports so that they leave out ${port}`,
  );
const noAnswers = line(
  "acl",
  "443 out to anywhere and no way back in",
  "entries for the answers, which arrive at ports above 1023",
  "add ingress entries for TCP 1024 to 3388 and 3390 to 65535",
);

describe("net-nacl-explicit", { tags: ["NET-05"] }, () => {
  it("passes named protocols and ports, answers from anywhere, and everything inside private ranges", async () => {
    expect(await reports(rule, [acl(answers, [entry(443, 443)])])).toEqual([]);
    const inside = [entry(0, 65_535, "10.0.0.0/19"), entry(0, 0, "10.0.0.0/19", everything)];
    expect(await reports(rule, [acl([...answers, ...inside], [entry(443, 443), ...inside])])).toEqual([]);
    expect(await reports(rule, [acl([], []), acl(undefined, undefined)])).toEqual([]);
    expect(await reports(rule, [apart({ ...entry(443, 443), egress: true })])).toEqual([]);
  });

  it("passes what it refuses", async () => {
    const refused = entry(0, 0, anywhere, { ...everything, action: "deny" });
    expect(await reports(rule, [acl([refused, ...answers], [refused, entry(443, 443)])])).toEqual([]);
    expect(await reports(rule, [apart({ ...everything, ruleAction: "deny", cidrBlock: anywhere })])).toEqual([]);
  });

  it.each([
    ["-1", { cidrBlock: anywhere }],
    ["all", { cidrBlock: anywhere }],
    ["-1", { cidrBlock: "0.0.0.0/1" }],
    ["-1", { cidrBlock: undefined, ipv6CidrBlock: "::/0" }],
  ])("violates with every protocol %s, %j", async (protocol, range) => {
    const open = entry(0, 0, undefined, { ...everything, protocol, ...range });
    expect(await reports(rule, [acl([open], [open])])).toEqual([
      openTo("ingress[0]", "from"),
      openTo("egress[0]", "to"),
    ]);
    expect(await reports(rule, [apart(open), apart({ ...open, egress: true })])).toEqual([
      openTo("entry", "from", "apart"),
      openTo("entry", "to", "apart"),
    ]);
  });

  it.each(["6", "tcp", "17", "udp"])(
    "violates with administrators' ports open to the outside: %s",
    async (protocol) => {
      const wide = [entry(0, 65_535, anywhere, { protocol })];
      expect(await reports(rule, [acl(wide, [])])).toEqual([openPort("ingress[0]", 22), openPort("ingress[0]", 3389)]);
      expect(await reports(rule, [acl([entry(1024, 65_535, anywhere, { protocol })], [])])).toEqual([
        openPort("ingress[0]", 3389),
      ]);
      expect(await reports(rule, [apart(entry(22, 22, anywhere, { protocol }))])).toEqual([
        openPort("entry", 22, "apart"),
      ]);
      expect(await reports(rule, [acl([], wide)])).toEqual([noAnswers]);
    },
  );

  it("violates where calls leave and no answer comes back", async () => {
    expect(await reports(rule, [acl(undefined, [entry(443, 443)])])).toEqual([noAnswers]);
    expect(await reports(rule, [acl([entry(1024, 3388)], [entry(443, 443)])])).toEqual([noAnswers]);
    expect(await reports(rule, [acl([entry(1024, 65_535, "10.0.0.0/16")], [entry(443, 443)])])).toEqual([noAnswers]);
  });

  it("cannot decide unknown lists, entries and values, each by itself", async () => {
    const undecided = (what: string, name = "acl"): string =>
      `advisory ${name}: undecided: ${what} cannot be known yet`;
    expect(await reports(rule, [acl(unknown, unknown)])).toEqual([undecided("ingress"), undecided("egress")]);
    expect(await reports(rule, [acl([unknown, ...answers], [entry(443, 443)])])).toEqual([undecided("ingress[0]")]);
    expect(await reports(rule, [acl([entry(1024, unknown), ...answers], [])])).toEqual([undecided("ingress[0]")]);
    expect(await reports(rule, [acl([entry(22, 22, unknown)], [entry(0, 0, anywhere, everything)])])).toEqual([
      undecided("ingress[0]"),
      openTo("egress[0]", "to"),
      noAnswers,
    ]);
    expect(await reports(rule, [apart({ ...entry(443, 443), egress: unknown })])).toEqual([
      undecided("egress", "apart"),
    ]);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.vpc, "vpc")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [acl([entry(0, 0, anywhere, everything)], [])]);
});
