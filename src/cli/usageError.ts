/** A command line that cannot be obeyed; the message is one line. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
