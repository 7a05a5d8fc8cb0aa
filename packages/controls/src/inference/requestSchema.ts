import { defineControl } from "../control.js";

/** INF-18: Request schema. */
export const requestSchema = defineControl({
  id: "INF-18",
  title: "Request schema",
  requirement: "Requests that differ from the declared payload stop at the edge with status 400.",
  tier: "inference",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A"],
  needs: ["INF-08"],
  rules: ["inf-method-validator", "inf-schema-closed", "inf-no-wildcard-binary"],
  acceptance: {
    refused: [
      "A request has an extra field, a wrong type, a missing field or an empty body.",
      "A request has the content type `text/plain`.",
    ],
    works: ["A valid body is answered with 200."],
  },
  remediation:
    "Give each POST, PUT and PATCH method a `requestValidatorId` and `requestModels` with `$default`. Close every object in the schema with `additionalProperties: false`, bound every array and string, and leave `*/*` out of `binaryMediaTypes`.",
  frameworks: {},
  references: [],
  built: false,
});
