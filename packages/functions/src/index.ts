export { evidenceExport, type EvidenceExportBundle } from "./evidenceExport.js";
export type { FunctionBundle, PermissionNeed } from "./functionBundle.js";
