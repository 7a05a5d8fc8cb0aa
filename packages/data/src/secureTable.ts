import {
  ArgsCheck,
  childOf,
  contentsOf,
  dataProtectionOptions,
  physicalName,
  storeTags,
  type DataProtection,
  type Environment,
  type HeldData,
} from "@secure-ml/core";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { processingRecord, type ProcessingRecord } from "./processingRecord.js";
import { tablePolicy } from "./tablePolicy.js";

/** Arguments of {@link SecureTable}. */
export interface SecureTableArgs {
  /** Facts of the platform stack. */
  readonly environment: Environment;
  /**
   * What the table is for, such as `feature-index`; its name is `<project>-<environment>-<purpose>`, by which the VPC's
   * endpoint for DynamoDB knows the environment's tables.
   */
  readonly purpose: string;
  /** ARN of the customer managed key; its policy must admit the roles through DynamoDB. */
  readonly keyArn: pulumi.Input<string>;
  /** Name of the attribute, a text, by which items are spread. */
  readonly partitionKey: string;
  /**
   * Name of the attribute, a text, by which items of one partition are sorted.
   * @defaultValue none: one item to a partition key
   */
  readonly sortKey?: string;
  /**
   * Name of the attribute that holds the time, in seconds since 1970, after which DynamoDB deletes an item.
   * @defaultValue none: items stay
   */
  readonly timeToLiveAttribute?: string;
  /**
   * What its items hold parts of, and under which law: its tags `data-classification`, `personal-data`, `regime` and
   * `lawful-basis`.
   * @defaultValue nothing: the stack's classification, and no personal data
   */
  readonly dataSets?: readonly HeldData[];
  /**
   * Days after which nothing may be left of an item (tag `retention-days`), which whoever writes it sets as its time;
   * needed for personal data, and needs `timeToLiveAttribute`.
   * @defaultValue none: items stay until somebody deletes them
   */
  readonly retentionDays?: number;
  /** Exact ARNs of the roles that reach items, composed from fixed names; at least one. Their own policies say how. */
  readonly roleArns: readonly string[];
  /** Id of the VPC's gateway endpoint for DynamoDB, through which those roles reach items. */
  readonly vpcEndpointId: pulumi.Input<string>;
  /**
   * Days to each second of which the table can be restored, 1 to 35.
   * @defaultValue 35
   */
  readonly recoveryDays?: number;
  /**
   * What a destroy does to the table. `retain` also has DynamoDB refuse to delete it.
   * @defaultValue "retain"
   */
  readonly dataProtection?: DataProtection;
}

/**
 * A DynamoDB table under a key of our own, restorable to any second, whose policy admits listed roles over TLS through the
 * VPC's endpoint and nobody else (DATA-16) and whose tags say what it holds
 * (DATA-33). It is billed by request.
 *
 * @remarks The service needs some seconds between two changes of a table's policy, which the provider waits for. What was
 * deleted can be restored for as many days as are kept, and so can what was erased: an erasure is repeated after a restore.
 * @see AWS, "DynamoDB resource-based policy examples":
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/rbac-examples.html
 * @example
 * ```ts
 * import { SecureTable } from "@secure-ml/data";
 *
 * new SecureTable("feature-index", {
 *   environment,
 *   purpose: "feature-index",
 *   keyArn,
 *   partitionKey: "customer",
 *   roleArns: ["arn:aws:iam::111111111111:role/acme/dev/acme-dev-processing"],
 *   vpcEndpointId,
 * });
 * ```
 */
export class SecureTable extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:data:SecureTable";

  /** Name of the table. */
  readonly tableName: pulumi.Output<string>;
  /** ARN of the table. */
  readonly tableArn: pulumi.Output<string>;
  /** What it holds, why, for how long and where: its entry of the processing register. */
  readonly record: ProcessingRecord;

  /**
   * @throws pulumi.ResourceError for bad arguments, all of them at once
   * @throws NameError for a purpose that makes the name too long or that DynamoDB does not allow
   * @throws PolicyDocumentError for more roles than fit into a policy
   */
  constructor(name: string, args: SecureTableArgs, opts?: pulumi.ComponentResourceOptions) {
    super(SecureTable.__pulumiType, name, args, opts);
    const { environment, purpose, partitionKey, sortKey, timeToLiveAttribute, roleArns } = args;
    const recoveryPeriodInDays = args.recoveryDays ?? 35;
    const dataProtection = args.dataProtection ?? "retain";
    const { dataSets = [], retentionDays } = args;
    const personalData = Object.keys(contentsOf(dataSets).regimes).length > 0;
    const isAttribute = (attribute: string): boolean => /^.{1,255}$/.test(attribute);
    new ArgsCheck(this, `SecureTable "${name}"`)
      .that(isAttribute(partitionKey), "partitionKey", "must have 1 to 255 characters", partitionKey)
      .that(
        sortKey === undefined || (isAttribute(sortKey) && sortKey !== partitionKey),
        "sortKey",
        "must have 1 to 255 characters and differ from partitionKey",
        sortKey,
      )
      .that(
        timeToLiveAttribute === undefined ||
          (isAttribute(timeToLiveAttribute) && ![partitionKey, sortKey].includes(timeToLiveAttribute)),
        "timeToLiveAttribute",
        "must have 1 to 255 characters and be no key, which are texts",
        timeToLiveAttribute,
      )
      .that(!personalData || retentionDays !== undefined, "retentionDays", "must be given for personal data")
      .that(
        retentionDays === undefined || timeToLiveAttribute !== undefined,
        "timeToLiveAttribute",
        "must be given with retentionDays: nothing else ends an item",
      )
      .intRange("retentionDays", retentionDays ?? 1, 1, 36_500, "days")
      .notEmpty("roleArns", roleArns)
      .that(
        roleArns.every((arn) => /^arn:[^:]+:iam::\d{12}:role\/[^*?]+$/.test(arn)),
        "roleArns",
        "must be exact ARNs of roles",
        roleArns,
      )
      .intRange("recoveryDays", recoveryPeriodInDays, 1, 35, "days")
      .done();

    const keys = [partitionKey, ...(sortKey === undefined ? [] : [sortKey])];
    const table = new aws.dynamodb.Table(
      `${name}-table`,
      {
        name: physicalName(environment, "table", purpose),
        billingMode: "PAY_PER_REQUEST",
        attributes: keys.map((attribute) => ({ name: attribute, type: "S" })),
        hashKey: partitionKey,
        ...(sortKey === undefined ? {} : { rangeKey: sortKey }),
        ...(timeToLiveAttribute === undefined ? {} : { ttl: { attributeName: timeToLiveAttribute, enabled: true } }),
        serverSideEncryption: { enabled: true, kmsKeyArn: args.keyArn },
        pointInTimeRecovery: { enabled: true, recoveryPeriodInDays },
        deletionProtectionEnabled: dataProtection === "retain",
        tags: storeTags({ personalData, dataSets, retentionDays }),
      },
      childOf(this, ["DATA-16", "DATA-33"], { ...dataProtectionOptions(dataProtection), deleteBeforeReplace: true }),
    );
    new aws.dynamodb.ResourcePolicy(
      `${name}-policy`,
      {
        resourceArn: table.arn,
        policy: pulumi
          .output(args.vpcEndpointId)
          .apply((vpcEndpointId) => tablePolicy({ environment, purpose, roleArns, vpcEndpointId })),
      },
      // Without its policy a table that stays behind would be open to whoever has a policy of his own.
      childOf(this, "DATA-16", dataProtectionOptions(dataProtection)),
    );
    this.tableName = table.name;
    this.tableArn = table.arn;
    this.record = processingRecord({
      store: physicalName(environment, "table", purpose),
      kind: "table",
      environment,
      personalData,
      retentionDays,
      dataSets,
    });
    this.registerOutputs({ tableName: this.tableName, tableArn: this.tableArn });
  }
}
