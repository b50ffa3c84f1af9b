import { repositories } from '@hubtwin/resources';
import type { RequestContext } from '../fetch/request-context.ts';
import { openWriter } from './open-writer.ts';

/** Settings by GitHub's names; undefined ones do not change. */
export interface SettingsChange {
  topics?: readonly string[] | undefined;
  archived?: boolean | undefined;
  [setting: string]: unknown;
}

/**
 * Changes settings of a repository on GitHub. Topics have their own route; because an archived repository cannot be
 * changed, it is unarchived first, and archived last. If a step fails, the earlier ones are stored in the twin.
 *
 * @throws what the GitHub client throws.
 */
export async function changeSettings(
  repositoryId: number,
  { topics, ...settings }: SettingsChange,
  options: RequestContext,
): Promise<void> {
  const { send, observe } = await openWriter(repositoryId, options);
  const patch = async () => {
    if (Object.keys(settings).length === 0) return;
    await observe(repositories, await send('PATCH /repos/{owner}/{repo}', settings));
  };
  const replaceTopics = async () => {
    if (topics === undefined) return;
    await send('PUT /repos/{owner}/{repo}/topics', { names: topics });
    // The answer contains the topics only, not the repository's new version.
    await observe(repositories, await send('GET /repos/{owner}/{repo}'));
  };
  const steps = settings.archived === true ? [replaceTopics, patch] : [patch, replaceTopics];
  for (const step of steps) await step();
}
