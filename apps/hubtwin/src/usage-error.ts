/** A command was called in a way it does not have. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly code = 'usage';
}
