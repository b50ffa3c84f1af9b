import type { Status } from '@hubtwin/contract';
import type { RequestCounts } from '@hubtwin/database';
import { time } from '../queries/present.ts';

type Summary = Omit<Status['requests'], 'since'>;

/** The requests of all services together, and of each. */
export function summarizeRequests(counts: readonly (RequestCounts & { service: string })[]): Summary {
  const services = counts.map(({ service, ...each }) => ({ service, ...present(each) }));
  return { ...present(counts.reduce(add, none)), services };
}

const none: RequestCounts = { answers: 0, notModified: 0, refused: 0, seconds: 0, lastAt: null, errors: {} };

function add(one: RequestCounts, other: RequestCounts): RequestCounts {
  const errors = { ...one.errors };
  for (const [code, count] of Object.entries(other.errors)) errors[code] = (errors[code] ?? 0) + count;
  const isLater = one.lastAt === null || (other.lastAt !== null && other.lastAt > one.lastAt);
  return {
    answers: one.answers + other.answers,
    notModified: one.notModified + other.notModified,
    refused: one.refused + other.refused,
    seconds: one.seconds + other.seconds,
    lastAt: isLater ? other.lastAt : one.lastAt,
    errors,
  };
}

function present({ answers, notModified, refused, seconds, lastAt, errors }: RequestCounts) {
  return {
    answers,
    not_modified: notModified,
    refused,
    mean_seconds: answers === 0 ? null : Math.round((1_000 * seconds) / answers) / 1_000,
    last_request_at: time(lastAt),
    errors: { ...errors },
  };
}
