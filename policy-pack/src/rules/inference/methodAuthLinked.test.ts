import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { infMethodAuthLinked as rule } from "./methodAuthLinked.js";

const place = { restApi: "a1", resourceId: "r1", httpMethod: "OPTIONS" };
const method = (inputs: object = {}) =>
  resource(awsType.apiMethod, "method", { ...place, authorization: "NONE", ...inputs });
const integration = (inputs: object = {}) =>
  resource(awsType.apiIntegration, "integration", { ...place, type: "MOCK", ...inputs });
const notMock = (found: string) =>
  `mandatory method: found ${found}; expected a MOCK integration behind a method that anybody may call; fix: set authorization to AWS_IAM, or type of integration to MOCK`;
const nothing =
  "mandatory method: found an open OPTIONS without an integration in this program; expected a MOCK integration behind a method that anybody may call; fix: set authorization to AWS_IAM, or add an aws.apigateway.Integration of type MOCK";

describe("inf-method-auth-linked", { tags: ["INF-09"] }, () => {
  it("passes an open OPTIONS with a fixed answer", async () => {
    expect(await reports(rule, [method(), integration()])).toEqual([]);
  });

  it("violates with anything else behind it", async () => {
    for (const type of ["AWS_PROXY", "HTTP"]) {
      expect(await reports(rule, [method(), integration({ type })])).toEqual([
        notMock(`type of integration "${type}"`),
      ]);
    }
    expect(await reports(rule, [method(), integration({ type: undefined })])).toEqual([
      notMock("no type of integration"),
    ]);
  });

  it("violates with nothing behind it, or something behind another method only", async () => {
    expect(await reports(rule, [method()])).toEqual([nothing]);
    expect(await reports(rule, [method(), integration({ resourceId: "r2" })])).toEqual([nothing]);
    expect(await reports(rule, [method(), integration({ httpMethod: "POST" })])).toEqual([nothing]);
  });

  it("cannot decide what is unknown", async () => {
    expect(await reports(rule, [method(), integration({ type: unknown })])).toEqual([
      "advisory method: undecided: type of integration cannot be known yet",
    ]);
    const line = "advisory method: undecided: authorization or httpMethod cannot be known yet";
    expect(await reports(rule, [method({ authorization: unknown }), integration()])).toEqual([line]);
    expect(await reports(rule, [method({ httpMethod: unknown }), integration()])).toEqual([line]);
  });

  it("judges what may be behind it while places are unknown", async () => {
    expect(await reports(rule, [method({ resourceId: unknown }), integration({ resourceId: unknown })])).toEqual([]);
    expect(
      await reports(rule, [method({ resourceId: unknown }), integration({ resourceId: unknown, type: "HTTP" })]),
    ).toEqual([notMock('type of integration "HTTP"')]);
  });

  it("does not apply to methods that authenticate, or that inf-method-auth judges", async () => {
    const reason = "The method is no open OPTIONS";
    expect(await reasons(rule, [method({ authorization: "AWS_IAM" })])).toEqual([reason]);
    expect(await reasons(rule, [method({ httpMethod: "POST" })])).toEqual([reason]);
  });

  itHonoursExemptions(rule, [method()]);
});
