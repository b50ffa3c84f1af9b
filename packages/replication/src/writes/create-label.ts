import type { AskOptions } from '../fetch/ask-options.ts';
import { labels } from '../resources/labels.ts';
import { openWriter } from './open-writer.ts';

/**
 * Makes a label on GitHub, and in the twin.
 *
 * @returns its id.
 * @throws what the GitHub client throws, as where there is one of the name.
 */
export async function createLabel(
  repositoryId: number,
  label: { name: string; color?: string | undefined; description?: string | undefined },
  options: AskOptions,
): Promise<number> {
  const { send, observe } = await openWriter(repositoryId, options);
  const { key } = await observe(labels, await send('POST /repos/{owner}/{repo}/labels', label));
  return Number(key.id);
}
