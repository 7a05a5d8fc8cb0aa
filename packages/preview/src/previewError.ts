/**
 * Something that ends a preview and that its reader can mend: bad usage, bad config, a program or a policy pack that
 * fails. Its message is all that is shown.
 */
export class PreviewError extends Error {
  override readonly name: string = "PreviewError";
}

/** A program that refuses to run, with a message of its own for the reader; as a rule, its config is wrong. */
export class ProgramRefusal extends PreviewError {
  override readonly name = "ProgramRefusal";
}
