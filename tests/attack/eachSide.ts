import type { AttackCase } from "./attackCase.js";
import { widened } from "./principals.js";

/**
 * A refusal that a principal's policies and the resource's policy both owe: as it is, with the principal's side opened, and
 * with the resource's side opened. Where both sides stand, nobody notices that one of them has gone.
 */
export function eachSide(refusal: AttackCase): readonly AttackCase[] {
  return [
    refusal,
    {
      ...refusal,
      name: `${refusal.name}, with every right of its own`,
      principal: [refusal.principal].flat().map(widened),
    },
    { ...refusal, name: `${refusal.name}, where the resource leaves it to IAM`, openTo: "account" },
  ];
}
