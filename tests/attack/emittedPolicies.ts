import { all, type ProgramRun, type RecordedResource } from "@secure-ml/testing";
import type { EnvironmentRun } from "../environmentRun.js";
import type { PolicyDocument } from "./expectAllowed.js";

/** Where a document stands; with the ARN of what it belongs to it is the document's id. */
export type PolicyKind = "identity" | "managed" | "trust" | "boundary" | "resource" | "endpoint";

/** Every policy that both stacks of an environment emit. */
export interface EmittedPolicies {
  /** Documents by {@link documentId}. */
  readonly documents: ReadonlyMap<string, PolicyDocument>;
  /** ARN of the permissions boundary by ARN of the role that carries it. */
  readonly boundaryOf: ReadonlyMap<string, string>;
  /** ARNs of the managed policies that are attached to a role, by ARN of the role. */
  readonly attachedTo: ReadonlyMap<string, readonly string[]>;
  /** ARN of the key under which a bucket, table, queue or topic is encrypted, by the ARN of that. */
  readonly keyOf: ReadonlyMap<string, string>;
}

/** Id of a document. */
export function documentId(kind: PolicyKind, arn: string): string {
  return `${kind} ${arn}`;
}

/** Id of the policy that holds for every image repository of the account. */
export const registryDocumentId = documentId("resource", "of the image registry");

/** Types that carry a policy, and properties that hold it: whatever else holds one makes {@link emittedPolicies} throw. */
const policyProperties: Readonly<Record<string, readonly string[]>> = {
  // Says what is masked, and to nobody what they may do.
  "aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy": ["policyDocument"],
  "aws:dynamodb/resourcePolicy:ResourcePolicy": ["policy"],
  "aws:ecr/registryPolicy:RegistryPolicy": ["policy"],
  "aws:ecr/repositoryPolicy:RepositoryPolicy": ["policy"],
  "aws:apigateway/restApiPolicy:RestApiPolicy": ["policy"],
  "aws:ec2/vpcEndpoint:VpcEndpoint": ["policy"],
  "aws:iam/policy:Policy": ["policy"],
  "aws:iam/role:Role": ["assumeRolePolicy"],
  "aws:iam/rolePolicy:RolePolicy": ["policy"],
  "aws:kms/key:Key": ["policy"],
  "aws:s3/bucketPolicy:BucketPolicy": ["policy"],
  "aws:secretsmanager/secretPolicy:SecretPolicy": ["policy"],
  "aws:sns/topicPolicy:TopicPolicy": ["policy"],
  "aws:sqs/queuePolicy:QueuePolicy": ["policy"],
};

/**
 * Collects the policies of both stacks.
 *
 * @throws Error when a stack makes a kind of policy that no attack would see
 */
export function emittedPolicies({ account, platform }: EnvironmentRun): EmittedPolicies {
  const documents = new Map<string, PolicyDocument>();
  const boundaryOf = new Map<string, string>();
  const attachedTo = new Map<string, readonly string[]>();
  const keyOf = new Map<string, string>();
  for (const run of [account, platform]) {
    refuseUnseenPolicies(run);
    for (const policy of all(run, "aws:iam/policy:Policy")) {
      const arn = text(policy.outputs["arn"]);
      const kind = arn.endsWith("-boundary") ? "boundary" : "managed";
      documents.set(documentId(kind, arn), parsed(policy, "policy"));
    }
    for (const role of all(run, "aws:iam/role:Role")) {
      const arn = text(role.outputs["arn"]);
      documents.set(documentId("trust", arn), parsed(role, "assumeRolePolicy"));
      boundaryOf.set(arn, text(role.inputs["permissionsBoundary"]));
      const attachments = all(run, "aws:iam/rolePolicyAttachment:RolePolicyAttachment").filter(
        ({ inputs }) => inputs["role"] === role.inputs["name"],
      );
      attachedTo.set(
        arn,
        attachments.map(({ inputs }) => text(inputs["policyArn"])),
      );
      const own = all(run, "aws:iam/rolePolicy:RolePolicy").filter(
        ({ inputs }) => inputs["role"] === role.inputs["name"],
      );
      documents.set(documentId("identity", arn), {
        Version: "2012-10-17",
        Statement: own.flatMap((policy) => parsed(policy, "policy").Statement),
      });
    }
    for (const key of all(run, "aws:kms/key:Key")) {
      documents.set(documentId("resource", text(key.outputs["arn"])), parsed(key, "policy"));
    }
    for (const bucket of all(run, "aws:s3/bucket:Bucket")) {
      const arn = text(bucket.outputs["arn"]);
      const named = ({ inputs }: RecordedResource) => inputs["bucket"] === bucket.inputs["bucket"];
      const policies = all(run, "aws:s3/bucketPolicy:BucketPolicy").filter(named);
      documents.set(documentId("resource", arn), parsed(onlyOne(policies, arn), "policy"));
      const encryption = all(
        run,
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
      ).filter(named);
      const key = /"kmsMasterKeyId":"([^"]+)"/.exec(JSON.stringify(onlyOne(encryption, arn).inputs["rules"]))?.[1];
      if (key !== undefined) keyOf.set(arn, key);
    }
    for (const queue of all(run, "aws:sqs/queue:Queue")) {
      const arn = text(queue.outputs["arn"]);
      const policies = all(run, "aws:sqs/queuePolicy:QueuePolicy").filter(
        ({ inputs }) => inputs["queueUrl"] === queue.outputs["url"],
      );
      documents.set(documentId("resource", arn), parsed(onlyOne(policies, arn), "policy"));
      keyOf.set(arn, text(queue.inputs["kmsMasterKeyId"]));
    }
    for (const topic of all(run, "aws:sns/topic:Topic")) {
      const arn = text(topic.outputs["arn"]);
      const policies = all(run, "aws:sns/topicPolicy:TopicPolicy").filter(({ inputs }) => inputs["arn"] === arn);
      documents.set(documentId("resource", arn), parsed(onlyOne(policies, arn), "policy"));
      keyOf.set(arn, text(topic.inputs["kmsMasterKeyId"]));
    }
    for (const table of all(run, "aws:dynamodb/table:Table")) {
      const arn = text(table.outputs["arn"]);
      const policies = all(run, "aws:dynamodb/resourcePolicy:ResourcePolicy").filter(
        ({ inputs }) => inputs["resourceArn"] === arn,
      );
      documents.set(documentId("resource", arn), parsed(onlyOne(policies, arn), "policy"));
      keyOf.set(arn, text((table.inputs["serverSideEncryption"] as Record<string, unknown>)["kmsKeyArn"]));
    }
    for (const secret of all(run, "aws:secretsmanager/secret:Secret")) {
      const arn = text(secret.outputs["arn"]);
      const policies = all(run, "aws:secretsmanager/secretPolicy:SecretPolicy").filter(
        ({ inputs }) => inputs["secretArn"] === arn,
      );
      documents.set(documentId("resource", arn), parsed(onlyOne(policies, arn), "policy"));
      keyOf.set(arn, text(secret.inputs["kmsKeyId"]));
    }
    for (const registry of all(run, "aws:ecr/registryPolicy:RegistryPolicy")) {
      documents.set(registryDocumentId, parsed(registry, "policy"));
    }
    for (const repository of all(run, "aws:ecr/repository:Repository")) {
      const arn = text(repository.outputs["arn"]);
      const policies = all(run, "aws:ecr/repositoryPolicy:RepositoryPolicy").filter(
        ({ inputs }) => inputs["repository"] === repository.inputs["name"],
      );
      const policy = parsed(onlyOne(policies, arn), "policy");
      // It speaks of its repository without naming it.
      const Statement = policy.Statement.map((statement) => ({ ...statement, Resource: arn }));
      documents.set(documentId("resource", arn), { ...policy, Statement });
    }
    for (const endpoint of all(run, "aws:ec2/vpcEndpoint:VpcEndpoint")) {
      documents.set(documentId("endpoint", serviceOf(endpoint)), parsed(endpoint, "policy"));
    }
    for (const policy of all(run, "aws:apigateway/restApiPolicy:RestApiPolicy")) {
      const api = all(run, "aws:apigateway/restApi:RestApi").find(({ id }) => id === policy.inputs["restApiId"]);
      documents.set(documentId("resource", text(api?.outputs["executionArn"])), parsed(policy, "policy"));
    }
    for (const lambda of all(run, "aws:lambda/function:Function")) {
      const arn = text(lambda.outputs["arn"]);
      const permissions = all(run, "aws:lambda/permission:Permission").filter(
        ({ inputs }) => inputs["function"] === lambda.inputs["name"],
      );
      documents.set(documentId("resource", arn), {
        Version: "2012-10-17",
        Statement: permissions.map(({ inputs }) => functionStatement(arn, inputs)),
      });
    }
  }
  return { documents, boundaryOf, attachedTo, keyOf };
}

/** The service behind an endpoint, such as `s3`; SageMaker's own form keeps its first part: `aws.sagemaker.studio`. */
function serviceOf({ inputs }: RecordedResource): string {
  return text(inputs["serviceName"])
    .replace(/^com\.amazonaws\.[^.]+\./, "")
    .replace(/^(aws\.sagemaker)\.[^.]+\./, "$1.");
}

/** The statement that Lambda makes of a permission. */
function functionStatement(
  functionArn: string,
  inputs: RecordedResource["inputs"],
): PolicyDocument["Statement"][number] {
  return {
    Sid: text(inputs["statementId"]),
    Effect: "Allow",
    Principal: { Service: text(inputs["principal"]) },
    Action: text(inputs["action"]),
    Resource: functionArn,
    Condition: {
      ArnLike: { "aws:SourceArn": text(inputs["sourceArn"]) },
      ...(inputs["sourceAccount"] === undefined
        ? {}
        : { StringEquals: { "aws:SourceAccount": text(inputs["sourceAccount"]) } }),
    },
  };
}

function refuseUnseenPolicies(run: ProgramRun): void {
  for (const { type, name, inputs, custom } of run.resources) {
    for (const [property, value] of custom ? Object.entries(inputs) : []) {
      const holdsPolicy = typeof value === "string" && value.startsWith("{") && value.includes('"Statement"');
      if (holdsPolicy && !(policyProperties[type] ?? []).includes(property)) {
        throw new Error(`"${property}" of ${type} "${name}" is a policy that no attack sees: collect it here.`);
      }
    }
    const attached = [inputs["managedPolicyArns"], inputs["inlinePolicies"]].flat();
    const grants = /^aws:iam\/(policyAttachment|userPolicy|userPolicyAttachment|groupPolicy)[A-Za-z]*:/.test(type);
    if (type.startsWith("aws:iam/") && (grants || attached.some((arn) => arn !== undefined))) {
      throw new Error(`${type} "${name}" grants something that no attack sees: collect it here.`);
    }
  }
}

function parsed(resource: RecordedResource, property: string): PolicyDocument {
  return JSON.parse(text(resource.inputs[property])) as PolicyDocument;
}

function onlyOne(found: readonly RecordedResource[], of: string): RecordedResource {
  const [first, ...others] = found;
  if (first === undefined || others.length > 0) {
    throw new Error(`Expected one policy or setting of ${of}, found ${found.length}.`);
  }
  return first;
}

function text(value: unknown): string {
  if (typeof value !== "string") throw new Error(`Expected text, found ${JSON.stringify(value)}.`);
  return value;
}
