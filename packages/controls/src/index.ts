import type { Control } from "./control.js";
import { dataControls } from "./data/index.js";
import { governanceControls } from "./governance/index.js";
import { inferenceControls } from "./inference/index.js";
import { networkControls } from "./network/index.js";
import { trainingControls } from "./training/index.js";

export { defineControl } from "./control.js";
export type { Control, Demand, Frameworks, Reference, Severity, StackName, Tier } from "./control.js";
export { coreEndpointServices, endpointFeatureNames, endpointFeatures } from "./tables/endpointServices.js";
export type {
  CoreEndpointService,
  EndpointFeature,
  FeatureEndpointService,
  InterfaceEndpointService,
} from "./tables/endpointServices.js";
export { databaseEngineNames, databaseEngines, defaultDatabasePorts } from "./tables/databaseEngines.js";
export type { DatabaseEngine, DatabaseEngineName, EngineParameter } from "./tables/databaseEngines.js";
export { hasLocalNvme, nvmeFamilies } from "./tables/nvmeFamilies.js";
export { partitionOfRegion, partitions } from "./tables/partitions.js";
export type { Partition, PartitionName } from "./tables/partitions.js";
export { publicPackageHosts } from "./tables/publicPackageHosts.js";
export { noRegime, noRetention, regimeNames, regimes } from "./tables/regimes.js";
export type { LawfulBasis, Regime, RegimeName } from "./tables/regimes.js";
export { regionByName, regions } from "./tables/regions.js";
export type { Region, RegionName } from "./tables/regions.js";
export { logRetentionDays, retentionClasses } from "./tables/retention.js";
export type { LogRetentionDays, RetentionBounds, RetentionClass, RetentionClassName } from "./tables/retention.js";

/** Every control, in the order of the catalogues: data, network, training, inference, governance. */
export const catalogue = [
  ...dataControls,
  ...networkControls,
  ...trainingControls,
  ...inferenceControls,
  ...governanceControls,
] as const;

/** Id of a control of the catalogue. */
export type ControlId = (typeof catalogue)[number]["id"];

const controlsById: ReadonlyMap<string, Control> = new Map(catalogue.map((control) => [control.id, control]));

/**
 * Finds a control by its id.
 *
 * @param id such as `DATA-04`
 * @returns the control's record
 * @throws Error when no control has this id, which the type only lets through for ids from outside the program
 */
export function controlById(id: ControlId): Control {
  const control = controlsById.get(id);
  if (control === undefined) throw new Error(`"${id}" is the id of no control of the catalogue.`);
  return control;
}

/**
 * Finds the controls that a policy rule serves.
 *
 * @param ruleName such as `data-s3-default-cmk`
 * @returns the controls whose records list the rule, in the order of the catalogue; empty for an unknown rule
 */
export function ruleControls(ruleName: string): readonly Control[] {
  return catalogue.filter((control: Control) => control.rules.includes(ruleName));
}
