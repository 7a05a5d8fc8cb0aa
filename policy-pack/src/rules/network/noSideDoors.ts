import type { ResourceValidationArgs } from "@pulumi/policy";
import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read, readEach } from "../../known.js";
import { readTag } from "../../tags.js";
import type { Verdict } from "../../verdict.js";

/** What leads into or out of a VPC besides endpoints, by type token, in words. */
const doors: Readonly<Record<string, string>> = {
  "aws:directconnect/gatewayAssociation:GatewayAssociation": "a Direct Connect gateway",
  "aws:ec2/carrierGateway:CarrierGateway": "a carrier gateway",
  "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway": "a gateway to the internet over IPv6",
  "aws:ec2/peeringConnectionOptions:PeeringConnectionOptions": "settings of a peering",
  "aws:ec2/vpcPeeringConnection:VpcPeeringConnection": "a peering with another VPC",
  "aws:ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter": "a peering with another VPC",
  "aws:ec2/vpnConnection:VpnConnection": "a VPN",
  "aws:ec2/vpnGateway:VpnGateway": "a VPN gateway",
  "aws:ec2/vpnGatewayAttachment:VpnGatewayAttachment": "a VPN gateway",
  "aws:ec2clientvpn/endpoint:Endpoint": "a client VPN",
  "aws:ec2transitgateway/vpcAttachment:VpcAttachment": "a transit gateway",
  "aws:networkmanager/vpcAttachment:VpcAttachment": "a Cloud WAN",
  "aws:vpclattice/serviceNetworkVpcAssociation:ServiceNetworkVpcAssociation": "a VPC Lattice network",
};

/** What is a door too, unless it says that it belongs to the VPC's declared egress, which net-egress-gated judges. */
const egressParts: Readonly<Record<string, string>> = {
  [awsType.internetGateway]: "an internet gateway",
  [awsType.elasticIp]: "a public address",
};

/** Arguments that give something a public address, by type token. */
const publicAddresses: Readonly<Record<string, readonly string[]>> = {
  "aws:ec2/launchConfiguration:LaunchConfiguration": ["associatePublicIpAddress"],
  "aws:ec2/instance:Instance": ["associatePublicIpAddress"],
  "aws:ec2/launchTemplate:LaunchTemplate": ["networkInterfaces[].associatePublicIpAddress"],
  "aws:ec2/spotInstanceRequest:SpotInstanceRequest": ["associatePublicIpAddress"],
};

/** A VPC has no way in or out but its endpoints and its declared egress, and nothing in it a public address. */
export const netNoSideDoors = defineResourceRule({
  name: "net-no-side-doors",
  types: [...Object.keys(doors), ...Object.keys(egressParts), ...Object.keys(publicAddresses)],
  check(resource, verdict) {
    const egressPart = egressParts[resource.type];
    if (egressPart !== undefined) judgeEgressPart(resource, egressPart, verdict);
    else if (publicAddresses[resource.type] !== undefined) judgeAddresses(resource, verdict);
    else refuse(doors[resource.type] ?? resource.type, verdict);
  },
});

function judgeEgressPart(resource: ResourceValidationArgs, what: string, verdict: Verdict): void {
  const egress = readTag(resource, "egress");
  if (egress.state === "unknown") {
    verdict.undecided("tag egress cannot be known yet");
    return;
  }
  if (egress.state === "known" && (egress.value === "nat" || egress.value === "inspected")) {
    verdict.notApplicable("It is part of an egress that is declared");
  }
  refuse(what, verdict);
}

function refuse(what: string, verdict: Verdict): void {
  verdict.violation({
    property: "existence",
    found: what,
    expected: "no way into or out of the VPC but its endpoints",
    fix: "remove it, or enter an exemption with its owner and last day",
  });
}

/**
 * A subnet gives none by itself, as net-private-subnets demands, so that an argument that is left out gives none.
 *
 * @see AWS, "Amazon EC2 instance IP addressing": https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-instance-addressing.html
 */
function judgeAddresses(resource: ResourceValidationArgs, verdict: Verdict): void {
  for (const path of publicAddresses[resource.type] ?? []) {
    const property = path.replace("[]", "");
    for (const value of path.includes("[]") ? readEach(resource.props, path) : [read(resource.props, path)]) {
      verdict.require(value, {
        property,
        accepts: (given) => given === false || given === "false",
        expected: "private addresses only",
        fix: `set ${property} to false`,
        absent: "passes",
      });
    }
  }
}
