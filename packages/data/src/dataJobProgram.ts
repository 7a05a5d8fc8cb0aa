import { readFileSync } from "node:fs";
import { childOf, programPrefix, type Environment } from "@secure-ml/core";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { accountBucketName } from "./dataZone.js";

/** Key of the program of data jobs. */
export const dataJobProgramKey = `${programPrefix}admitRows.py`;

/** Arguments of {@link DataJobProgram}. */
export interface DataJobProgramArgs {
  /** Name of the account's bucket `code`, which encrypts what lies in it. */
  readonly codeBucketName: pulumi.Input<string>;
}

/**
 * The program with which data jobs take in data (DATA-22), in the account's bucket `code`: the jobs' roles read it, and
 * nobody but the account stack's deployer writes it, so that no environment changes what checks its data.
 *
 * @remarks One for all environments of the account in its home Region. A change reaches their next runs.
 * @see AWS, "Security best practices for Amazon S3":
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html
 * @example
 * ```ts
 * import { DataJobProgram } from "@secure-ml/data";
 *
 * new DataJobProgram("data-job-program", { codeBucketName: "acme-account-code-111111111111-eu-central-1" });
 * ```
 */
export class DataJobProgram extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:data:DataJobProgram";

  /** Where it lies, as `s3://<bucket>/<key>`. */
  readonly location: pulumi.Output<string>;

  constructor(name: string, args: DataJobProgramArgs, opts?: pulumi.ComponentResourceOptions) {
    super(DataJobProgram.__pulumiType, name, args, opts);
    const program = new aws.s3.BucketObjectv2(
      `${name}-object`,
      {
        bucket: args.codeBucketName,
        key: dataJobProgramKey,
        contentType: "text/x-python",
        content: readFileSync(new URL("../programs/admitRows.py", import.meta.url), "utf8"),
      },
      childOf(this, "DATA-22"),
    );
    this.location = pulumi.interpolate`s3://${program.bucket}/${program.key}`;
    this.registerOutputs({ location: this.location });
  }
}

/**
 * Where the program lies, by the fixed name of the account's bucket.
 *
 * @param environment facts of any stack of the account, in its home Region
 */
export function dataJobProgramLocation(environment: Environment): string {
  return `s3://${accountBucketName(environment, "code")}/${dataJobProgramKey}`;
}
