export interface BatchOptions {
  /** Rows per batch. */
  batch: number;
  /** Stops between two batches. */
  signal: AbortSignal | undefined;
}

/**
 * Deletes in batches, each in its own transaction, so that locks on rows are held only briefly.
 *
 * @param deleteSome deletes at most this many rows, and returns how many it found.
 * @returns the number of deleted rows.
 */
export async function deleteInBatches(
  deleteSome: (limit: number) => Promise<number>,
  { batch, signal }: BatchOptions,
): Promise<number> {
  let deleted = 0;
  while (signal?.aborted !== true) {
    const found = await deleteSome(batch);
    deleted += found;
    if (found < batch) break;
  }
  return deleted;
}
