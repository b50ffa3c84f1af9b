import type { Database } from '@hubtwin/database';
import type { Kysely } from 'kysely';
import { findVisibleRepositories } from './find-visible-repositories.ts';
import { hideOtherRepositories } from './hide-other-repositories.ts';

/** The same response, whose `raw` shows only data of these repositories. */
export async function hideRaw(
  database: Kysely<Database>,
  repositoryIds: readonly number[],
  body: unknown,
): Promise<unknown> {
  if (typeof body !== 'object' || body === null || !('raw' in body)) return body;
  const { raw } = body;
  if (typeof raw !== 'object' || raw === null) return body;
  const visible = await findVisibleRepositories(database, repositoryIds);
  return { ...body, raw: hideOtherRepositories(raw, visible).shown };
}
