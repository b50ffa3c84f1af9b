import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import { openJobs } from './open-jobs.ts';

/** Labels of GitHub's own runners, such as `ubuntu-latest`, `windows-2025`, `macos-15-xlarge`. */
const hostedLabels = '^(ubuntu|windows|macos)-(latest|slim|[0-9])';

/** Labels of waiting jobs, in lower case, that no online runner within reach of the job has. */
export async function findLabelsWithoutRunner(database: Kysely<Database>): Promise<string[]> {
  const { rows } = await sql<{ label: string }>`
    select distinct wanted.label
      from (select distinct j.repository_id, r.owner_id, lower(label) as label
              from ${openJobs} cross join unnest(j.labels) as label
             where j.status <> 'in_progress' and lower(label) !~ ${hostedLabels}) as wanted
     where not exists (
       select from runners as n
        where n.deleted_at is null and n.status = 'online' and lower_all(n.labels) @> array[wanted.label]
          and (n.repository_id = wanted.repository_id or n.organization_id = wanted.owner_id))
     order by label
  `.execute(database);
  return rows.map(({ label }) => label);
}
