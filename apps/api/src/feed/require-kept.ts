import { type Database, oldestKeptChange, readLogHistory } from '@hubtwin/database';
import type { Kysely } from 'kysely';
import { ProblemError } from '../problem-error.ts';

/**
 * Checks that the log has every change after a position. Call it after reading, to detect that retention removed a part
 * in between.
 *
 * @param resume how a client continues, for the message.
 * @throws ProblemError `changes_ahead` or `changes_expired`, with the readable range.
 */
export async function requireKept(
  database: Kysely<Database>,
  { after, horizon, resume }: { after: number; horizon: number; resume: string },
): Promise<void> {
  const oldest = await oldestKeptChange(database);
  const range = { oldest: oldest - 1, newest: horizon };
  const readAgain = `Read the followed resources again, and ${resume}.`;
  if (after > horizon) {
    const detail = `The log ends at ${horizon}, as after the database was restored. ${readAgain}`;
    throw new ProblemError('changes_ahead', detail, { range });
  }
  const { lost = [] } = (await readLogHistory(database)) ?? {};
  const gap = lost.find((each) => after > each.after && after < each.until);
  if (gap !== undefined) {
    const detail = `Changes beyond ${gap.after} were lost when the database was restored. ${readAgain}`;
    throw new ProblemError('changes_ahead', detail, { range: { ...range, oldest: gap.until } });
  }
  if (after > 0 && after + 1 < oldest) {
    const detail = `Changes below ${oldest} are no longer kept. ${readAgain}`;
    throw new ProblemError('changes_expired', detail, { range });
  }
}
