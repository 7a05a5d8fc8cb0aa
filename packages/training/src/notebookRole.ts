import { ArgsCheck, arn, physicalName, ServiceRole, type Environment, type PolicyStatement } from "@secure-ml/core";
import * as pulumi from "@pulumi/pulumi";
import { dataSets } from "./jobFolders.js";
import type { Guardrail } from "./jobGuardrail.js";
import { ownInterfaces, readFolders, volumeGrant, writeLog, type DataFolder } from "./jobRoleStatements.js";
import type { ZoneInput } from "./jobRoles.js";

/** Purpose of the role of notebook instances. */
export const notebookPurpose = "notebook";

/** Log group of every notebook instance of a Region, a name that AWS fixes. */
const logGroupName = "/aws/sagemaker/NotebookInstances";

/** Arguments of {@link NotebookRole}. */
export interface NotebookRoleArgs {
  readonly environment: Environment;
  /** Purposes of the notebook instances, which it may stop; at least one. */
  readonly purposes: readonly string[];
  /** The guardrail's policies. */
  readonly guardrailPolicyArns: Readonly<Record<Guardrail, pulumi.Input<string>>>;
  /** Where data sets are, of which it reads `datasets/`. */
  readonly curated: ZoneInput;
  /** ARN of the key of their volumes. */
  readonly volumeKeyArn: pulumi.Input<string>;
  /** Ids of the subnets and security groups that they run in, at least one of each. */
  readonly subnetIds: pulumi.Input<readonly pulumi.Input<string>[]>;
  readonly securityGroupIds: pulumi.Input<readonly pulumi.Input<string>[]>;
}

/**
 * The role `notebook`, with which everything in a classic notebook instance works: it reads data sets, starts nothing and
 * passes no role, and stops its own instance when nobody uses it. Under the guardrail, like the personas. Serves TRN-04,
 * TRN-10 and TRN-11.
 *
 * @remarks The role may not make log groups: {@link JobLogs}, in the account stack, makes
 * `/aws/sagemaker/NotebookInstances` before the first start, or the start script leaves no log.
 * @see AWS, "How to use SageMaker AI execution roles": https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html
 */
export class NotebookRole extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:training:NotebookRole";

  /** ARN of the role. */
  readonly roleArn: pulumi.Output<string>;
  /** What whoever uses the role must wait for. */
  readonly ready: pulumi.Resource;

  /** @throws pulumi.ResourceError without notebook instances */
  constructor(name: string, args: NotebookRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super(NotebookRole.__pulumiType, name, args, opts);
    const { environment, purposes, curated, volumeKeyArn, subnetIds, securityGroupIds } = args;
    new ArgsCheck(this, `NotebookRole "${name}"`).notEmpty("purposes", purposes).done();
    const role = new ServiceRole(
      name,
      {
        environment,
        purpose: notebookPurpose,
        description: "Notebook instances: reads data sets, and stops them when nobody uses them",
        trust: {
          service: "sagemaker",
          // AWS names no narrower pattern for notebook instances.
          sourceArns: [arn(environment, { service: "sagemaker", resource: "*" })],
        },
        statements: pulumi.output({ curated, volumeKeyArn, subnetIds, securityGroupIds }).apply((known) =>
          notebookStatements({
            ...known,
            environment,
            purposes,
            dataSets: { ...known.curated, prefix: dataSets[1] },
          }),
        ),
        managedPolicyArns: args.guardrailPolicyArns,
        tags: { persona: notebookPurpose },
        controls: ["TRN-04", "TRN-10", "TRN-11"],
      },
      { parent: this },
    );
    this.roleArn = role.roleArn;
    this.ready = role.ready;
    this.registerOutputs({ roleArn: this.roleArn });
  }
}

/** What the policy of the role depends on. */
interface NotebookFacts {
  readonly environment: Environment;
  readonly purposes: readonly string[];
  readonly dataSets: DataFolder;
  readonly volumeKeyArn: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
}

function notebookStatements(facts: NotebookFacts): readonly PolicyStatement[] {
  const { environment, purposes } = facts;
  return [
    ...readFolders(environment, [facts.dataSets]),
    ...volumeGrant([facts.volumeKeyArn]),
    writeLog(environment, logGroupName),
    ...ownInterfaces(facts),
    {
      Sid: "StopWhenIdle",
      Effect: "Allow",
      Action: ["sagemaker:DescribeNotebookInstance", "sagemaker:StopNotebookInstance"],
      Resource: purposes.map((purpose) =>
        arn(environment, {
          service: "sagemaker",
          resource: `notebook-instance/${physicalName(environment, "notebook", purpose)}`,
        }),
      ),
    },
  ];
}
