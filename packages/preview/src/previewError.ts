/**
 * Something that ends a preview and that its reader can mend: bad usage, bad config, a program or a policy pack that
 * fails. Its message is all that is shown.
 */
export class PreviewError extends Error {
  override readonly name = "PreviewError";
}
