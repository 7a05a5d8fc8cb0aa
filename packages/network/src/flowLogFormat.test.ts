import { describe, expect, it } from "vitest";
import { flowLogFields, flowLogFormat } from "./flowLogFormat.js";

describe("flowLogFormat", { tags: ["NET-09"] }, () => {
  it("is what AWS takes literally, field by field", () => {
    expect(flowLogFormat).toBe(
      "${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${packets} " +
        "${bytes} ${start} ${end} ${action} ${log-status} ${vpc-id} ${subnet-id} ${instance-id} ${tcp-flags} ${type} " +
        "${pkt-srcaddr} ${pkt-dstaddr} ${region} ${az-id} ${pkt-src-aws-service} ${pkt-dst-aws-service} " +
        "${flow-direction} ${traffic-path} ${encryption-status}",
    );
  });

  it("names each field once", () => {
    expect(new Set(flowLogFields).size).toBe(28);
    expect(flowLogFields).toHaveLength(28);
  });
});
