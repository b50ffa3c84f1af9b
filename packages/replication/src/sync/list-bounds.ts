import { lagMs } from './is-moved.ts';

/** Up to when a list is known completely once it was read to its end: when the read began, less the lag. */
export const boundOf = (begunAt: Date): Date => new Date(begunAt.getTime() - lagMs);

/** As GitHub writes times, not later than `time`. */
export const isoSeconds = (time: Date): string => `${time.toISOString().slice(0, 19)}Z`;
