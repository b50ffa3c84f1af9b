/** Something else is being done to a hook, or is not settled yet. */
export class HookBusyError extends Error {
  override readonly name = 'HookBusyError';
  readonly code = 'hook_busy';
}
