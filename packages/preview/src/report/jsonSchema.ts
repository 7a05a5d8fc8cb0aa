import { z } from "zod";
import { reportSchema } from "./schema.js";

/**
 * The JSON Schema of a report, published as `schema/report.schema.json` for whoever reads reports with other tools.
 *
 * @returns a schema of draft 2020-12
 */
export function reportJsonSchema(): object {
  return { title: "Preview report", ...z.toJSONSchema(reportSchema, { target: "draft-2020-12" }) };
}
