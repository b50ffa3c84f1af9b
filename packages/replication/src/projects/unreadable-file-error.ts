/** A file that is there and cannot be taken for text: trying again cannot help. */
export class UnreadableFileError extends Error {
  override readonly name = 'UnreadableFileError';
  readonly code = 'file_unreadable';
}
