import { GitHubTimeoutError } from '../errors.ts';
import { Call, type CallOptions } from './call.ts';
import type { Payer } from './payer.ts';

/**
 * Runs `work`, and aborts it at the deadline.
 *
 * @throws GitHubTimeoutError at the deadline; the reason of the caller's signal; errors of `work`.
 */
export async function underDeadline<T>(
  payer: Payer,
  route: string,
  { priority = 'normal', signal, deadlineMs, ...options }: CallOptions,
  work: (call: Call) => Promise<T>,
): Promise<T> {
  const {
    once = false,
    isFresh = false,
    retry = true,
    isRetriedLater = false,
    isDivisible = false,
    isDivided = false,
  } = options;
  const deadlineAt = Number.POSITIVE_INFINITY;
  const call = {
    payer,
    route,
    priority,
    signal,
    once,
    isFresh,
    retry,
    isRetriedLater,
    isDivisible,
    isDivided,
    deadlineAt,
  };
  if (deadlineMs === undefined) return await work(new Call(call));
  const deadline = new AbortController();
  const late = new GitHubTimeoutError('no response from GitHub within the deadline', { resource: route });
  const timer = setTimeout(() => deadline.abort(late), deadlineMs);
  const either = signal === undefined ? deadline.signal : AbortSignal.any([signal, deadline.signal]);
  try {
    return await work(new Call({ ...call, signal: either, deadlineAt: Date.now() + deadlineMs }));
  } finally {
    clearTimeout(timer);
  }
}
