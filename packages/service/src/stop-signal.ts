/**
 * Resolves at the first SIGTERM or SIGINT, or when the process that started this one is gone (its IPC
 * channel closes), so that no service outlives the command that runs it.
 */
export async function stopSignal(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  process.once('SIGTERM', () => resolve()).once('SIGINT', () => resolve());
  if (process.connected) process.once('disconnect', () => resolve());
  await promise;
}
