export { toAnalyzeRequest, toAnalyzeStackRequest } from "./analyzerMessages.js";
export { regionFacts } from "./aws/facts.js";
export type { AwsFacts, RegionFacts, Zone } from "./aws/facts.js";
export type { FunctionModel } from "./aws/functions.js";
export type { AutoName, CheckFailure, PropertyModel, ResourceContext, ResourceModel } from "./aws/resourceModel.js";
export { unknown } from "./programRun.js";
export type { LoggedMessage, ProgramRun, RecordedOptions, RecordedResource } from "./programRun.js";
export { runProgram } from "./runProgram.js";
export type { RunOptions } from "./runProgram.js";
export { knownResources, SimulatedAws } from "./simulatedAws.js";
export type { CheckResult, CreateResult, SimulatedAwsOptions } from "./simulatedAws.js";
export type { ReferencedStack, ReferencedStacks } from "./stackReference.js";
export { buildUrn, parseUrn, rootStackType } from "./urn.js";
export type { UrnParts } from "./urn.js";
export {
  containsSecret,
  containsUnknown,
  isSecretValue,
  plain,
  plainObject,
  secretValue,
  unknownValue,
} from "./wire.js";
export type { WireObject } from "./wire.js";
export { Reachability } from "./reachability/reachability.js";
export type { Flow, Layers, Party } from "./reachability/reachability.js";
export { everyPort } from "./reachability/portSet.js";
export type { PortSet } from "./reachability/portSet.js";
export { all, childrenOf, dependents, identities, isSecret, one } from "./graph.js";
export { evaluatePack, evaluateRule } from "./evaluateRule.js";
export type {
  EvaluateOptions,
  EvaluatePackOptions,
  RuleDiagnostic,
  RuleEvaluation,
  RuleNotApplicable,
} from "./evaluateRule.js";
export { resource } from "./handMadeResource.js";
export type { HandMadeOptions } from "./handMadeResource.js";
export { faultVariable } from "./providerPlugin/fault.js";
export type { Fault } from "./providerPlugin/fault.js";
export { factsVariable } from "./providerPlugin/factsVariable.js";
export { journalVariable, remaining } from "./providerPlugin/journal.js";
export type { JournalEntry } from "./providerPlugin/journal.js";
