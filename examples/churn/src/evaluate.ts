import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { featureNames, features } from "./customer.ts";
import { readCustomers, write } from "./files.ts";
import { areaUnderCurve, modelFrom, score, type Model } from "./logisticRegression.ts";

/**
 * Evaluates the model on customers that training cannot read, and writes the report that the pipeline decides by.
 *
 * @param root `/opt/ml` in a container of a processing job
 */
export function evaluate(root: string): void {
  const model = unpackModel(join(root, "processing/input/model/model.tar.gz"));
  const customers = readCustomers(join(root, "processing/input/held-out"));
  const labels = customers.map(({ outcome }) => (outcome === "leave" ? 1 : 0));
  const scores = customers.map((customer) => score(model, features(customer)));
  const right = scores.filter((value, index) => (value >= 0.5 ? 1 : 0) === labels[index]).length;
  const metrics = {
    auc: { value: areaUnderCurve(scores, labels) },
    accuracy: { value: right / customers.length },
  };
  write(
    join(root, "processing/output/evaluation/evaluation.json"),
    `${JSON.stringify({ metrics, customers: customers.length })}\n`,
  );
  console.log(`evaluated on ${customers.length} customers: AUC ${metrics.auc.value.toFixed(3)}`);
}

/** SageMaker packs what training left in `/opt/ml/model`, and hands it to other jobs packed. */
function unpackModel(archive: string): Model {
  const folder = mkdtempSync(join(tmpdir(), "model-"));
  try {
    execFileSync("tar", ["-xzf", archive, "-C", folder], { stdio: ["ignore", "ignore", "pipe"] });
    return modelFrom(readFileSync(join(folder, "model.json"), "utf8"), featureNames);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
