import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read } from "../../known.js";

/** A definition that is read from S3 is one version of the object: otherwise whoever writes the object changes the pipeline. */
export const trnPipeS3Version = defineResourceRule({
  name: "trn-pipe-s3-version",
  types: [awsType.pipeline],
  check({ props }, verdict) {
    const location = read(props, "pipelineDefinitionS3Location");
    if (location.state === "absent") verdict.notApplicable("The definition is not read from S3");
    const property = "pipelineDefinitionS3Location.versionId";
    verdict.require(read(props, property), {
      property,
      accepts: (value) => typeof value === "string" && value !== "" && value !== "null",
      expected: "one version of the definition",
      fix: `set ${property}, or pipelineDefinition itself`,
      // It is there, and a version's id is known only once the object is written.
      unknown: location.state === "known" ? "passes" : "undecided",
    });
  },
});
