import { describe, expect, it } from "vitest";
import { environment } from "./environment.fixture.js";
import { modelEndpointArn, modelEndpointName, modelRoleArn, proxyRoleArn } from "./modelNames.js";

describe("names of what serves models", { tags: ["INF-06"] }, () => {
  it("are fixed, because policies cite them", () => {
    expect(modelEndpointName(environment, "churn")).toBe("acme-dev-churn");
    expect(modelEndpointArn(environment, "churn")).toBe(
      "arn:aws:sagemaker:eu-central-1:111111111111:endpoint/acme-dev-churn",
    );
    expect(modelRoleArn(environment)).toBe("arn:aws:iam::111111111111:role/acme/dev/acme-dev-model");
    expect(proxyRoleArn(environment)).toBe("arn:aws:iam::111111111111:role/acme/dev/acme-dev-inference-proxy");
  });

  it("are refused in other than lower case, which no ARN of SageMaker has", () => {
    expect(() => modelEndpointName(environment, "Churn")).toThrow(
      'The endpoint name "acme-dev-Churn" (14 characters) is not allowed: AWS takes 2 to 63 lower-case letters, digits and hyphens.',
    );
    expect(() => modelEndpointName(environment, "x".repeat(55))).toThrow("(64 characters) is not allowed");
    expect(modelEndpointName(environment, "x".repeat(54))).toHaveLength(63);
  });
});
