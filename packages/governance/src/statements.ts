import type { OneOrMore, PolicyCondition, PolicyStatement } from "@secure-ml/core";

/** A statement of an identity's policy or boundary that allows actions, on everything unless told. */
export function allow(
  sid: string,
  actions: readonly string[],
  resource: OneOrMore = "*",
  condition?: PolicyCondition,
): PolicyStatement {
  return statement("Allow", sid, actions, resource, condition);
}

/** A statement that refuses actions, on everything unless told. */
export function deny(
  sid: string,
  actions: readonly string[],
  resource: OneOrMore = "*",
  condition?: PolicyCondition,
): PolicyStatement {
  return statement("Deny", sid, actions, resource, condition);
}

function statement(
  effect: "Allow" | "Deny",
  sid: string,
  actions: readonly string[],
  resource: OneOrMore,
  condition: PolicyCondition | undefined,
): PolicyStatement {
  return {
    Sid: sid,
    Effect: effect,
    Action: actions,
    Resource: resource,
    ...(condition === undefined ? {} : { Condition: condition }),
  };
}
