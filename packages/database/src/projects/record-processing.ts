import { storableText } from '@hubtwin/json';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { FileChange, Progress, ProgressChanges, WatchedFile } from './progress.ts';

export interface Processing {
  projectId: number;
  /** Revision of the project when it was read. */
  revision: number;
  commit: string;
  files: WatchedFile[];
  fileChanges: FileChange[];
  progress: Progress;
  /** Null if the contents are the same as before. */
  changes: ProgressChanges | null;
}

/**
 * Stores the state of a project's files at a commit: an update if files changed, a snapshot if their contents
 * changed.
 *
 * @returns false if the project has changed since it was read: then nothing is stored.
 */
export async function recordProcessing(
  database: Kysely<Database>,
  { projectId, revision, commit, files, fileChanges, progress, changes }: Processing,
): Promise<boolean> {
  const { plan, sections, dependencies, errors } = progress;
  const done = sections.reduce((sum, section) => sum + section.done, 0);
  const total = sections.reduce((sum, section) => sum + section.total, 0);
  const { rows } = await sql`
    with before as (
      select id, checked_sha from projects where id = ${projectId} and revision = ${revision} for update
    ), kept as (
      update projects as p
         set checked_sha = ${commit}, is_due = false, revision = p.revision + 1, files = ${json(files)}::jsonb,
             error = null, is_inaccessible = false, attempted_at = now(), processed_at = now()
        from before where p.id = before.id
      returning p.id, before.checked_sha as previous_sha
    ), logged as (
      insert into project_updates (project_id, commit_sha, previous_sha, files, changes)
      select id, ${commit}, previous_sha, ${json(fileChanges)}::jsonb, ${changes === null ? null : json(changes)}::jsonb
        from kept where ${fileChanges.length > 0 || changes !== null}
    ), shot as (
      insert into progress_snapshots
        (project_id, commit_sha, plan_path, tasks_done, tasks_total, sections, dependencies, errors)
      select id, ${commit}, ${plan}, ${done}::int, ${total}::int, ${json(sections)}::jsonb,
             ${json(dependencies)}::jsonb, ${json(errors)}::jsonb
        from kept where ${changes !== null}
    )
    select from kept
  `.execute(database);
  return rows.length > 0;
}

/** Postgres accepts neither U+0000 nor lone surrogates, which a manifest may contain as escapes. */
function json(value: unknown): string {
  return JSON.stringify(value, (_, each) => (typeof each === 'string' ? storableText(each) : each));
}
