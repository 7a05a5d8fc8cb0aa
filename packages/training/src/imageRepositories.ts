import { ArgsCheck, childOf, dataProtectionOptions, type DataProtection, type Environment } from "@secure-ml/core";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { imageRepositoryName, imageRepositoryPolicy } from "./imageRepositoryPolicy.js";

/** One repository. */
export interface ImageRepository {
  /** What the images are for, such as `training`; the repository is `<project>-<environment>-<name>`. */
  readonly name: string;
  /**
   * Images with a tag `release-…` that are kept, 10 to 10,000. A model version names its image by digest, and without
   * the image it cannot be deployed any more: keep more than there are versions that could be.
   * @defaultValue 1000
   */
  readonly keptReleases?: number;
  /**
   * Days that images with a tag `build-…` and none `release-…` are kept, 1 to 365.
   * @defaultValue 90
   */
  readonly keptBuildDays?: number;
}

/** Arguments of {@link ImageRepositories}. */
export interface ImageRepositoriesArgs {
  /** Facts of the platform stack. */
  readonly environment: Environment;
  /** The repositories, each with a name of its own; the list may be empty. */
  readonly repositories: readonly ImageRepository[];
  /** ARN of the account's key `supply-chain`. A change of key replaces a repository, and loses its images. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /**
   * What a destroy does to the repositories: `disposable` deletes them with all images.
   * @defaultValue "retain"
   */
  readonly dataProtection?: DataProtection;
}

/**
 * Private repositories for the images of jobs and models: encrypted under a key of our own, with tags that nobody can move,
 * scanned at every push, and closed to whoever has no business with them. Serves TRN-15.
 *
 * Images are tagged `build-…` when they are built and `release-…` when they are approved. Others, and untagged ones, are
 * never expired: a tag can be removed from an image that a model version still names by digest.
 *
 * @remarks Storage is billed by the gigabyte and month.
 * @see AWS, "Encryption at rest": https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html
 * @see AWS, "Preventing image tags from being overwritten in Amazon ECR":
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html
 * @example
 * ```ts
 * import { ImageRepositories } from "@secure-ml/training";
 *
 * new ImageRepositories("images", {
 *   environment,
 *   repositories: [{ name: "training" }, { name: "serving", keptReleases: 5000 }],
 *   kmsKeyArn,
 * });
 * ```
 */
export class ImageRepositories extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:training:ImageRepositories";

  /** Addresses to push to and pull from, without tag or digest, by name. */
  readonly repositoryUrls: Readonly<Record<string, pulumi.Output<string>>>;

  /** @throws pulumi.ResourceError with everything that is wrong with the arguments */
  constructor(name: string, args: ImageRepositoriesArgs, opts?: pulumi.ComponentResourceOptions) {
    super(ImageRepositories.__pulumiType, name, args, opts);
    const check = new ArgsCheck(this, `ImageRepositories "${name}"`);
    const names = args.repositories.map((repository) => repository.name);
    check.that(new Set(names).size === names.length, "repositories", "must name each repository once", names);
    for (const [index, { keptReleases = 1000, keptBuildDays = 90 }] of args.repositories.entries()) {
      check.intRange(`repositories[${index}].keptReleases`, keptReleases, 10, 10_000, "images");
      check.intRange(`repositories[${index}].keptBuildDays`, keptBuildDays, 1, 365, "days");
    }
    check.done();
    this.repositoryUrls = Object.fromEntries(
      args.repositories.map((repository) => [repository.name, this.#repository(name, args, repository)]),
    );
    this.registerOutputs({ repositoryUrls: this.repositoryUrls });
  }

  #repository(name: string, args: ImageRepositoriesArgs, image: ImageRepository): pulumi.Output<string> {
    const { environment } = args;
    const protection = args.dataProtection ?? "retain";
    const repository = new aws.ecr.Repository(
      `${name}-${image.name}`,
      {
        name: imageRepositoryName(environment, image.name),
        imageTagMutability: "IMMUTABLE",
        encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: args.kmsKeyArn }],
        imageScanningConfiguration: { scanOnPush: true },
        forceDelete: protection === "disposable",
      },
      childOf(this, "TRN-15", { ...dataProtectionOptions(protection), deleteBeforeReplace: true }),
    );
    new aws.ecr.RepositoryPolicy(
      `${name}-${image.name}-policy`,
      { repository: repository.name, policy: imageRepositoryPolicy(environment, image.name) },
      childOf(this, "TRN-15"),
    );
    new aws.ecr.LifecyclePolicy(
      `${name}-${image.name}-lifecycle`,
      { repository: repository.name, policy: lifecyclePolicy(image) },
      childOf(this, "TRN-15"),
    );
    return repository.repositoryUrl;
  }
}

/**
 * An image that matches a rule is out of reach of every later rule, so a released build is not expired as a build.
 *
 * @see AWS, "Lifecycle policy properties in Amazon ECR":
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
 */
function lifecyclePolicy({ keptReleases = 1000, keptBuildDays = 90 }: ImageRepository): string {
  const expire = { type: "expire" };
  return JSON.stringify({
    rules: [
      {
        rulePriority: 1,
        description: "Keep the newest releases",
        selection: {
          tagStatus: "tagged",
          tagPrefixList: ["release-"],
          countType: "imageCountMoreThan",
          countNumber: keptReleases,
        },
        action: expire,
      },
      {
        rulePriority: 2,
        description: "Expire builds that were not released",
        selection: {
          tagStatus: "tagged",
          tagPrefixList: ["build-"],
          countType: "sinceImagePushed",
          countUnit: "days",
          countNumber: keptBuildDays,
        },
        action: expire,
      },
    ],
  });
}
