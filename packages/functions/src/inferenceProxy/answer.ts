import { maximumAnswerBytes, maximumDepth, type AnswerForm } from "./contract.js";
import { parseStrictJson, type JsonValue } from "./strictJson.js";

/** What the caller gets for one instance. */
export type Prediction =
  | { readonly class: string | number; readonly score?: number }
  /** For models that answer with a number. */
  | { readonly value: number };

/**
 * Reads the answer of a model and keeps what its caller may have: one declared class or one number for each instance, and
 * a score of two decimals for those entitled to it. Logits, embeddings, attributions and texts of the container are left
 * out with everything else; a class that was not declared is no answer, so that no text of the model's making gets out.
 *
 * @param bytes the answer as SageMaker returned it
 * @param instances how many predictions there must be
 * @param scores whether the caller may see scores
 * @returns undefined for an answer that must not be passed on
 */
export function minimiseAnswer(
  bytes: Uint8Array,
  form: AnswerForm,
  instances: number,
  scores: boolean,
): readonly Prediction[] | undefined {
  if (bytes.byteLength > maximumAnswerBytes) return undefined;
  const list = predictionsOf(decoded(bytes));
  if (list?.length !== instances) return undefined;
  const predictions = list.map((prediction) => minimised(prediction, form, scores));
  return predictions.every((prediction) => prediction !== undefined) ? predictions : undefined;
}

function decoded(bytes: Uint8Array): JsonValue | undefined {
  try {
    // A byte order mark is kept, and then refused as no JSON.
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return parseStrictJson(text, maximumDepth);
  } catch {
    return undefined;
  }
}

function predictionsOf(answer: JsonValue | undefined): readonly JsonValue[] | undefined {
  const list = fieldOf(answer, "predictions");
  return Array.isArray(list) ? (list as readonly JsonValue[]) : undefined;
}

function minimised(prediction: JsonValue, form: AnswerForm, scores: boolean): Prediction | undefined {
  const score = fieldOf(prediction, "score");
  if (form.kind === "value") {
    return typeof score === "number" && score >= form.minimum && score <= form.maximum ? { value: score } : undefined;
  }
  const label = fieldOf(prediction, "predicted_label");
  if ((typeof label !== "string" && typeof label !== "number") || !form.classes.includes(label)) return undefined;
  if (!scores) return { class: label };
  if (typeof score !== "number" || score < 0 || score > 1) return undefined;
  return { class: label, score: Math.round(score * 100) / 100 };
}

function fieldOf(value: JsonValue | undefined, field: string): JsonValue | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, JsonValue>>)[field]
    : undefined;
}
