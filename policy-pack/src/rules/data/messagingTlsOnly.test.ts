import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { document, type RawStatement } from "../../policies.fixture.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { dataMessagingTlsOnly as rule } from "./messagingTlsOnly.js";

const deny = (Action: unknown, change: RawStatement = {}): RawStatement => ({
  Sid: "DenyPlaintext",
  Effect: "Deny",
  Principal: "*",
  Action,
  Resource: "*",
  Condition: { Bool: { "aws:SecureTransport": "false" } },
  ...change,
});
const types = [
  [awsType.topicPolicy, "sns:Publish"],
  [awsType.topic, "sns:Publish"],
  [awsType.queuePolicy, "sqs:*"],
  [awsType.queue, "sqs:*"],
] as const;
const line = (found: string, action: string): string =>
  `mandatory it: found ${found}; expected a Deny of ${action} to everyone with Bool aws:SecureTransport false, without further conditions; ` +
  "fix: put the statement DenyPlaintext into policy";

describe("data-messaging-tls-only", { tags: ["DATA-06"] }, () => {
  describe.each(types)("%s", (type, action) => {
    const it_ = (policy: unknown) => resource(type, "it", { policy });

    it("passes a Deny of plain HTTP", async () => {
      expect(await reports(rule, [it_(document([deny(action)]))])).toEqual([]);
    });

    it("violates without one", async () => {
      expect(await reports(rule, [it_(document([]))])).toEqual([line("a policy without DenyPlaintext", action)]);
    });

    it.each<[string, RawStatement]>([
      [
        "an exception",
        { Condition: { Bool: { "aws:SecureTransport": "false" }, ArnNotLike: { "aws:PrincipalArn": "a" } } },
      ],
      ["the wrong value", { Condition: { Bool: { "aws:SecureTransport": "true" } } }],
      ["one principal", { Principal: { AWS: "111111111111" } }],
      ["another action", { Action: "sns:Subscribe" }],
    ])("violates with %s", async (_case, change) => {
      expect(await reports(rule, [it_(document([deny(action, change)]))])).toEqual([
        line("a policy with a similar statement only (DenyPlaintext)", action),
      ]);
    });

    it("cannot decide an unknown policy", async () => {
      expect(await reports(rule, [it_(unknown)])).toEqual(["advisory it: undecided: policy cannot be known yet"]);
    });

    itHonoursExemptions(rule, [it_(document([]))]);
  });

  it("does not ask a queue for less than all of its actions", async () => {
    expect(
      await reports(rule, [resource(awsType.queuePolicy, "it", { policy: document([deny("sqs:SendMessage")]) })]),
    ).toHaveLength(1);
  });

  it.each([awsType.topicPolicy, awsType.queuePolicy])("violates with a %s without policy", async (type) => {
    expect(await reports(rule, [resource(type, "it")])).toEqual([
      "mandatory it: found no policy; expected a policy document; fix: set policy to the JSON text of a policy document",
    ]);
  });

  it("does not apply to topics and queues whose policy is a resource of its own, nor to other types", async () => {
    const stack = [resource(awsType.topic, "topic"), resource(awsType.queue, "queue")];
    expect(await reports(rule, stack)).toEqual([]);
    expect(await reasons(rule, stack)).toEqual([
      "The policy is a resource of its own",
      "The policy is a resource of its own",
    ]);
    expect(await reasons(rule, [resource(awsType.bucket, "raw")])).toHaveLength(1);
  });
});
