import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** A request that carries an `Idempotency-Key`. */
export interface IdempotentRequest {
  /** 0: the configured admin key. */
  apiKeyId: number;
  key: string;
  /** Of what is asked: the same key with another one is a mistake of the client. */
  fingerprint: Buffer;
}

/** What becomes of such a request: `claim` is to be given back when it has ended. */
export type IdempotencyClaim =
  | { state: 'claimed'; claim: string }
  | { state: 'answered'; answer: string }
  | { state: 'running' }
  | { state: 'different' };

/** How long an answer is replayed, in hours. */
const keptHours = 24;

/**
 * Claims an idempotency key for a request, unless another one has it. A claim that was not ended within
 * `seconds`, as its process died, may be taken over by the same request.
 */
export async function claimIdempotencyKey(
  database: Kysely<Database>,
  { apiKeyId, key, fingerprint }: IdempotentRequest,
  { seconds }: { seconds: number },
): Promise<IdempotencyClaim> {
  const claim = randomUUID();
  // The second part sees the table as it was before the first: what stands there when nothing was written.
  const { rows } = await sql<{ claimed: boolean; isSame: boolean; answer: string | null }>`
    with written as (
      insert into idempotency_keys as known (api_key_id, key, fingerprint, claim, claimed_until)
      values (${apiKeyId}, ${key}, ${fingerprint}, ${claim}, now() + make_interval(secs => ${seconds}))
      on conflict (api_key_id, key) do update
         set fingerprint = excluded.fingerprint, claim = excluded.claim, claimed_until = excluded.claimed_until,
             answer = null, created_at = now()
       where known.created_at < now() - make_interval(hours => ${keptHours})
          or (known.answer is null and known.claimed_until < now() and known.fingerprint = excluded.fingerprint)
      returning claim
    )
    select true as claimed, true as "isSame", null as answer from written
    union all
    select false, fingerprint = ${fingerprint}, answer from idempotency_keys
     where api_key_id = ${apiKeyId} and key = ${key} and not exists (select from written)
  `.execute(database);
  const [row] = rows;
  if (row?.claimed === true) return { state: 'claimed', claim };
  if (row?.isSame === false) return { state: 'different' };
  // No row: another request wrote it within this very statement.
  return row?.answer == null ? { state: 'running' } : { state: 'answered', answer: row.answer };
}
