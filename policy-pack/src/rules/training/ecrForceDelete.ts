import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read } from "../../known.js";

/**
 * In prod a repository that holds images is not deleted.
 *
 * @see AWS, "DeleteRepository": https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DeleteRepository.html
 * (without `force`, a repository that contains images is not deleted)
 */
export const trnEcrForceDelete = defineResourceRule({
  name: "trn-ecr-force-delete",
  types: [awsType.ecrRepository],
  profile: "prod",
  check({ props }, verdict) {
    verdict.require(read(props, "forceDelete"), {
      property: "forceDelete",
      accepts: (value) => value === false,
      expected: "a repository that is not deleted with its images",
      fix: "remove forceDelete",
      absent: "passes",
    });
  },
});
