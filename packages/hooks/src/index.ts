export { changeHook } from './change-hook.ts';
export { HookBusyError } from './hook-busy-error.ts';
export { registerHook } from './register-hook.ts';
export { removeHook } from './remove-hook.ts';
export { settleHooks } from './settle-hooks.ts';
