import type { PolicyResource } from "@pulumi/policy";
import { awsType } from "../../awsTypes.js";
import { defineStackRule } from "../../defineRule.js";
import { read } from "../../known.js";
import type { Verdict } from "../../verdict.js";
import { requireForVpc } from "../../vpcCompanion.js";

/** Traffic inside a VPC is watched, or has to be encrypted but for paths that are written down. */
export const netEncryptionControl = defineStackRule({
  name: "net-encryption-control",
  types: [awsType.vpc, awsType.vpcEncryptionControl],
  profile: "prod",
  check(resource, stack, verdict) {
    if (resource.type === awsType.vpcEncryptionControl) {
      judgeMode(resource, verdict);
      return;
    }
    requireForVpc(
      resource,
      {
        type: awsType.vpcEncryptionControl,
        path: "vpcId",
        resource: "aws.ec2.VpcEncryptionControl",
        expected: "that unencrypted traffic inside the VPC is seen",
      },
      stack,
      verdict,
    );
  },
});

/** Paths that the platform's own parts use, and that AWS refuses in the mode enforce unless they are excluded. */
const declared = ["elasticFileSystemExclusion", "lambdaExclusion", "internetGatewayExclusion", "natGatewayExclusion"];

function judgeMode({ props }: PolicyResource, verdict: Verdict): void {
  const mode = read(props, "mode");
  verdict.require(mode, {
    property: "mode",
    accepts: (value) => value === "monitor" || value === "enforce",
    expected: "monitor or enforce",
    fix: "set mode to monitor, and to enforce once nothing blocks it",
  });
  if (mode.state !== "known" || mode.value !== "enforce") return;
  for (const property of declared) {
    verdict.require(read(props, property), {
      property,
      accepts: (value) => value === "enable" || value === "disable",
      expected: "that each exclusion is written down",
      fix: `set ${property} to enable or disable`,
    });
  }
}
