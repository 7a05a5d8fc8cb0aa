import { resource, unknownValue } from "@secure-ml/testing";
import { made, type Mutant } from "../mutant.js";
import { withInputs, withNew, withStatements, without } from "../mutate.js";

const repository = { type: "aws:ecr/repository:Repository" };
const imageLifecycle = { type: "aws:ecr/lifecyclePolicy:LifecyclePolicy" };
const repositoryPolicy = { type: "aws:ecr/repositoryPolicy:RepositoryPolicy" };

export const trainingMutants: readonly Mutant[] = [
  {
    control: "TRN-15",
    change: "a tag can be moved to another image",
    stack: "platform",
    mutation: withInputs(repository, () => ({ imageTagMutability: "MUTABLE" })),
    rules: ["trn-ecr-immutable"],
  },
  {
    control: "TRN-15",
    change: "a repository has no encryption block",
    stack: "platform",
    mutation: withInputs(repository, () => ({ encryptionConfigurations: undefined })),
    rules: ["trn-ecr-cmk", "data-kms-customer-managed"],
  },
  {
    control: "TRN-15",
    change: "a repository is encrypted with AES256, so that its key counts for nothing",
    stack: "platform",
    mutation: withInputs(repository, ({ encryptionConfigurations }) => ({
      encryptionConfigurations: (encryptionConfigurations as object[]).map((block) => ({
        ...block,
        encryptionType: "AES256",
      })),
    })),
    rules: ["trn-ecr-cmk"],
  },
  {
    control: "TRN-15",
    change: "pushed images are not scanned",
    stack: "platform",
    mutation: withInputs(repository, () => ({ imageScanningConfiguration: undefined })),
    rules: ["trn-ecr-scan-on-push"],
  },
  {
    control: "TRN-15",
    change: "everybody may pull from a repository",
    stack: "platform",
    mutation: withStatements(repositoryPolicy, (statements) => [
      ...statements,
      { Sid: "Pull", Effect: "Allow", Principal: "*", Action: "ecr:BatchGetImage" },
    ]),
    rules: ["trn-ecr-no-star-principal"],
  },
  {
    control: "TRN-15",
    change: "untagged images expire, which model versions may name by digest",
    stack: "platform",
    mutation: withInputs(imageLifecycle, () => ({
      policy: JSON.stringify({ rules: [{ rulePriority: 1, selection: { tagStatus: "untagged" } }] }),
    })),
    rules: ["trn-ecr-lifecycle"],
  },
  {
    control: "TRN-15",
    change: "a repository keeps all builds for ever",
    stack: "platform",
    mutation: without(imageLifecycle),
    rules: ["trn-ecr-lifecycle-linked"],
  },
  {
    control: "TRN-15",
    change: "a repository goes with all its images",
    stack: "platform",
    mutation: withInputs(repository, () => ({ forceDelete: true })),
    rules: ["trn-ecr-force-delete"],
  },
  {
    control: "TRN-15",
    change: "repositories that ECR makes by itself are open to changes and unencrypted",
    stack: "account",
    mutation: withNew(() =>
      made("account", "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate", "cache", {
        prefix: "ROOT",
        appliedFors: ["PULL_THROUGH_CACHE"],
      }),
    ),
    rules: ["trn-ecr-template-same"],
  },
];

/** Of a stack of which nothing exists yet, so that ids and ARNs cannot be known. */
export const unknownTrainingMutants: readonly Mutant[] = [
  {
    control: "TRN-15",
    change: "nobody can tell whose lifecycle an unknown one is",
    stack: "platform",
    mutation: (resources) =>
      withNew(() =>
        resource(
          imageLifecycle.type,
          "lifecycle",
          { repository: unknownValue, policy: '{"rules":[{"selection":{"tagStatus":"tagged"}}]}' },
          { project: "secure-ml-platform", stack: "prod" },
        ),
      )(without(imageLifecycle)(resources)),
    rules: ["trn-ecr-lifecycle-linked"],
  },
];
