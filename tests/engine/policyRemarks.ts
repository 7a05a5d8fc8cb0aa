import type { Report } from "@secure-ml/preview";
import type { EngineEvents, PolicyRemark } from "./engineEvents.js";

const undecidedMark = "undecided: ";
const exemptedMark = "exempted: ";

/** What the pack had against a stack when the engine asked it, in one order. */
export function engineViolations({ remarks }: EngineEvents): readonly PolicyRemark[] {
  return inOrder(
    remarks.filter(({ message }) => ![undecidedMark, exemptedMark].some((mark) => message.startsWith(mark))),
  );
}

/** Where the pack's config exempts a resource from a rule that speaks about it, in one order. */
export function engineExemptions({ remarks }: EngineEvents): readonly PolicyRemark[] {
  return inOrder(remarks.filter(({ message }) => message.startsWith(exemptedMark)));
}

/** What the pack could not decide yet when the engine asked it, in one order. */
export function engineUndecided({ remarks }: EngineEvents): readonly PolicyRemark[] {
  return inOrder(remarks.filter(({ message }) => message.startsWith(undecidedMark)));
}

/** What the pack had against the stacks of a report, in the form in which the engine shows it. */
export function reportViolations({ policy }: Report): readonly PolicyRemark[] {
  return inOrder(
    policy.violations.map(({ rule, enforcement, urn, message }) => ({ rule, enforcement, urn: urn ?? "", message })),
  );
}

/** What the pack could not decide yet about the stacks of a report, in the form in which the engine shows it. */
export function reportUndecided({ policy }: Report): readonly PolicyRemark[] {
  return inOrder(
    policy.undecided.map(({ rule, urn, reason }) => ({
      rule,
      enforcement: "advisory",
      urn,
      message: `${undecidedMark}${reason}`,
    })),
  );
}

/** Neither engine promises an order. */
function inOrder(remarks: readonly PolicyRemark[]): readonly PolicyRemark[] {
  const key = ({ rule, urn, message }: PolicyRemark): string => [rule, urn, message].join(" ");
  return remarks.toSorted((left, right) => (key(left) < key(right) ? -1 : 1));
}
