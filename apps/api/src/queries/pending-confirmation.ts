import type { Repository } from '@hubtwin/contract';
import { sql } from 'kysely';

/** The columns of a row with claims, as selected by `confirmation`. */
export interface ConfirmationRow {
  pending_confirmation: Repository['pending_confirmation'];
  unconfirmed: boolean;
}

/** Columns of the table `t`: the claims about the object, and whether its data is only claimed. */
export const confirmation = sql`
  case when t.refetch_reasons ? 'unconfirmed' then jsonb_build_object(
    'deleted', coalesce((t.claim ->> 'deletionReceivedAt')::timestamptz + interval '10 seconds'
                        > coalesce(t.fetched_at, '-infinity'), false),
    'values', (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(t.claim -> 'values')
                where t.raw -> key is distinct from value),
    'since', trim(t.refetch_reasons ->> 'unconfirmed')) end as pending_confirmation,
  coalesce((t.claim ->> 'accepted')::boolean
           and coalesce(t.fetched_at < (t.claim ->> 'receivedAt')::timestamptz, true), false) as unconfirmed`;

/** Whether one of the claims of the delivery `t` waits for a fetch. */
export const hasPendingClaim = sql<boolean>`
  t.claims is not null and exists (
    select from unnest(t.claims) as reference
      cross join lateral (
        select case when reference like 'repositories:%' then split_part(reference, ':', 2)::bigint end as repository,
               case when reference like 'installations:%' then split_part(reference, ':', 2)::bigint end as installation,
               case when reference like 'branches:%'
                    then split_part(split_part(reference, ':', 2), '/', 1)::bigint end as branch_of,
               regexp_replace(reference, '^branches:[0-9]+/', '') as branch) as claimed
     where exists (select from repositories as c where c.id = claimed.repository and c.refetch_reasons ? 'unconfirmed')
        or exists (select from installations as c where c.id = claimed.installation and c.refetch_reasons ? 'unconfirmed')
        or exists (select from branches as c
                    where c.repository_id = claimed.branch_of and c.name = claimed.branch
                      and c.refetch_reasons ? 'unconfirmed'))`;
