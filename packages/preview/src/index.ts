export { awsFacts } from "./awsFacts.js";
export type { StackSettings } from "./awsFacts.js";
export { parseConfigOverride } from "./configOverride.js";
export type { ConfigOverride } from "./configOverride.js";
export { PreviewError } from "./previewError.js";
export { previewEnvironment } from "./previewEnvironment.js";
export type { PreviewEvent, PreviewOptions } from "./previewEnvironment.js";
export { reportJsonSchema } from "./report/jsonSchema.js";
export { reportSchema, secretMark, unknownMark } from "./report/schema.js";
export type {
  ControlStatus,
  Report,
  ReportControl,
  ReportPolicy,
  ReportResource,
  ReportStack,
  ReportValue,
  ReportViolation,
} from "./report/schema.js";
export { hasMandatoryViolation } from "./report/terminal.js";
