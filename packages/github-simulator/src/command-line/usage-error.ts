/** Invalid arguments. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly code = 'usage';
}
