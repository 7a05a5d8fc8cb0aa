import { describe, expect, it } from "vitest";
import { maximumAnswerBytes } from "./contract.js";
import { refusals, type Refusal } from "./refusal.js";
import { answer, context, event, globexSession, run } from "./testing.fixture.js";

const failure = (name: string, message = "secret text of the container"): (() => never) => {
  return () => {
    throw Object.assign(new Error(message), { name });
  };
};
const one = (prediction: object) => () => answer({ predictions: [prediction] });
const price = { resource: "/price", path: "/price", body: '{"size":70}' };
const stay = { predicted_label: "stay", score: 0.5 };

describe("what a model answers", { tags: ["INF-26"] }, () => {
  it.each<readonly [string, Record<string, unknown>, object, unknown]>([
    [
      "a class and its score, rounded",
      {},
      { predicted_label: "leave", score: 0.123456 },
      { class: "leave", score: 0.12 },
    ],
    ["a class that is a number", {}, { predicted_label: 1, score: 1 }, { class: 1, score: 1 }],
    [
      "a class without a score for who may not see it",
      { requestContext: context(globexSession) },
      stay,
      { class: "stay" },
    ],
    ["a value", price, { score: 123.456 }, { value: 123.456 }],
    [
      "nothing else that stands in the answer",
      {},
      { ...stay, logits: [0.1, 0.9], embedding: [1, 2], shap: { age: 0.3 }, note: "mail a@example.com" },
      { class: "stay", score: 0.5 },
    ],
  ])("passes on %s", async (_, changes, prediction, expected) => {
    const { given } = await run(event(changes), one(prediction));
    expect(given).toMatchObject({ statusCode: 200, body: JSON.stringify({ predictions: [expected] }) });
    expect(given.headers).toMatchObject({ "Cache-Control": "no-store", "Content-Type": "application/json" });
  });

  it.each<readonly [string, Record<string, unknown>, () => unknown]>([
    ["no JSON", {}, () => answer("<html>secret</html>")],
    ["CSV", {}, () => answer("0.97")],
    ["nothing", {}, () => answer("")],
    ["no UTF-8", {}, () => ({ Body: new Uint8Array([0x22, 0xff, 0x22]) })],
    ["a byte order mark", {}, () => answer(`\uFEFF{"predictions":[${JSON.stringify(stay)}]}`)],
    ["a list", {}, () => answer([stay])],
    ["no predictions", {}, () => answer({})],
    ["predictions that are no list", {}, () => answer({ predictions: { length: 1, 0: stay } })],
    ["fewer predictions than instances", {}, () => answer({ predictions: [] })],
    ["more predictions than instances", {}, () => answer({ predictions: [stay, stay] })],
    ["more bytes than allowed", {}, one({ ...stay, pad: "x".repeat(maximumAnswerBytes) })],
    ["a class that was not declared", {}, one({ predicted_label: "a@example.com", score: 0.5 })],
    ["a class that is an object", {}, one({ predicted_label: { a: 1 }, score: 0.5 })],
    ["no class", {}, one({ score: 0.5 })],
    ["no score for who may see it", {}, one({ predicted_label: "stay" })],
    ["a score above one", {}, one({ predicted_label: "stay", score: 1.5 })],
    ["a negative score", {}, one({ predicted_label: "stay", score: -0.1 })],
    ["NaN as a score", {}, () => answer('{"predictions":[{"predicted_label":"stay","score":NaN}]}')],
    ["a prediction that is null", {}, () => answer({ predictions: [null] })],
    ["a key twice", {}, () => answer('{"predictions":[],"predictions":[{"predicted_label":"stay","score":1}]}')],
    ["a text for a value", price, one({ score: "70" })],
    ["a value above its range", price, one({ score: 1000.1 })],
    ["a value below its range", price, one({ score: -0.1 })],
    ["no value", price, one({ predicted_label: "stay" })],
  ])("is withheld when it is %s", async (_, changes, reply) => {
    const { given, record, lines } = await run(event(changes), reply);
    expect(given).toMatchObject({ statusCode: 502, body: '{"error":"model_error"}' });
    expect(record).toMatchObject({ AnswerReject: 1, ModelLatency: 25, outcome: "model_error", status: 502 });
    expect(lines.join("")).not.toMatch(/secret|example\.com/);
  });

  it("passes an answer of exactly the longest length", async () => {
    const text = JSON.stringify({ predictions: [stay] }).padEnd(maximumAnswerBytes);
    expect((await run(event(), () => answer(text))).given.statusCode).toBe(200);
  });
});

describe("a call that fails", { tags: ["INF-26"] }, () => {
  it.each<readonly [string, Refusal]>([
    ["ModelError", "model_error"],
    ["ValidationError", "model_error"],
    ["AccessDeniedException", "model_error"],
    ["InternalFailure", "model_error"],
    ["ThrottlingException", "unavailable"],
    ["ServiceUnavailable", "unavailable"],
    ["InternalDependencyException", "unavailable"],
    ["ModelNotReadyException", "unavailable"],
    ["TimeoutError", "timeout"],
  ])("with %s ends in %s", async (name, refusal) => {
    const { given, record, lines, calls } = await run(event(), failure(name));
    expect(given).toMatchObject({ statusCode: refusals[refusal], body: `{"error":"${refusal}"}` });
    expect(record).toMatchObject({ ModelError: 1, error: name, outcome: refusal });
    expect(lines.join("")).not.toContain("secret");
    expect(calls).toHaveLength(1);
  });

  it("does not write an error's name that is none", async () => {
    const { record } = await run(event(), failure('x","status":200'));
    expect(record).not.toHaveProperty("error");
  });

  it("ends in a refusal even when what was thrown is no error, or there is no body", async () => {
    const { given } = await run(event(), () => {
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- this is what is tried
      throw "text";
    });
    expect(given.statusCode).toBe(502);
    expect((await run(event(), () => ({}))).given).toMatchObject({
      statusCode: 500,
      body: '{"error":"internal_error"}',
    });
  });

  it("is cut off while there is time for an answer", async () => {
    const hanging = (signal: AbortSignal) =>
      new Promise((_, reject) => {
        signal.addEventListener("abort", () => {
          reject(Object.assign(new Error("aborted"), { name: "AbortError" }));
        });
      });
    const { given } = await run(event(), hanging, 2_050);
    expect(given).toMatchObject({ statusCode: 504, body: '{"error":"timeout"}' });
  });

  it("is not made when there is no time left", async () => {
    const { given, calls, record } = await run(event(), undefined, 1_999);
    expect(given.statusCode).toBe(504);
    expect(calls).toEqual([]);
    expect(record).toMatchObject({ ModelError: 1, outcome: "timeout" });
  });
});
