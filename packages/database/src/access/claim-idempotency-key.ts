import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** A request with an `Idempotency-Key`. */
export interface IdempotentRequest {
  /** 0: the configured admin key. */
  apiKeyId: number;
  key: string;
  /** Hash of the request: the same key with another fingerprint is an error of the client. */
  fingerprint: Buffer;
}

/**
 * The state of such a request. The owner of a `claim` finishes or releases it. `isRepeated`: the process that had the
 * claim before died; `effect` is what it had committed.
 */
export type IdempotencyClaim =
  | { state: 'claimed'; claim: string; isRepeated: boolean; effect: readonly number[] | null }
  | { state: 'answered'; answer: string }
  | { state: 'running' }
  | { state: 'different' };

/** How long an answer is replayed, in hours from the start of the request: no running request ever expires. */
const keptHours = 24;

/**
 * Claims an idempotency key for a request, unless another request holds it. The same request may take over a claim
 * that was not finished within `seconds`, because its process died.
 */
export async function claimIdempotencyKey(
  database: Kysely<Database>,
  { apiKeyId, key, fingerprint }: IdempotentRequest,
  { seconds }: { seconds: number },
): Promise<IdempotencyClaim> {
  const claim = randomUUID();
  // The second query sees the table as it was before the first: the existing row, if nothing was written.
  // No claim lasts longer: a later end was written while the clock was ahead.
  const ended = sql`known.claimed_until not between now() and now() + make_interval(secs => ${seconds + 60})`;
  const expired = sql`known.created_at < now() - make_interval(hours => ${keptHours})`;
  const { rows } = await sql<{
    claimed: boolean;
    isSame: boolean;
    answer: string | null;
    attempts: number;
    effect: number[] | null;
  }>`
    with written as (
      insert into idempotency_keys as known (api_key_id, key, fingerprint, claim, claimed_until)
      values (${apiKeyId}, ${key}, ${fingerprint}, ${claim}, now() + make_interval(secs => ${seconds}))
      on conflict (api_key_id, key) do update
         set fingerprint = excluded.fingerprint, claim = excluded.claim, claimed_until = excluded.claimed_until,
             answer = null, created_at = now(),
             attempts = case when ${expired} then 1 else known.attempts + 1 end,
             effect = case when not ${expired} then known.effect end
       where ${expired}
          or (known.answer is null and ${ended} and known.fingerprint = excluded.fingerprint)
      returning attempts, effect
    )
    select true as claimed, true as "isSame", null as answer, attempts, effect from written
    union all
    select false, fingerprint = ${fingerprint}, answer, attempts, effect from idempotency_keys
     where api_key_id = ${apiKeyId} and key = ${key} and not exists (select from written)
  `.execute(database);
  const [row] = rows;
  if (row?.claimed === true)
    return { state: 'claimed', claim, isRepeated: row.attempts > 1, effect: row.effect };
  if (row?.isSame === false) return { state: 'different' };
  // No row: another request wrote it while this statement ran.
  return row?.answer == null ? { state: 'running' } : { state: 'answered', answer: row.answer };
}
