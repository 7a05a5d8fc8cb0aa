import { readFileSync } from "node:fs";
import { join } from "node:path";
import { featureNames, features } from "./customer.ts";
import { readCustomers, write } from "./files.ts";
import { defaultSettings, fit, type TrainingSettings } from "./logisticRegression.ts";

/** Least and most that each setting may be. */
const limits: Readonly<Record<keyof TrainingSettings, readonly [least: number, most: number]>> = {
  epochs: [1, 10_000],
  learningRate: [1e-6, 10],
  regularization: [0, 10],
};

/**
 * Trains the model.
 *
 * @param root `/opt/ml` in a container of a training job
 */
export function train(root: string): void {
  const settings = readSettings(join(root, "input/config/hyperparameters.json"));
  const customers = readCustomers(join(root, "input/data/train"));
  const model = fit(
    featureNames,
    customers.map(features),
    customers.map(({ outcome }) => (outcome === "leave" ? 1 : 0)),
    settings,
  );
  write(join(root, "model/model.json"), `${JSON.stringify(model)}\n`);
  console.log(`trained on ${customers.length} customers in ${settings.epochs} epochs`);
}

/**
 * Reads the hyperparameters of the job: SageMaker hands on texts, whatever they mean.
 *
 * @throws Error naming one that is unknown, no number, or out of its limits
 */
function readSettings(path: string): TrainingSettings {
  const given = JSON.parse(readFileSync(path, "utf8")) as Readonly<Record<string, unknown>>;
  const settings: Record<keyof TrainingSettings, number> = { ...defaultSettings };
  for (const [name, text] of Object.entries(given)) {
    if (!Object.hasOwn(limits, name)) {
      throw new Error(`The hyperparameter "${name}" is unknown; there are ${Object.keys(limits).join(", ")}.`);
    }
    const key = name as keyof TrainingSettings;
    const [least, most] = limits[key];
    const value = typeof text === "string" && /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= least && value <= most) || (key === "epochs" && !Number.isInteger(value))) {
      throw new Error(`The hyperparameter "${name}" must be a number from ${least} to ${most}, as text.`);
    }
    settings[key] = value;
  }
  return settings;
}
