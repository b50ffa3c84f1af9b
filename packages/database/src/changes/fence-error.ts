/** Readers of the change log would miss entries; the message states the statement that fixes it. */
export class FenceError extends Error {
  override readonly name = 'FenceError';
  readonly code = 'fence';

  constructor(cache: number | undefined) {
    super(
      `The sequence changes_seq_seq caches ${cache} numbers per session, so readers of the change log would miss entries: run "alter sequence changes_seq_seq cache 1".`,
    );
  }
}
