import { defineControl } from "../control.js";

/** TRN-20: Image digests. */
export const imageDigests = defineControl({
  id: "TRN-20",
  title: "Image digests",
  requirement: "Jobs and model versions refer to images by digest and from the platform's own registry.",
  tier: "training",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A"],
  needs: ["TRN-15"],
  rules: ["trn-image-by-digest", "trn-image-own-registry"],
  acceptance: {
    refused: [
      "A job names its image as `repo:latest`.",
      "A job role pulls from another repository.",
      "A job with a foreign image gets past the pull.",
    ],
    works: ["A job with an own image named by `@sha256:` digest starts."],
  },
  remediation:
    "Name images as `<own registry>/<repository>@sha256:<digest>` in `algorithmSpecification.trainingImage`, in pipeline steps and in inference specifications. Mirror AWS's prebuilt images into the own registry first.",
  frameworks: { mitreAtlas: ["AML.T0010", "AML.T0010.001"] },
  references: [
    {
      title: "ImageIdentifier",
      url: "https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageIdentifier.html",
      read: "2026-11-28",
    },
  ],
  built: true,
});
