export interface BatchOptions {
  /** Rows at a time. */
  batch: number;
  /** Ends it between two batches. */
  signal: AbortSignal | undefined;
}

/**
 * Deletes a batch at a time, each in a transaction of its own, so that nobody waits long for the rows' locks.
 *
 * @param deleteSome deletes at most so many, and says how many it found.
 * @returns how many were deleted.
 */
export async function deleteInBatches(
  deleteSome: (most: number) => Promise<number>,
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
