/** Another operation on the hook is in progress, or its state on GitHub is unknown. */
export class HookBusyError extends Error {
  override readonly name = 'HookBusyError';
  readonly code = 'hook_busy';
}
