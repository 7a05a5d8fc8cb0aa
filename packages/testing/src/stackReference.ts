import { containsSecret } from "./wire.js";
import type { WireObject } from "./wire.js";

/** Type of the resource by which one stack reads the outputs of another. */
export const stackReferenceType = "pulumi:pulumi:StackReference";

/** What a stack reference finds. A finished `ProgramRun` of the other stack can be given as it is. */
export interface ReferencedStack {
  /** Outputs of the other stack in Pulumi's wire form; plain JSON where nothing is secret. */
  readonly wireOutputs: WireObject;
}

/** The prepared answers to stack references, by full name: `<organization>/<project>/<stack>`. */
export type ReferencedStacks = Readonly<Record<string, ReferencedStack>>;

/**
 * What the engine answers to a stack reference, in a preview too.
 *
 * @param name name of the stack as the program gives it
 * @param stacks the prepared answers
 * @throws Error when no answer is prepared for the name
 */
export function stackReferenceOutputs(name: string, stacks: ReferencedStacks): WireObject {
  const stack = stacks[name];
  if (stack === undefined) {
    const names = Object.keys(stacks);
    throw new Error(
      `unknown stack "${name}": ` +
        (names.length === 0
          ? "no answers to stack references were given"
          : `answers were given for ${names.map((known) => `"${known}"`).join(", ")}`),
    );
  }
  const outputs = stack.wireOutputs;
  const secretOutputNames = Object.keys(outputs).filter((output) => containsSecret(outputs[output]));
  return { name, outputs, secretOutputNames: secretOutputNames.sort() };
}
