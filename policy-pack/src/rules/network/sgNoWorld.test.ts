import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { netSgNoWorld as rule } from "./sgNoWorld.js";

const group = (changes: object = {}) =>
  resource(awsType.securityGroup, "group", { vpcId: "vpc-1", description: "Jobs", ...changes });
const flow = { securityGroupId: "sg-1", ipProtocol: "tcp", fromPort: 443, toPort: 443, description: "HTTPS" };
const ingress = (changes: object = {}) =>
  resource(awsType.securityGroupIngressRule, "in", { ...flow, referencedSecurityGroupId: "sg-2", ...changes });
const egress = (changes: object = {}) =>
  resource(awsType.securityGroupEgressRule, "out", { ...flow, referencedSecurityGroupId: "sg-2", ...changes });
const line = (name: string, found: string, expected: string, fix: string): string =>
  `mandatory ${name}: found ${found}; expected ${expected}; fix: ${fix}`;
const byGroup = (property: string, range: string): string =>
  line(
    "in",
    `ingress from ${property} ${range}`,
    "ingress from a security group",
    `replace ${property} by referencedSecurityGroupId`,
  );
const toWorld = (property: string, range: string): string =>
  line(
    "out",
    `${property} "${range}"`,
    "a group, a prefix list or private addresses",
    `replace ${property} by referencedSecurityGroupId, or by prefixListId for S3 and DynamoDB`,
  );
const everyProtocol = (name: string, found = "every protocol and port"): string =>
  line(
    name,
    found,
    "one protocol, and -1 only from a group to itself",
    "set ipProtocol, fromPort and toPort to what the flow needs",
  );

describe("net-sg-no-world", { tags: ["NET-04"] }, () => {
  it("passes a described group and rules from group to group, to a prefix list and to private addresses", async () => {
    const all = [
      group(),
      group({ ingress: [], egress: [] }),
      ingress(),
      egress(),
      egress({ referencedSecurityGroupId: undefined, prefixListId: "pl-1" }),
      egress({ referencedSecurityGroupId: undefined, cidrIpv4: "10.0.0.0/16" }),
      egress({ referencedSecurityGroupId: undefined, cidrIpv6: "fd00::/8" }),
      ingress({ ipProtocol: "-1", fromPort: undefined, toPort: undefined, referencedSecurityGroupId: "sg-1" }),
    ];
    expect(await reports(rule, all)).toEqual([]);
  });

  it.each(["0.0.0.0/0", "0.0.0.0/1", "203.0.113.0/24"])("violates with egress to %s", async (range) => {
    expect(await reports(rule, [egress({ cidrIpv4: range, referencedSecurityGroupId: undefined })])).toEqual([
      toWorld("cidrIpv4", range),
    ]);
  });

  describe("of a declared egress", () => {
    const declared = (changes: object = {}) =>
      egress({
        cidrIpv4: "0.0.0.0/0",
        referencedSecurityGroupId: undefined,
        tags: { egress: "inspected" },
        ...changes,
      });

    it.each(["nat", "inspected"])("passes to port 443: %s", async (mode) => {
      expect(await reports(rule, [declared({ tags: { egress: mode } })])).toEqual([]);
    });

    it.each([
      { tags: { egress: "none" } },
      { tags: undefined },
      { tags: { egress: unknown } },
      { fromPort: 80 },
      { toPort: 8443 },
      { ipProtocol: "udp" },
      { cidrIpv4: "0.0.0.0/1" },
      { cidrIpv6: "::/0" },
    ])("violates otherwise: %j", async (changes) => {
      expect((await reports(rule, [declared(changes)])).length).toBeGreaterThan(0);
    });
  });

  it("violates with egress to every IPv6 address", async () => {
    expect(await reports(rule, [egress({ cidrIpv6: "::/0", referencedSecurityGroupId: undefined })])).toEqual([
      toWorld("cidrIpv6", "::/0"),
    ]);
  });

  it.each([
    ["cidrIpv4", "0.0.0.0/0"],
    ["cidrIpv4", "10.0.0.0/16"],
    ["cidrIpv6", "::/0"],
    ["prefixListId", "pl-1"],
  ])("violates with ingress by %s %s", async (property, range) => {
    expect(await reports(rule, [ingress({ [property]: range, referencedSecurityGroupId: undefined })])).toEqual([
      byGroup(property, range),
    ]);
  });

  it("violates with every protocol between two groups, and without any", async () => {
    const open = { ipProtocol: "-1", fromPort: undefined, toPort: undefined };
    expect(await reports(rule, [ingress(open), egress(open)])).toEqual([everyProtocol("in"), everyProtocol("out")]);
    expect(
      await reports(rule, [egress({ ...open, referencedSecurityGroupId: undefined, prefixListId: "pl-1" })]),
    ).toEqual([everyProtocol("out")]);
    expect(await reports(rule, [ingress({ ipProtocol: undefined })])).toEqual([everyProtocol("in", "no ipProtocol")]);
  });

  it("violates with inline rules", async () => {
    const one = [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/16"] }];
    const inline = (property: string, found: string): string =>
      line(
        "group",
        `${found} in ${property}`,
        "rules that are resources of their own, which inline ones would overwrite",
        `remove ${property} and add an aws.vpc.SecurityGroupIngressRule or aws.vpc.SecurityGroupEgressRule for each flow`,
      );
    expect(await reports(rule, [group({ ingress: one, egress: [...one, unknown] })])).toEqual([
      inline("ingress", "1 inline rule"),
      inline("egress", "2 inline rules"),
    ]);
  });

  it.each([undefined, "", " ", "Managed by Pulumi"])("violates with the description %j", async (description) => {
    const found = description === undefined ? "no description" : `description ${JSON.stringify(description)}`;
    const undescribed = (name: string): string =>
      line(name, found, "a description that says what it is for", "set description");
    expect(await reports(rule, [group({ description }), ingress({ description }), egress({ description })])).toEqual([
      undescribed("group"),
      undescribed("in"),
      undescribed("out"),
    ]);
  });

  it("violates with a rule of the older kind", async () => {
    expect(await reports(rule, [resource(awsType.securityGroupRule, "older", { type: "egress", self: true })])).toEqual(
      [
        line(
          "older",
          "a rule that may hold several ranges and has no id of its own",
          "one aws.vpc.SecurityGroupIngressRule or aws.vpc.SecurityGroupEgressRule for each flow",
          "replace it by rules of the aws.vpc module",
        ),
      ],
    );
  });

  it("cannot decide unknown values, each by itself", async () => {
    const undecided = (name: string, what: string): string =>
      `advisory ${name}: undecided: ${what} cannot be known yet`;
    expect(await reports(rule, [group({ ingress: unknown, egress: unknown, description: unknown })])).toEqual([
      undecided("group", "description"),
      undecided("group", "ingress"),
      undecided("group", "egress"),
    ]);
    expect(await reports(rule, [ingress({ cidrIpv4: unknown, cidrIpv6: unknown, prefixListId: unknown })])).toEqual([
      undecided("in", "cidrIpv4"),
      undecided("in", "cidrIpv6"),
      undecided("in", "prefixListId"),
    ]);
    expect(await reports(rule, [egress({ ipProtocol: unknown, cidrIpv4: unknown, cidrIpv6: "::/0" })])).toEqual([
      undecided("out", "ipProtocol"),
      undecided("out", "cidrIpv4"),
      toWorld("cidrIpv6", "::/0"),
    ]);
    const self = { ipProtocol: "-1", securityGroupId: unknown, referencedSecurityGroupId: unknown };
    expect(await reports(rule, [ingress(self)])).toEqual([undecided("in", "whether it leads to its own group")]);
  });

  it("passes groups that cannot be known yet, and unknown ports of one protocol", async () => {
    expect(await reports(rule, [ingress({ securityGroupId: unknown, referencedSecurityGroupId: unknown })])).toEqual(
      [],
    );
    expect(await reports(rule, [egress({ prefixListId: unknown, referencedSecurityGroupId: undefined })])).toEqual([]);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.vpc, "vpc")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [ingress({ cidrIpv4: "0.0.0.0/0", referencedSecurityGroupId: undefined })]);
});
