/** A model as it is kept: how a feature is scaled, and what it weighs. */
export interface Model {
  /** Names of the features, so that a model is not fed with others. */
  readonly features: readonly string[];
  readonly means: readonly number[];
  readonly deviations: readonly number[];
  readonly weights: readonly number[];
  readonly bias: number;
}

/** How a model is made. */
export interface TrainingSettings {
  /** Passes over the data, 1 to 10,000. */
  readonly epochs: number;
  /** Length of a step, above 0 and at most 10. */
  readonly learningRate: number;
  /** How much large weights are held back, 0 to 10. */
  readonly regularization: number;
}

/** Settings that are taken where a job names none. */
export const defaultSettings: TrainingSettings = { epochs: 300, learningRate: 0.5, regularization: 0.001 };

/**
 * Fits a logistic regression by gradient descent over all rows. It starts from zeros and shuffles nothing, so that the
 * same data gives the same model, to the last bit.
 *
 * @param rows features of each example
 * @param labels 1 for what the score is about, 0 for the rest
 * @throws Error without examples of both kinds: there is nothing to learn then
 */
export function fit(
  features: readonly string[],
  rows: readonly (readonly number[])[],
  labels: readonly (0 | 1)[],
  { epochs, learningRate, regularization }: TrainingSettings,
): Model {
  if (!labels.includes(0) || !labels.includes(1)) throw new Error("The data has examples of one outcome only.");
  const means = features.map((_, column) => mean(rows.map((row) => row[column] ?? 0)));
  const deviations = features.map((_, column) => {
    const average = means[column] ?? 0;
    const deviation = Math.sqrt(mean(rows.map((row) => ((row[column] ?? 0) - average) ** 2)));
    // A column that is always the same says nothing; it must not be divided by zero.
    return deviation === 0 ? 1 : deviation;
  });
  let model: Model = { features, means, deviations, weights: features.map(() => 0), bias: 0 };
  const scaled = rows.map((row) => scale(model, row));
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    const errors = scaled.map((row, index) => sigmoid(weigh(model, row)) - (labels[index] ?? 0));
    model = {
      ...model,
      weights: model.weights.map((weight, column) => {
        const gradient = mean(errors.map((error, index) => error * (scaled[index]?.[column] ?? 0)));
        return weight - learningRate * (gradient + regularization * weight);
      }),
      bias: model.bias - learningRate * mean(errors),
    };
  }
  return model;
}

/** How likely a row is of the kind that the model is about, 0 to 1. */
export function score(model: Model, row: readonly number[]): number {
  return sigmoid(weigh(model, scale(model, row)));
}

/**
 * Reads a model from its file's content.
 *
 * @throws Error when it is no model for these features
 */
export function modelFrom(text: string, features: readonly string[]): Model {
  const value = JSON.parse(text) as Partial<Record<keyof Model, unknown>>;
  const numbers = (list: unknown): list is readonly number[] =>
    Array.isArray(list) && list.length === features.length && list.every((number) => Number.isFinite(number));
  const { means, deviations, weights, bias } = value;
  if (
    JSON.stringify(value.features) !== JSON.stringify(features) ||
    !numbers(means) ||
    !numbers(deviations) ||
    !numbers(weights) ||
    typeof bias !== "number" ||
    !Number.isFinite(bias)
  ) {
    throw new Error(`The file holds no model for ${features.join(", ")}.`);
  }
  return { features, means, deviations, weights, bias };
}

/**
 * Area under the ROC curve: how often a row of the one kind has a higher score than a row of the other; a tie counts half.
 *
 * @throws Error without rows of both kinds
 */
export function areaUnderCurve(scores: readonly number[], labels: readonly (0 | 1)[]): number {
  const positive = scores.filter((_, index) => labels[index] === 1);
  const negative = scores.filter((_, index) => labels[index] === 0);
  if (positive.length === 0 || negative.length === 0) throw new Error("The data has examples of one outcome only.");
  const wins = positive.map(
    (high) => negative.filter((low) => low < high).length + negative.filter((low) => low === high).length / 2,
  );
  return wins.reduce((sum, count) => sum + count, 0) / (positive.length * negative.length);
}

function scale({ means, deviations }: Model, row: readonly number[]): readonly number[] {
  return row.map((value, column) => (value - (means[column] ?? 0)) / (deviations[column] ?? 1));
}

function weigh({ weights, bias }: Model, row: readonly number[]): number {
  return row.reduce((sum, value, column) => sum + value * (weights[column] ?? 0), bias);
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
