import { contract } from '@hubtwin/contract';
import { sql } from 'kysely';
import { route } from '../http/route.ts';
import { ProblemError } from '../problem-error.ts';

/** Longest wait for the database, in milliseconds. */
const readyWithin = 1_000;

export const getHealth = route(contract.getHealth, async () => ({ body: { status: 'ok' as const } }));

export const getReadiness = route(contract.getReadiness, async (_call, { database }) => {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('the database did not answer in time')), readyWithin);
  try {
    await Promise.race([sql`select 1`.execute(database), late]);
  } catch (cause) {
    throw new ProblemError('database_unavailable', 'The database does not answer within a second.', {
      headers: { 'Retry-After': '5' },
      cause,
    });
  } finally {
    clearTimeout(timer);
  }
  return { body: { status: 'ready' as const } };
});
