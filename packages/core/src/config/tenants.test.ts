import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { problemsOf, sound } from "./platformConfig.fixture.js";
import { platformConfigSchema } from "./platformConfig.js";
import { tenantProblems } from "./tenants.js";

const requestSchema = {
  type: "object",
  additionalProperties: false,
  properties: { age: { type: "integer", minimum: 0, maximum: 150 } },
};
const model = {
  name: "churn",
  modelPackageArn: "arn:aws:sagemaker:eu-central-1:111111111111:model-package/acme-dev-churn/1",
  container: {
    image: `111111111111.dkr.ecr.eu-central-1.amazonaws.com/acme-dev-churn@sha256:${"0a".repeat(32)}`,
    modelDataUrl: "s3://acme-dev-artifacts/models/churn/model.tar.gz",
  },
  instanceType: "ml.m5.large",
  requestSchema,
  answer: { kind: "class", classes: ["stay", "leave", 1] },
};
const tenant = { id: "globex", roleArns: ["arn:aws:iam::111111111111:role/apps/globex"], models: ["churn"] };
const served = { models: [model], tenants: [tenant] };
const problems = (changes: object) => problemsOf({ ...served, ...changes });
const ofTenant = (changes: object) => problems({ tenants: [{ ...tenant, ...changes }] });

describe("tenants", { tags: ["INF-26", "INF-09"] }, () => {
  it("see no scores unless told to, and the API has no other callers", () => {
    const config = platformConfigSchema.parse({ ...sound, ...served });
    expect(config.tenants).toEqual([{ ...tenant, scores: false }]);
    expect(config.inferenceApi).toEqual({ callerVpcEndpointIds: [] });
  });

  it.each([
    [{ id: "Globex" }, "tenants.0.id must be 3 to 36 lower-case letters, digits or hyphens"],
    [{ id: "g" }, "tenants.0.id must be 3 to 36 lower-case letters, digits or hyphens"],
    [{ id: "churn" }, "tenants.0.id must not be the name of a model, which stands in the paths of its requests"],
    [{ roleArns: [] }, "tenants.0.roleArns must name at least 1 role"],
    [
      { roleArns: ["arn:aws:sts::111111111111:assumed-role/globex/session"] },
      "tenants.0.roleArns.0 must be the ARN of an IAM role, not of a session or a user",
    ],
    [
      { roleArns: ["arn:aws:iam::111111111111:user/globex"] },
      "tenants.0.roleArns.0 must be the ARN of an IAM role, not of a session or a user",
    ],
    [
      { roleArns: ["arn:aws:iam::111111111111:role/a*/b"] },
      "tenants.0.roleArns.0 must be the ARN of an IAM role, not of a session or a user",
    ],
    [
      { roleArns: ["arn:aws:iam::111111111111:role/*"] },
      "tenants.0.roleArns.0 must be the ARN of an IAM role, not of a session or a user",
    ],
    [{ models: [] }, "tenants.0.models must name at least 1 model"],
    [{ models: ["churn", "churn"] }, "tenants.0.models must name each model once (twice: churn)"],
    [{ models: ["fraud", "price"] }, 'tenants.0.models must name models of "models" (not there: fraud, price)'],
  ])("refuses %j", (changes, problem) => {
    expect(ofTenant(changes)).toEqual([problem]);
  });

  it("refuses ids and roles that two share; a role's path makes no other role", () => {
    expect(problems({ tenants: [tenant, tenant] })).toEqual([
      "tenants.1.id must not name a second tenant like an earlier one",
      "tenants.1.roleArns must not name a role of another tenant (here: arn:aws:iam::111111111111:role/apps/globex)",
    ]);
    const other = { ...tenant, id: "initech", roleArns: ["arn:aws:iam::111111111111:role/globex"] };
    expect(problems({ tenants: [tenant, other] })).toEqual([
      "tenants.1.roleArns must not name a role of another tenant (here: arn:aws:iam::111111111111:role/globex)",
    ]);
    const elsewhere = { ...other, roleArns: ["arn:aws:iam::222222222222:role/apps/globex"] };
    expect(problems({ tenants: [tenant, elsewhere] })).toEqual([]);
  });

  it("refuses VPC endpoints that are none, and a concurrency out of range", () => {
    expect(problems({ inferenceApi: { callerVpcEndpointIds: ["vpc-1"], reservedConcurrency: 0 } })).toEqual([
      "inferenceApi.callerVpcEndpointIds.0 must be the id of a VPC endpoint, vpce-…",
      "inferenceApi.reservedConcurrency must be a whole number of requests from 1 to 1000",
    ]);
  });

  it("refuses models without a schema that API Gateway takes, or without a bounded answer, all at once", () => {
    const wrong = [
      { ...model, requestSchema: { ...requestSchema, $schema: "http://json-schema.org/draft-07/schema#" } },
      { ...model, name: "price", requestSchema: { type: "array" }, answer: { kind: "class", classes: ["only"] } },
      { ...model, name: "ping", answer: { kind: "value", minimum: 0, maximum: 1e16 } },
    ];
    expect(problems({ models: wrong })).toEqual([
      'models.0.requestSchema.$schema must be left out or "http://json-schema.org/draft-04/schema#", the one draft that API Gateway takes',
      'models.1.requestSchema.type must be "object": a body is a map',
      "models.1.answer.classes must list at least 2 classes",
      "models.2.answer.maximum must be at most 1e15",
      "models.2.name must not be ping or sping, which API Gateway answers itself",
    ]);
  });

  it("refuses an API that nobody can reach", () => {
    const network = { ...sound.network, endpoints: { features: ["notebooks"] } };
    expect(problems({ network })).toEqual([
      'network.endpoints.features must hold "private-api" while tenants may call models, since the API is reached through its endpoint only',
    ]);
    expect(problems({ network, tenants: [] })).toEqual([]);
    expect(problems({ network, models: [], tenants: [] })).toEqual([]);
  });

  it("never throws, and reports whatever else is wrong", () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (models, tenants) => {
        expect(Array.isArray(tenantProblems({ models, tenants }))).toBe(true);
        expect(Array.isArray(tenantProblems({ models: [models], tenants: [tenants] }))).toBe(true);
      }),
    );
    expect(problems({ owner: undefined, tenants: [tenant, tenant] }).map((problem) => problem.split(" ")[0])).toEqual([
      "owner",
      "tenants.1.id",
      "tenants.1.roleArns",
    ]);
  });
});
