import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { infApiEndpointType as rule } from "./apiEndpointType.js";

const api = (inputs: object = {}) => resource(awsType.restApi, "api", { ...inputs });
const typed = (types: unknown) => api({ endpointConfiguration: { types } });
const fix = "fix: set endpointConfiguration.types to PRIVATE and vpcEndpointIds to the endpoints of the callers";
const inProd = `expected PRIVATE; REGIONAL needs an exemption in prod; ${fix}`;

describe("inf-api-endpoint-type", { tags: ["INF-08"] }, () => {
  it("passes a private API, and in dev a regional one", async () => {
    expect(await reports(rule, [typed("PRIVATE")])).toEqual([]);
    expect(await reports(rule, [typed("REGIONAL"), typed("PRIVATE")], { profile: "dev" })).toEqual([]);
  });

  it.each([
    [api(), "no endpointConfiguration.types"],
    [api({ endpointConfiguration: {} }), "no endpointConfiguration.types"],
    [typed("EDGE"), 'endpointConfiguration.types "EDGE"'],
    [typed("REGIONAL"), 'endpointConfiguration.types "REGIONAL"'],
    [typed(["PRIVATE", "EDGE"]), 'endpointConfiguration.types ["PRIVATE","EDGE"]'],
  ])("violates: %#", async (made, found) => {
    expect(await reports(rule, [made])).toEqual([`mandatory api: found ${found}; ${inProd}`]);
  });

  it("violates with an open one in dev", async () => {
    for (const made of [api(), typed("EDGE")]) {
      expect(await reports(rule, [made], { profile: "dev" })).toEqual([
        expect.stringMatching(/^mandatory api: .*expected PRIVATE or REGIONAL; /),
      ]);
    }
  });

  it("cannot decide an unknown type", async () => {
    const line = "advisory api: undecided: endpointConfiguration.types cannot be known yet";
    expect(await reports(rule, [typed(unknown)])).toEqual([line]);
    expect(await reports(rule, [api({ endpointConfiguration: unknown })])).toEqual([line]);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.vpc, "vpc")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [typed("REGIONAL")]);
});
