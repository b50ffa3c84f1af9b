import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../schema.ts';
import { applyObservations, type Outcome } from './apply-observations.ts';
import { maxSubjects } from './lock-subjects.ts';
import type { Observation } from './observation.ts';
import { referenceText } from './rows.ts';

/** Per transaction: bounds its time and memory even if one object was observed many times. */
const maxObservations = 5_000;

/** The outcome of all transactions. */
export type StoredOutcome = Omit<Outcome, 'effects'>;

/**
 * Applies any number of observations: `applyObservations` in as many transactions as their number of objects
 * requires, one after the other. If one fails or the process ends, what was committed remains; since merging is
 * idempotent and commutative, applying all of them again completes it.
 *
 * @param record runs in each transaction, with the outcome so far. Write in the last one what must not be visible
 * before everything is applied.
 */
export async function storeObservations(
  database: Kysely<Database>,
  observations: readonly Observation[],
  record?: (
    transaction: Transaction<Database>,
    progress: { isLast: boolean; outcome: StoredOutcome },
  ) => Promise<void>,
): Promise<StoredOutcome> {
  const chunks = split(observations);
  let outcome: StoredOutcome = { uncertain: [], pending: [], unconfirmed: [], misplaced: [] };
  for (const [index, chunk] of chunks.entries()) {
    outcome = await database.transaction().execute(async (transaction) => {
      const joined = join(outcome, await applyObservations(transaction, chunk));
      await record?.(transaction, { isLast: index === chunks.length - 1, outcome: joined });
      return joined;
    });
  }
  return outcome;
}

const join = (one: StoredOutcome, other: StoredOutcome): StoredOutcome => ({
  uncertain: [...one.uncertain, ...other.uncertain],
  pending: [...one.pending, ...other.pending],
  unconfirmed: [...one.unconfirmed, ...other.unconfirmed],
  misplaced: [...one.misplaced, ...other.misplaced],
});

/** Chunks of at most `maxSubjects` objects; the observations of an object mostly stay together. */
function split(observations: readonly Observation[]): Observation[][] {
  if (observations.length <= maxSubjects) return [[...observations]];
  const chunks: Observation[][] = [];
  let chunk: Observation[] = [];
  let subjects = 0;
  for (const seen of Map.groupBy(observations, referenceText).values()) {
    subjects += 1;
    for (const observation of seen) {
      if (subjects > maxSubjects || chunk.length === maxObservations) {
        chunks.push(chunk);
        chunk = [];
        subjects = 1;
      }
      chunk.push(observation);
    }
  }
  return [...chunks, chunk];
}
