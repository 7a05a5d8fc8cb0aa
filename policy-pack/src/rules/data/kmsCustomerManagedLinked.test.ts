import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType, stackReferenceType } from "../../awsTypes.js";
import { reasons, reports } from "../../ruleCases.fixture.js";
import { dataKmsCustomerManagedLinked as rule } from "./kmsCustomerManagedLinked.js";

const key = resource(awsType.key, "key");
const topic = resource(awsType.topic, "topic");

describe("data-kms-customer-managed-linked", { tags: ["DATA-01"] }, () => {
  it.each([key, resource(stackReferenceType, "account"), resource(awsType.replicaKey, "replica")])(
    "passes an unknown key that comes from $type",
    async (source) => {
      const propertyDependencies = { kmsMasterKeyId: [source] };
      const queue = resource(awsType.queue, "queue", { kmsMasterKeyId: unknown }, { propertyDependencies });
      expect(await reports(rule, [source, queue])).toEqual([]);
    },
  );

  it("reads the dependencies of the property that holds a nested argument", async () => {
    const inputs = { encryptionConfiguration: { kmsKeyId: unknown } };
    const propertyDependencies = { encryptionConfiguration: [key] };
    const machine = resource("aws:sfn/stateMachine:StateMachine", "machine", inputs, { propertyDependencies });
    expect(await reports(rule, [key, machine])).toEqual([]);
  });

  it.each([[[]], [[topic]]])("cannot decide an unknown key that comes from %j", async (sources) => {
    const propertyDependencies = { kmsMasterKeyId: sources, tags: [key] };
    const queue = resource(awsType.queue, "queue", { kmsMasterKeyId: unknown }, { propertyDependencies });
    expect(await reports(rule, [key, topic, queue])).toEqual([
      "advisory queue: undecided: kmsMasterKeyId cannot be known yet and depends on no aws.kms.Key",
      // The topic of this stack names no key, which is for data-kms-customer-managed to say.
    ]);
  });

  it("cannot decide while one of several keys is unknown", async () => {
    const artifactStores = [
      { encryptionKey: { id: "arn:aws:kms:eu-central-1:1:key/a" } },
      { encryptionKey: { id: unknown } },
    ];
    expect(
      await reports(rule, [resource("aws:codepipeline/pipeline:Pipeline", "pipeline", { artifactStores })]),
    ).toEqual([
      "advisory pipeline: undecided: artifactStores[].encryptionKey.id cannot be known yet and depends on no aws.kms.Key",
    ]);
  });

  it("says nothing of values that are known or absent", async () => {
    expect(await reports(rule, [resource(awsType.queue, "queue", { kmsMasterKeyId: "alias/aws/sqs" })])).toEqual([]);
    expect(await reports(rule, [resource(awsType.queue, "queue")])).toEqual([]);
  });

  it("does not apply to a stack without what it judges", async () => {
    const [reason] = await reasons(rule, [key]);
    expect(reason).toMatch(/^The stack has no resource of type aws:backup\/vault:Vault, /);
  });
});
