import { labels } from '@hubtwin/resources';
import type { RequestContext } from '../fetch/request-context.ts';
import { observeDeletion, observeFetched } from '../observe.ts';
import { storeAnswers } from '../store-answers.ts';
import { openWriter } from './open-writer.ts';

/**
 * Deletes a label on GitHub and in the twin. It is requested first, because only GitHub knows which label has the
 * name now.
 *
 * @throws what the GitHub client throws.
 */
export async function deleteLabel(
  repositoryId: number,
  name: string,
  options: RequestContext,
): Promise<void> {
  const { send } = await openWriter(repositoryId, options);
  const route = '/repos/{owner}/{repo}/labels/{name}';
  const { data, requestedAt } = await send(`GET ${route}`, { name });
  const known = observeFetched(labels, data, { repositoryId, source: 'api', requestedAt });
  const deleted = await send(`DELETE ${route}`, { name });
  const origin = {
    repositoryId,
    source: 'api',
    requestedAt: deleted.requestedAt,
    request: deleted.request,
  } as const;
  await storeAnswers(options.database, [observeDeletion(labels, known, origin)]);
}
