import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** A role as tests of its users need it: its ARN, and something that they must wait for, named `<purpose>-ready`. */
export function readyRole(purpose: string): {
  readonly roleArn: pulumi.Output<string>;
  readonly ready: pulumi.Resource;
} {
  return {
    roleArn: pulumi.output(`arn:aws:iam::111111111111:role/acme/dev/acme-dev-${purpose}`),
    ready: new aws.iam.RolePolicy(`${purpose}-ready`, { role: `acme-dev-${purpose}`, policy: "{}" }),
  };
}
