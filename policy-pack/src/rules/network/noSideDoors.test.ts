import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { netNoSideDoors as rule } from "./noSideDoors.js";

const door = (type: string, inputs: object = {}) => resource(type, "door", { ...inputs });
const refused = (what: string) =>
  `mandatory door: found ${what}; expected no way into or out of the VPC but its endpoints; fix: remove it, or enter an exemption with its owner and last day`;

describe("net-no-side-doors", { tags: ["NET-14"] }, () => {
  it.each([
    ["aws:directconnect/gatewayAssociation:GatewayAssociation", "a Direct Connect gateway"],
    ["aws:ec2/carrierGateway:CarrierGateway", "a carrier gateway"],
    ["aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway", "a gateway to the internet over IPv6"],
    ["aws:ec2/peeringConnectionOptions:PeeringConnectionOptions", "settings of a peering"],
    ["aws:ec2/vpcPeeringConnection:VpcPeeringConnection", "a peering with another VPC"],
    ["aws:ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter", "a peering with another VPC"],
    ["aws:ec2/vpnConnection:VpnConnection", "a VPN"],
    ["aws:ec2/vpnGateway:VpnGateway", "a VPN gateway"],
    ["aws:ec2/vpnGatewayAttachment:VpnGatewayAttachment", "a VPN gateway"],
    ["aws:ec2clientvpn/endpoint:Endpoint", "a client VPN"],
    ["aws:ec2transitgateway/vpcAttachment:VpcAttachment", "a transit gateway"],
    ["aws:networkmanager/vpcAttachment:VpcAttachment", "a Cloud WAN"],
    ["aws:vpclattice/serviceNetworkVpcAssociation:ServiceNetworkVpcAssociation", "a VPC Lattice network"],
    [awsType.internetGateway, "an internet gateway"],
    [awsType.elasticIp, "a public address"],
  ])("violates with %s", async (type, what) => {
    expect(await reports(rule, [door(type)])).toEqual([refused(what)]);
  });

  describe.each([awsType.internetGateway, awsType.elasticIp])("%s", (type) => {
    it.each(["nat", "inspected"])("is left to net-egress-gated where it belongs to egress %s", async (egress) => {
      expect(await reasons(rule, [door(type, { tags: { egress } })])).toEqual([
        "It is part of an egress that is declared",
      ]);
    });

    it("violates with another tag, and cannot be decided with an unknown one", async () => {
      expect(await reports(rule, [door(type, { tags: { egress: "none" } })])).toHaveLength(1);
      expect(await reports(rule, [door(type, { tags: { egress: unknown } })])).toEqual([
        "advisory door: undecided: tag egress cannot be known yet",
      ]);
    });
  });

  describe("public addresses", () => {
    const single = ["aws:ec2/instance:Instance", "aws:ec2/spotInstanceRequest:SpotInstanceRequest"];
    const message = (property: string) =>
      `mandatory door: found ${property} true; expected private addresses only; fix: set ${property} to false`;

    it.each([...single, "aws:ec2/launchConfiguration:LaunchConfiguration"])("of %s", async (type) => {
      expect(await reports(rule, [door(type)])).toEqual([]);
      expect(await reports(rule, [door(type, { associatePublicIpAddress: false })])).toEqual([]);
      expect(await reports(rule, [door(type, { associatePublicIpAddress: true })])).toEqual([
        message("associatePublicIpAddress"),
      ]);
      expect(await reports(rule, [door(type, { associatePublicIpAddress: unknown })])).toEqual([
        "advisory door: undecided: associatePublicIpAddress cannot be known yet",
      ]);
    });

    it("of launch templates, on any of their interfaces", async () => {
      const template = (networkInterfaces: unknown) =>
        door("aws:ec2/launchTemplate:LaunchTemplate", { networkInterfaces });
      expect(await reports(rule, [template(undefined)])).toEqual([]);
      expect(await reports(rule, [template([{ associatePublicIpAddress: "false" }, {}])])).toEqual([]);
      expect(await reports(rule, [template([{}, { associatePublicIpAddress: "true" }])])).toEqual([
        'mandatory door: found networkInterfaces.associatePublicIpAddress "true"; expected private addresses only; fix: set networkInterfaces.associatePublicIpAddress to false',
      ]);
      expect(await reports(rule, [template(unknown)])).toEqual([
        "advisory door: undecided: networkInterfaces.associatePublicIpAddress cannot be known yet",
      ]);
    });
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.vpc, "vpc")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [door("aws:ec2/vpcPeeringConnection:VpcPeeringConnection")]);
});
