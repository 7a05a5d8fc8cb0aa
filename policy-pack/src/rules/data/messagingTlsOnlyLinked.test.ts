import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { document } from "../../policies.fixture.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { dataMessagingTlsOnlyLinked as rule } from "./messagingTlsOnlyLinked.js";

const cases = [
  {
    kind: "aws.sns.TopicPolicy",
    it_: resource(awsType.topic, "it", {}, { outputs: { arn: unknown } }),
    made: resource(awsType.topic, "it", {}, { outputs: { arn: "arn:topic" } }),
    type: awsType.topicPolicy,
    path: "arn",
    value: "arn:topic",
    action: "sns:Publish",
    ofType: awsType.topic,
  },
  {
    kind: "aws.sqs.QueuePolicy",
    it_: resource(awsType.queue, "it", {}, { outputs: { url: unknown } }),
    made: resource(awsType.queue, "it", {}, { outputs: { url: "https://queue" } }),
    type: awsType.queuePolicy,
    path: "queueUrl",
    value: "https://queue",
    action: "sqs:*",
    ofType: awsType.queue,
  },
];

describe("data-messaging-tls-only-linked", { tags: ["DATA-06"] }, () => {
  describe.each(cases)("$kind", ({ kind, it_, made, type, path, value, action, ofType }) => {
    const deny = document([
      {
        Effect: "Deny",
        Principal: "*",
        Action: action,
        Resource: "*",
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]);
    const missing = `mandatory it: found no ${kind}; expected exactly one ${kind}; fix: add an ${kind} with a Deny of plain HTTP`;

    it("passes with one policy, by dependency and by value", async () => {
      expect(
        await reports(rule, [
          it_,
          resource(type, "policy", { [path]: unknown }, { propertyDependencies: { [path]: [it_] } }),
        ]),
      ).toEqual([]);
      expect(await reports(rule, [made, resource(type, "policy", { [path]: value })])).toEqual([]);
    });

    it("passes with an inline policy that refuses plain HTTP", async () => {
      expect(await reports(rule, [resource(ofType, "it", { policy: deny })])).toEqual([]);
    });

    it("violates without a policy, with one that AWS made, or with one of another", async () => {
      expect(await reports(rule, [it_])).toEqual([missing]);
      expect(await reports(rule, [resource(ofType, "it", {}, { outputs: { policy: document([]) } })])).toEqual([
        missing,
      ]);
      expect(await reports(rule, [made, resource(type, "policy", { [path]: "another" })])).toEqual([missing]);
    });

    it("violates with two", async () => {
      const two = ["a", "b"].map((name) => resource(type, name, { [path]: value }));
      expect(await reports(rule, [made, ...two])).toEqual([
        `mandatory it: found 2 of type ${kind}; expected exactly one ${kind}; fix: merge them into one`,
      ]);
    });

    it("cannot decide while one could be for it", async () => {
      expect(await reports(rule, [it_, resource(type, "floating", { [path]: unknown })])).toEqual([
        "advisory it: undecided: whether floating is for it cannot be known yet",
      ]);
    });

    itHonoursExemptions(rule, [it_]);
  });

  it("does not apply to a stack without topics and queues", async () => {
    expect(await reasons(rule, [resource(awsType.key, "key")])).toHaveLength(1);
  });
});
