import { matches, policyDocument } from "./commonChecks.js";
import type { ResourceContext, ResourceModel } from "./resourceModel.js";

const repositoryName = /^(?:[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*\/)*[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/;

function registryId({ facts }: ResourceContext): string {
  return facts.accountId;
}

/** Image registry and repositories. */
export const ecr: Readonly<Record<string, ResourceModel>> = {
  "aws:ecr/repository:Repository": {
    taggable: true,
    autoName: { property: "name", maximumLength: 256 },
    defaults: { imageTagMutability: "MUTABLE" },
    check: (repository) => [
      ...matches(repository, "name", repositoryName, "2 to 256 lower-case letters, digits and ._-/"),
      ...matches(
        repository,
        "imageTagMutability",
        /^(IMMUTABLE|MUTABLE)(_WITH_EXCLUSION)?$/,
        "expected imageTagMutability to be one of [IMMUTABLE, MUTABLE, IMMUTABLE_WITH_EXCLUSION, MUTABLE_WITH_EXCLUSION]",
      ),
    ],
    id: "name",
    computed: {
      arn: (repository) => repository.arn("ecr", `repository/${repository.text("name")}`),
      registryId,
      repositoryUrl: (repository) =>
        `${repository.facts.accountId}.dkr.ecr.${repository.facts.region}.${repository.facts.dnsSuffix}/${repository.text("name")}`,
    },
    forceNew: ["encryptionConfigurations", "name"],
  },
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": {
    check: (policy) => policyDocument(policy, "policy"),
    id: "repository",
    computed: { registryId },
    forceNew: ["policy", "repository"],
  },
  "aws:ecr/repositoryPolicy:RepositoryPolicy": {
    check: (policy) => policyDocument(policy, "policy"),
    id: "repository",
    computed: { registryId },
    forceNew: ["repository"],
  },
  "aws:ecr/registryPolicy:RegistryPolicy": {
    check: (policy) => policyDocument(policy, "policy"),
    id: registryId,
    computed: { registryId },
  },
  "aws:ecr/accountSetting:AccountSetting": {
    // The provider makes a name up, as for every other type, and AWS refuses it: the settings are a fixed list.
    autoName: { property: "name", maximumLength: 255 },
    check: (setting) =>
      matches(
        setting,
        "name",
        /^(BASIC_SCAN_TYPE_VERSION|BLOB_MOUNTING|REGISTRY_POLICY_SCOPE)$/,
        "expected name to be one of [BASIC_SCAN_TYPE_VERSION, BLOB_MOUNTING, REGISTRY_POLICY_SCOPE]",
      ),
    id: "name",
    forceNew: ["name"],
  },
};
