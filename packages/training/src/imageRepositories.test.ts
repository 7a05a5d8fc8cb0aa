import { all, identities, one, runProgram, unknown, type RunOptions } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { environment } from "./environment.fixture.js";
import { ImageRepositories, type ImageRepositoriesArgs } from "./imageRepositories.js";
import { imageRegistry, imageRepositoryArn, imageRepositoryPolicy } from "./imageRepositoryPolicy.js";

const kmsKeyArn = "arn:aws:kms:eu-central-1:111111111111:key/0a1b";
const types = {
  repository: "aws:ecr/repository:Repository",
  policy: "aws:ecr/repositoryPolicy:RepositoryPolicy",
  lifecycle: "aws:ecr/lifecyclePolicy:LifecyclePolicy",
};
const run = (changes: Partial<ImageRepositoriesArgs> = {}, options: RunOptions = {}) =>
  runProgram(
    () => {
      const { repositoryUrls } = new ImageRepositories("images", {
        environment,
        repositories: [{ name: "training" }],
        kmsKeyArn,
        ...changes,
      });
      return { repositoryUrls };
    },
    { aws: { region: "eu-central-1" }, ...options },
  );

describe("ImageRepositories", { tags: ["TRN-15"] }, () => {
  it("makes a repository that is encrypted, immutable, scanned and kept", async () => {
    const result = await run();
    const repository = one(result, types.repository);
    expect(repository.inputs).toEqual({
      name: "acme-dev-training",
      imageTagMutability: "IMMUTABLE",
      encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: kmsKeyArn }],
      imageScanningConfiguration: { scanOnPush: true },
      forceDelete: false,
    });
    expect(repository.options).toMatchObject({ protect: true, retainOnDelete: true, deleteBeforeReplace: true });
    expect(result.controls.get(repository.urn)).toEqual(["TRN-15"]);
    expect(result.outputs["repositoryUrls"]).toEqual({
      training: `${imageRegistry(environment)}/acme-dev-training`,
    });
  });

  it("gives every repository its policy and its lifecycle", async () => {
    const result = await run({ repositories: [{ name: "training" }, { name: "serving" }] });
    for (const name of ["training", "serving"]) {
      expect(one(result, types.policy, `images-${name}-policy`).inputs).toEqual({
        repository: `acme-dev-${name}`,
        policy: imageRepositoryPolicy(environment, name),
      });
      expect(one(result, types.lifecycle, `images-${name}-lifecycle`).inputs["repository"]).toBe(`acme-dev-${name}`);
    }
    expect(result.resources.filter(({ type }) => type.startsWith("aws:"))).toHaveLength(6);
  });

  it("expires builds by their age and releases by their number, and nothing else", async () => {
    const result = await run({
      repositories: [{ name: "training" }, { name: "few", keptReleases: 10, keptBuildDays: 7 }],
    });
    const rules = (name: string): unknown =>
      (JSON.parse(String(one(result, types.lifecycle, name).inputs["policy"])) as { rules: unknown }).rules;
    const expected = (releases: number, days: number) => [
      {
        rulePriority: 1,
        description: "Keep the newest releases",
        selection: {
          tagStatus: "tagged",
          tagPrefixList: ["release-"],
          countType: "imageCountMoreThan",
          countNumber: releases,
        },
        action: { type: "expire" },
      },
      {
        rulePriority: 2,
        description: "Expire builds that were not released",
        selection: {
          tagStatus: "tagged",
          tagPrefixList: ["build-"],
          countType: "sinceImagePushed",
          countUnit: "days",
          countNumber: days,
        },
        action: { type: "expire" },
      },
    ];
    expect(rules("images-training-lifecycle")).toEqual(expected(1000, 90));
    expect(rules("images-few-lifecycle")).toEqual(expected(10, 7));
  });

  it("deletes repositories with their images where data is disposable", async () => {
    const { inputs, options } = one(await run({ dataProtection: "disposable" }), types.repository);
    expect(inputs["forceDelete"]).toBe(true);
    expect(options).toMatchObject({ protect: false, retainOnDelete: false });
  });

  it("knows names and policies before anything exists", async () => {
    const result = await run({}, { unknowns: true });
    expect(one(result, types.policy).inputs).toEqual({
      repository: "acme-dev-training",
      policy: imageRepositoryPolicy(environment, "training"),
    });
    expect(result.outputs["repositoryUrls"]).toEqual({ training: unknown });
  });

  it("makes nothing of an empty list", async () => {
    const result = await run({ repositories: [] });
    expect(all(result, types.repository)).toEqual([]);
    expect(result.outputs["repositoryUrls"]).toEqual({});
  });

  it("refuses bad arguments all at once", async () => {
    const repositories = [{ name: "a1", keptReleases: 9, keptBuildDays: 366 }, { name: "a1" }];
    await expect(run({ repositories })).rejects.toThrow(
      'ImageRepositories "images": repositories must name each repository once, but is ["a1","a1"]; ' +
        "repositories[0].keptReleases must be a whole number of images from 10 to 10000, but is 9; " +
        "repositories[0].keptBuildDays must be a whole number of days from 1 to 365, but is 366.",
    );
  });

  it("keeps its identities", async () => {
    expect(identities(await run()).filter((line) => line.startsWith("aws:"))).toEqual([
      `${types.lifecycle} :: images-training-lifecycle :: images`,
      `${types.repository} :: images-training :: images`,
      `${types.policy} :: images-training-policy :: images`,
    ]);
  });

  it("composes what others cite", () => {
    expect(imageRepositoryArn(environment, "training")).toBe(
      "arn:aws:ecr:eu-central-1:111111111111:repository/acme-dev-training",
    );
    expect(imageRegistry({ ...environment, dnsSuffix: "amazonaws.com.cn", region: "cn-north-1" })).toBe(
      "111111111111.dkr.ecr.cn-north-1.amazonaws.com.cn",
    );
  });
});
