/**
 * Runs work for one item after the other; a failure does not block the next.
 *
 * @throws AggregateError of all failures, after everything else was done.
 */
export async function attemptEach<T>(
  items: Iterable<T>,
  message: string,
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  const errors: unknown[] = [];
  for (const item of items) await work(item).catch((error: unknown) => errors.push(error));
  if (errors.length > 0) throw new AggregateError(errors, message);
}
