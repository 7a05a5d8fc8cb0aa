import type { ControlId, StackName } from "@secure-ml/controls";
import { asMap } from "./given.js";

/** A control that does not hold, and why its config says so. */
export interface ControlOff {
  readonly id: ControlId;
  /** For whoever reads the report. */
  readonly reason: string;
}

/** Controls of what exists for callers of models only. */
const callerControls = ["INF-08", "INF-09", "INF-26"] as const satisfies readonly ControlId[];

/** Controls of what exists for a model only. */
const modelControls = ["INF-01", "INF-02", "INF-06"] as const satisfies readonly ControlId[];

/** Stores of the platform that exist as far as config lists some, by the key of the list. */
const stores = [
  { key: "databases", ids: ["DATA-17", "DATA-18"], reason: 'there is no database: "databases" lists none' },
  { key: "secrets", ids: ["DATA-19", "DATA-20"], reason: 'there is no secret: "secrets" lists none' },
  { key: "tables", ids: ["DATA-16"], reason: 'there is no table: "tables" lists none' },
] as const satisfies readonly { readonly key: string; readonly ids: readonly ControlId[]; readonly reason: string }[];

/**
 * The controls that the config of a stack leaves off: those that it switches off by name, and those that have nothing to
 * hold while it lists no model, or no store of a kind.
 *
 * @param stack whose config it is
 * @param config the config's values as they were written, before the schema fills in defaults
 */
export function controlsOff(stack: StackName, config: Readonly<Record<string, unknown>>): readonly ControlOff[] {
  const switched: ControlOff[] = Object.entries(asMap(config["controls"])).flatMap(([id, setting]) => {
    const { off, reason } = asMap(setting);
    return off === true ? [{ id: id as ControlId, reason: String(reason) }] : [];
  });
  if (stack !== "platform") return switched;
  const off = (ids: readonly ControlId[], reason: string) => ids.map((id) => ({ id, reason }));
  const empty = stores.flatMap(({ key, ids, reason }) => (listsNothing(config[key]) ? off(ids, reason) : []));
  if (egressMode(config) !== "inspected") {
    const reason =
      egressMode(config) === "nat"
        ? "the egress is not inspected, which dev alone may do"
        : "nothing leaves the network: it has no egress that could be inspected";
    switched.push(...off(["NET-13"], reason));
  }
  if (listsNothing(config["models"])) {
    const reason = 'no model is served: "models" lists none yet';
    return [...switched, ...empty, ...off([...modelControls, ...callerControls], reason)];
  }
  return listsNothing(config["tenants"])
    ? [...switched, ...empty, ...off(callerControls, 'nobody may call a model: "tenants" lists none yet')]
    : [...switched, ...empty];
}

function egressMode({ network }: Readonly<Record<string, unknown>>): unknown {
  return asMap(asMap(network)["egress"])["mode"];
}

function listsNothing(list: unknown): boolean {
  return list === undefined || (Array.isArray(list) && list.length === 0);
}
