import type { AskOptions } from '../fetch/ask-options.ts';
import { observeFetched, observeGone } from '../observe.ts';
import { labels } from '../resources/labels.ts';
import { storeSeen } from '../store-seen.ts';
import { openWriter } from './open-writer.ts';

/**
 * Deletes a label on GitHub and in the twin. It is requested first, because only GitHub knows which label has the
 * name now.
 *
 * @throws what the GitHub client throws.
 */
export async function deleteLabel(repositoryId: number, name: string, options: AskOptions): Promise<void> {
  const { send } = await openWriter(repositoryId, options);
  const route = '/repos/{owner}/{repo}/labels/{name}';
  const { data, askedAt } = await send(`GET ${route}`, { name });
  const known = observeFetched(labels, data, { repositoryId, source: 'api', askedAt });
  const deleted = await send(`DELETE ${route}`, { name });
  const finding = { repositoryId, source: 'api', askedAt: deleted.askedAt } as const;
  await storeSeen(options.database, [observeGone(labels, known, finding)]);
}
