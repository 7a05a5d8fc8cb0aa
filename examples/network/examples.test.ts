import { all, one, runProgram } from "@secure-ml/testing";
import { expect, it } from "vitest";

it("privateNetwork: a closed network over two zones, logged to the account's archive", async () => {
  const run = await runProgram(() => import("./privateNetwork.js"), {
    aws: {
      accountId: "111111111111",
      region: "eu-central-1",
      deployerRoleArn: "arn:aws:iam::111111111111:role/acme/dev/acme-dev-deployer",
    },
  });
  expect(run.outputs).toEqual({
    vpcId: one(run, "aws:ec2/vpc:Vpc").id,
    trainingSubnetIds: ["euc1-az1", "euc1-az2"].map(
      (zoneId) => one(run, "aws:ec2/subnet:Subnet", `network-subnet-training-${zoneId}`).id,
    ),
  });
  expect(one(run, "aws:ec2/flowLog:FlowLog", "network-flow-logs-vpc").inputs["logDestination"]).toBe(
    "arn:aws:s3:::acme-account-audit-logs-111111111111-eu-central-1",
  );
  expect(all(run, "aws:ec2/subnet:Subnet")).toHaveLength(14);
});
