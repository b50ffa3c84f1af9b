export const readyMessage = 'ready';

/** Notifies the parent process, if it started this one with an IPC channel, that this process is ready. */
export function announceReady(): void {
  process.send?.(readyMessage);
}
