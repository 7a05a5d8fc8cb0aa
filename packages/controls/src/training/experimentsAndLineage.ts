import { defineControl } from "../control.js";

/** TRN-24: Experiments and lineage. */
export const experimentsAndLineage = defineControl({
  id: "TRN-24",
  title: "Experiments and lineage",
  requirement:
    "For each model version it can be answered which data version, code commit, image digest, parameters, transformations and evaluations produced it, and whether personal data had been treated before.",
  tier: "training",
  stacks: ["platform"],
  severity: "medium",
  demandedBy: ["A"],
  needs: ["TRN-21", "DATA-31"],
  rules: ["trn-mlflow-no-autoregister", "trn-mlflow-role-scoped", "trn-required-lineage-tags", "trn-pipe-provenance"],
  acceptance: {
    refused: ["A data scientist adds a lineage association.", "A run starts without a dataset digest."],
    works: [
      "A fixture graph answers which dataset trained a model and whether its personal data was treated first.",
      "A query leads from a model version to its dataset manifest.",
    ],
  },
  remediation:
    "Declare the id parameters (`dataset-id`, `dataset-version`, `git-commit`, `image-digest`, `recipe-version`, `pii-treated`) in the pipeline definition and as tags. Set `automaticModelRegistration: false` on MLflow and give its role one prefix and one key.",
  frameworks: { mitreAtlas: ["AML.T0010.002", "AML.T0020", "AML.T0059"] },
  references: [],
  built: false,
});
