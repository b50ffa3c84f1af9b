/** A file that exists and cannot be read as text: a retry would fail again. */
export class UnreadableFileError extends Error {
  override readonly name = 'UnreadableFileError';
  readonly code = 'file_unreadable';
}
