import { GitHubValidationError } from '@hubtwin/github';
import { labels } from '@hubtwin/resources';
import type { RequestContext } from '../fetch/request-context.ts';
import { openWriter } from './open-writer.ts';

interface NewLabel {
  name: string;
  color?: string | undefined;
  description?: string | undefined;
}

/**
 * Creates a label on GitHub and in the twin.
 *
 * @param options `isRepeated`: an earlier attempt may have created it; an equal label counts as created.
 * @returns its id.
 * @throws what the GitHub client throws, for example if the name exists.
 */
export async function createLabel(
  repositoryId: number,
  label: NewLabel,
  { isRepeated, ...options }: RequestContext & { isRepeated: boolean },
): Promise<number> {
  const { send, observe } = await openWriter(repositoryId, options);
  const create = () => send('POST /repos/{owner}/{repo}/labels', { ...label });
  const made = await create().catch(async (error: unknown) => {
    if (!isRepeated || !(error instanceof GitHubValidationError)) throw error;
    const found = await send('GET /repos/{owner}/{repo}/labels/{name}', { name: label.name });
    if (!isAsWanted(found.data, label)) throw error;
    return found;
  });
  const { key } = await observe(labels, made);
  return Number(key.id);
}

function isAsWanted(found: unknown, { name, color, description }: NewLabel): boolean {
  const shown = labels.schema.parse(found);
  return (
    shown.name === name &&
    (color === undefined || `${shown.color}`.toLowerCase() === color.toLowerCase()) &&
    (description ?? '') === (shown.description ?? '')
  );
}
