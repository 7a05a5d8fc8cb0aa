import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { infModelPinned as rule } from "./modelPinned.js";

const version = "arn:aws:sagemaker:eu-central-1:111111111111:model-package/acme-dev-churn/1";
const repository = "111111111111.dkr.ecr.eu-central-1.amazonaws.com/acme-dev-churn";
const digest = `${repository}@sha256:${"0".repeat(64)}`;
const model = (props: object) => resource(awsType.model, "churn", { ...props });
const fix = (place: string) =>
  `expected a package version or an image with a digest; fix: set ${place}.modelPackageName to an approved package version, or ${place}.image to an image with @sha256:`;
const versionFix =
  "expected the ARN of a version of a model package; fix: set primaryContainer.modelPackageName to the ARN of an approved package version";

describe("inf-model-pinned", { tags: ["INF-01"] }, () => {
  it.each([
    { primaryContainer: { modelPackageName: version } },
    { primaryContainer: { image: digest } },
    { containers: [{ image: digest }, { modelPackageName: version }] },
  ])("passes with %j", async (props) => {
    expect(await reports(rule, [model(props)])).toEqual([]);
  });

  it.each([
    [
      {},
      "found no container; expected a package version or an image with a digest; fix: set primaryContainer.modelPackageName to the ARN of an approved package version",
    ],
    [{ primaryContainer: {} }, `found neither package nor image in primaryContainer; ${fix("primaryContainer")}`],
    [
      { primaryContainer: { image: `${repository}:latest` } },
      `found primaryContainer.image "${repository}:latest"; ${fix("primaryContainer")}`,
    ],
    [
      { containers: [{ image: digest }, { image: repository }] },
      `found containers.image "${repository}"; ${fix("containers")}`,
    ],
    [
      { primaryContainer: { modelPackageName: "acme-dev-churn" } },
      `found primaryContainer.modelPackageName "acme-dev-churn"; ${versionFix}`,
    ],
    [
      { primaryContainer: { modelPackageName: version.replace(/\/1$/, "") } },
      `found primaryContainer.modelPackageName "${version.replace(/\/1$/, "")}"; ${versionFix}`,
    ],
  ])("violates with %j", async (props, message) => {
    expect(await reports(rule, [model(props)])).toEqual([`mandatory churn: ${message}`]);
  });

  it("lets dev use an image's tag, but no model without a container", async () => {
    const dev = { profile: "dev" };
    expect(await reports(rule, [model({ primaryContainer: { image: `${repository}:latest` } })], dev)).toEqual([]);
    expect(await reports(rule, [model({ primaryContainer: {} })], dev)).toHaveLength(1);
    expect(await reports(rule, [model({})], dev)).toHaveLength(1);
  });

  it.each([
    [{ primaryContainer: unknown }, "primaryContainer"],
    [{ containers: unknown }, "containers"],
    [{ containers: [unknown] }, "containers"],
    [{ primaryContainer: { image: unknown } }, "primaryContainer.image"],
    [{ primaryContainer: { modelPackageName: unknown } }, "primaryContainer.modelPackageName"],
  ])("cannot decide %j", async (props, property) => {
    expect(await reports(rule, [model(props)])).toEqual([`advisory churn: undecided: ${property} cannot be known yet`]);
    expect(await reports(rule, [model(props)], { profile: "dev" })).toHaveLength(1);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.endpoint, "churn")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [model({ primaryContainer: { image: repository } })]);
});
