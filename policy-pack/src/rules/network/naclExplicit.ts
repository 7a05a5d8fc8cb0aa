import type { ResourceValidationArgs } from "@pulumi/policy";
import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read, readList, type Read } from "../../known.js";
import { isPrivateRange } from "../../privateRange.js";
import type { Verdict } from "../../verdict.js";

/** One entry of an ACL, whatever resource it stands in. */
interface Entry {
  readonly label: string;
  readonly allows: Read<boolean>;
  readonly isFromOutside: Read<boolean>;
  readonly everyProtocol: Read<boolean>;
  readonly covers: (port: number) => Read<boolean>;
  readonly direction: "ingress" | "egress";
}

/**
 * Network ACLs name protocols and ports: an entry that lets everything through makes them worthless, and administrators'
 * ports are open to nobody outside.
 *
 * @see AWS, "EC2 controls for Security Hub" (EC2.21):
 * https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html
 */
export const netNaclExplicit = defineResourceRule({
  name: "net-nacl-explicit",
  types: [awsType.networkAcl, awsType.networkAclRule],
  check(resource, verdict) {
    if (resource.type === awsType.networkAclRule) {
      const out = read(resource.props, "egress");
      if (out.state === "unknown") verdict.undecided("egress cannot be known yet");
      else {
        const direction = out.state === "known" && out.value === true ? "egress" : "ingress";
        judgeEntry(entryOf("entry", direction, resource.props, "ruleAction"), verdict);
      }
      return;
    }
    const entries = [...inlineEntries(resource, "ingress", verdict), ...inlineEntries(resource, "egress", verdict)];
    for (const entry of entries) judgeEntry(entry, verdict);
    judgeAnswers(resource, entries, verdict);
  },
});

function inlineEntries(
  { props }: ResourceValidationArgs,
  direction: "ingress" | "egress",
  verdict: Verdict,
): readonly Entry[] {
  const list = readList(props, direction);
  if (list.state === "unknown") verdict.undecided(`${direction} cannot be known yet`);
  if (list.state !== "known") return [];
  return list.value.flatMap((entry, index) => {
    if (entry.state === "unknown") verdict.undecided(`${direction}[${index}] cannot be known yet`);
    return entry.state === "known" ? [entryOf(`${direction}[${index}]`, direction, entry.value, "action")] : [];
  });
}

function entryOf(label: string, direction: "ingress" | "egress", container: unknown, action: string): Entry {
  const protocol = read(container, "protocol");
  const everyProtocol = mapped(protocol, (value) => ["-1", "all"].includes(String(value).toLowerCase()));
  const ranges = [read(container, "cidrBlock"), read(container, "ipv6CidrBlock")];
  return {
    label,
    direction,
    allows: mapped(read(container, action), (value) => String(value).toLowerCase() === "allow"),
    isFromOutside: either(ranges.map((range) => mapped(range, (value) => !isPrivateRange(String(value))))),
    everyProtocol,
    covers(port) {
      const byProtocol = mapped(protocol, (value) => ["6", "tcp", "17", "udp"].includes(String(value).toLowerCase()));
      const from = mapped(read(container, "fromPort"), (value) => Number(value) <= port);
      const to = mapped(read(container, "toPort"), (value) => Number(value) >= port);
      return either([everyProtocol, both([byProtocol, from, to])]);
    },
  };
}

function judgeEntry(entry: Entry, verdict: Verdict): void {
  const opens = both([entry.allows, entry.isFromOutside]);
  const side = entry.direction === "ingress" ? "from" : "to";
  const everything = both([opens, entry.everyProtocol]);
  if (everything.state === "unknown") verdict.undecided(`${entry.label} cannot be known yet`);
  else if (isTrue(everything)) {
    verdict.violation({
      property: entry.label,
      found: `${entry.label} that lets everything through ${side} anywhere`,
      expected: "protocols and ports that the tier needs",
      fix: "replace protocol -1 by entries with a protocol and ports",
    });
    return;
  }
  for (const port of entry.direction === "ingress" ? [22, 3389] : []) {
    const open = both([opens, entry.covers(port)]);
    if (open.state === "unknown") verdict.undecided(`${entry.label} cannot be known yet`);
    if (!isTrue(open)) continue;
    verdict.violation({
      property: `${entry.label} ${port}`,
      found: `${entry.label} that admits port ${port} from anywhere`,
      expected: "administrators' ports closed to the outside, in each entry by itself",
      fix: `split the entry's ports so that they leave out ${port}`,
    });
  }
}

/** An ACL forgets who called: without a way back, every call that it lets out hangs. */
function judgeAnswers({ props }: ResourceValidationArgs, entries: readonly Entry[], verdict: Verdict): void {
  if (readList(props, "ingress").state === "unknown") return;
  const open = (direction: string, port: number): boolean =>
    entries.some(
      (entry) => entry.direction === direction && isTrue(both([entry.allows, entry.isFromOutside, entry.covers(port)])),
    );
  if (!open("egress", 443) || open("ingress", 65_535)) return;
  if (entries.some(({ direction, allows }) => direction === "ingress" && allows.state === "unknown")) return;
  verdict.violation({
    property: "answers",
    found: "443 out to anywhere and no way back in",
    expected: "entries for the answers, which arrive at ports above 1023",
    fix: "add ingress entries for TCP 1024 to 3388 and 3390 to 65535",
  });
}

function mapped(value: Read, map: (value: unknown) => boolean): Read<boolean> {
  return value.state === "known" ? { state: "known", value: map(value.value) } : value;
}

function isTrue(value: Read<boolean>): boolean {
  return value.state === "known" && value.value;
}

/** Whether all hold; one that does not decides, whatever else is unknown. */
function both(values: readonly Read<boolean>[]): Read<boolean> {
  if (values.some((value) => value.state !== "unknown" && !isTrue(value))) return { state: "known", value: false };
  return values.find(({ state }) => state === "unknown") ?? { state: "known", value: true };
}

/** Whether one holds; one that does decides, whatever else is unknown. */
function either(values: readonly Read<boolean>[]): Read<boolean> {
  if (values.some(isTrue)) return { state: "known", value: true };
  return values.find(({ state }) => state === "unknown") ?? { state: "known", value: false };
}
