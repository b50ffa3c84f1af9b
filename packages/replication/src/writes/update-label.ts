import { labels } from '@hubtwin/resources';
import type { RequestContext } from '../fetch/request-context.ts';
import { openWriter } from './open-writer.ts';

/** Changes of a label, by GitHub's names. */
interface LabelChange {
  new_name?: string | undefined;
  color?: string | undefined;
  description?: string | undefined;
}

/** Changes a label on GitHub and in the twin. @returns its id. @throws what the GitHub client throws. */
export async function updateLabel(
  repositoryId: number,
  name: string,
  change: LabelChange,
  options: RequestContext,
): Promise<number> {
  const { send, observe } = await openWriter(repositoryId, options);
  const answer = await send('PATCH /repos/{owner}/{repo}/labels/{name}', { name, ...change });
  const { key } = await observe(labels, answer);
  return Number(key.id);
}
