import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { RestrictionState } from '../tables/sync-tables.ts';

/** The result of a request for a list of a repository; `repositories` is the repository as a whole. */
export type ListOutcome = { resource: string } & (
  | {
      /** When the list was read completely, by GitHub's clock; null: GitHub returns it, nothing more is known. */
      readUntil: Date | null;
      /** Which part of the whole list cannot be read; null: none. Undefined where only a part of it was requested. */
      incomplete?: string | null;
    }
  | { state: RestrictionState; reason: string | null }
);

/** The results of requests for lists of one repository. */
export interface RepositoryLists {
  repositoryId: number;
  outcomes: readonly ListOutcome[];
}

/** Records the results of lists of one repository, as `recordListsOfEach`. */
export const recordLists = (
  database: Kysely<Database>,
  repositoryId: number,
  outcomes: readonly ListOutcome[],
): Promise<void> => recordListsOfEach(database, [{ repositoryId, outcomes }]);

/**
 * Records up to when lists were read completely, or why GitHub does not return them. A list that GitHub returns again
 * after a restriction must be read from its start, so its time is cleared by the first refusal. The state
 * `incomplete` remains until the whole list was read. Appends to the change log where the visible state of a
 * repository changes.
 */
export async function recordListsOfEach(
  database: Kysely<Database>,
  repositories: readonly RepositoryLists[],
): Promise<void> {
  const records = repositories.flatMap(({ repositoryId, outcomes }) =>
    outcomes.map((outcome) => ({ repository_id: repositoryId, ...recordOf(outcome) })),
  );
  if (records.length === 0) return;
  await sql`
    with results as materialized (
      select results.* from jsonb_to_recordset(${JSON.stringify(records)})
        as results (repository_id bigint, resource text, state text, reason text, read_until timestamptz, is_part boolean)
    ), given as materialized (
      select results.repository_id, results.resource, results.read_until, results.is_part,
             results.is_part and l.state = 'incomplete' as is_kept,
             case when results.is_part and l.state = 'incomplete' then l.state else results.state end as state,
             case when results.is_part and l.state = 'incomplete' then l.reason else results.reason end as reason
        from results left join repository_lists as l using (repository_id, resource)
    ), before as materialized (
      select l.repository_id, l.resource, l.state, l.reason, l.since
        from repository_lists as l join given using (repository_id, resource)
    ), written as (
      insert into repository_lists as l (repository_id, resource, read_until, state, reason, since, checked_at, is_difference_checked)
      select repository_id, resource, read_until, state, reason,
             case when state is not null then now() end, case when state is not null then now() end,
             coalesce(not is_part, false) and given.read_until is not null
        from given
       order by repository_id, resource
      on conflict (repository_id, resource) do update
        set read_until = case when excluded.state = 'failed' then l.read_until
                              when excluded.state <> 'incomplete' then null
                              else greatest(l.read_until, excluded.read_until) end,
            state = excluded.state, reason = excluded.reason,
            is_difference_checked = l.is_difference_checked or excluded.is_difference_checked,
            checked_at = case when (excluded.repository_id, excluded.resource)
                                   in (select repository_id, resource from given where is_kept)
                              then l.checked_at else excluded.checked_at end,
            since = case when excluded.state is not distinct from l.state then l.since else excluded.since end
    ), changed as materialized (
      select distinct repository_id from given left join before using (repository_id, resource)
       where given.state is distinct from before.state or given.reason is distinct from before.reason
    ), fenced as materialized (
      select changes_fence() where exists (select from changed)
    )
    insert into changes (resource, key, kind, repository_id, fields, source)
    select 'repositories', repository_id::text, 'updated', repository_id, '{}', 'sync' from changed, fenced
  `.execute(database);
}

const recordOf = (outcome: ListOutcome) =>
  'state' in outcome
    ? { resource: outcome.resource, state: outcome.state, reason: outcome.reason, read_until: null }
    : {
        resource: outcome.resource,
        state: outcome.incomplete == null ? null : 'incomplete',
        reason: outcome.incomplete ?? null,
        read_until: outcome.readUntil,
        is_part: outcome.incomplete === undefined,
      };
