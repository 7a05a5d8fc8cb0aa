import { runProgram } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { environment } from "./environment.fixture.js";
import { PrivateNetwork } from "./privateNetwork.js";
import { Reachability, type Layers, type Party, type Traffic } from "./reachability.fixture.js";
import { securityGroupNames, type SecurityGroupName } from "./securityGroupPlan.js";

const run = await runProgram(
  () => {
    new PrivateNetwork("network", {
      environment,
      cidrBlock: "10.64.0.0/16",
      zoneIds: ["euc1-az1", "euc1-az2"],
      flowLogs: {
        archiveBucketArn: "arn:aws:s3:::acme-account-audit-logs-111111111111-eu-central-1",
        logKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/logs",
        retention: { days: 30, deletionProtection: false },
      },
    });
  },
  { aws: { region: "eu-central-1" } },
);
const network = new Reachability(run);

const tcpPorts = [1, 22, 80, 443, 1024, 2049, 3306, 3389, 5432, 5433, 6443, 8191, 8192, 8888, 32_768, 65_535];
const traffic: readonly Traffic[] = [
  ...tcpPorts.map((port): Traffic => ({ protocol: "tcp", port })),
  ...[53, 500, 4500].map((port): Traffic => ({ protocol: "udp", port })),
  { protocol: "esp", port: 0 },
];
const parties: readonly Party[] = [...securityGroupNames, "s3", "dynamodb", "internet"];

/** Everything that gets through, as `from → to: what`. */
function open(layers: Layers): Record<string, string> {
  const pairs = securityGroupNames.flatMap((from) => parties.map((to) => [from, to] as const));
  const through = pairs.map(([from, to]) => [`${from} → ${to}`, admitted(from, to, layers)] as const);
  return Object.fromEntries(through.filter(([, what]) => what !== ""));
}

function admitted(from: SecurityGroupName, to: Party, layers: Layers): string {
  return traffic
    .filter((each) => network.reaches(from, to, each, layers))
    .map(({ protocol, port }) => (protocol === "esp" ? protocol : `${protocol} ${port}`))
    .join(", ");
}

const everyTcpPort = tcpPorts.map((port) => `tcp ${port}`).join(", ");
const studioPorts = "tcp 2049, tcp 8192, tcp 8888, tcp 32768, tcp 65535";

describe("who reaches whom", { tags: ["NET-04", "NET-05"] }, () => {
  it("is this, by groups and ACLs together", () => {
    expect(open("groups and ACLs")).toEqual({
      "training → training": `${everyTcpPort}, udp 500, esp`,
      "training → endpoints": "tcp 443",
      "training → s3": "tcp 443",
      "studio → studio": studioPorts,
      "studio → endpoints": "tcp 443",
      "studio → s3": "tcp 443",
      "build → endpoints": "tcp 443",
      "build → s3": "tcp 443",
      "inference → endpoints": "tcp 443",
      "inference → s3": "tcp 443",
      "functions → endpoints": "tcp 443",
      "functions → s3": "tcp 443",
      "functions → dynamodb": "tcp 443",
      "data-jobs → endpoints": "tcp 443",
      "data-jobs → s3": "tcp 443",
      "data-jobs → dynamodb": "tcp 443",
      "data-jobs → database": "tcp 5432",
    });
  });

  it("is no more than this, even if every security group were opened", () => {
    const callers = ["training", "studio", "build", "inference", "functions", "data-jobs"];
    const outside = ["endpoints", "s3", "dynamodb", "internet"];
    expect(open("ACLs only")).toEqual({
      // ACLs cannot name prefix lists: without a route to the internet, 443 leads to S3 and DynamoDB only.
      ...Object.fromEntries(callers.flatMap((from) => outside.map((to) => [`${from} → ${to}`, "tcp 443"]))),
      "training → training": `${everyTcpPort}, udp 500, esp`,
      "studio → studio": everyTcpPort,
      "functions → database": "tcp 5432",
      "data-jobs → database": "tcp 5432",
    });
  });
});
