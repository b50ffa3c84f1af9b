export const readyMessage = 'ready';

/**
 * Notifies the parent process, if it started this one with an IPC channel, that this process is ready. A parent that has
 * closed the channel does not wait any more: this process stops.
 */
export function announceReady(): void {
  if (process.connected) process.send?.(readyMessage, undefined, undefined, () => {});
}
