export const readyMessage = 'ready';

/** Tells the process that started this one, if there is such, that it does its work now. */
export function announceReady(): void {
  process.send?.(readyMessage);
}
