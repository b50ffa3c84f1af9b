import { type Check, failed, ok, warning } from './check.ts';

/** GitHub's `Date` has whole seconds, plus the network delay; an App's token is refused from a minute on. */
const noticedMs = 5_000;
const maxMs = 60_000;

/** Compares a clock with ours. @param aheadMs in milliseconds; negative if it is behind. */
export function checkClock(of: string, aheadMs: number): Check {
  const name = `clock of ${of}`;
  const seconds = Math.abs(Math.round(aheadMs / 1_000));
  if (Math.abs(aheadMs) < noticedMs) return ok(name, `It agrees with this machine's.`);
  const message = `It is ${seconds} s ${aheadMs > 0 ? 'ahead of' : 'behind'} this machine's.`;
  const remedy = `Set both clocks by NTP (timedatectl set-ntp true); ${of === 'GitHub' ? "GitHub's is right" : 'compare each with another machine'}.`;
  return Math.abs(aheadMs) < maxMs ? warning(name, message, remedy) : failed(name, message, remedy);
}
