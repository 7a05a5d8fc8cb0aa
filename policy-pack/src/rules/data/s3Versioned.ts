import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read } from "../../known.js";

/** Versioning is on, so that an overwritten or deleted object can be brought back. */
export const dataS3Versioned = defineResourceRule({
  name: "data-s3-versioned",
  types: [awsType.bucketVersioning],
  check({ props }, verdict) {
    verdict.require(read(props, "versioningConfiguration.status"), {
      property: "versioningConfiguration.status",
      accepts: (value) => value === "Enabled",
      expected: "Enabled",
      fix: "set versioningConfiguration.status to Enabled",
    });
  },
});
