import { reportJsonSchema } from "@secure-ml/preview";

/** The JSON Schema of the preview's report, by path. */
export function* reportPages(): Generator<[string, string]> {
  yield ["packages/preview/schema/report.schema.json", `${JSON.stringify(reportJsonSchema(), null, 2)}\n`];
}
