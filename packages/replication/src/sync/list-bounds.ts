import { lagMs } from '@hubtwin/resources';

/** Up to when a list is known completely after reading all of it: when the read started, minus the lag. */
export const boundOf = (begunAt: Date): Date => new Date(begunAt.getTime() - lagMs);

/** The time in GitHub's format, rounded down. */
export const isoSeconds = (time: Date): string => `${time.toISOString().slice(0, 19)}Z`;
