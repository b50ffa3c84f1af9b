import { findAccountInstallation } from '@hubtwin/database';
import { NoCredentialError } from '@hubtwin/github';
import { type JsonObject, organizationRunners, runners } from '@hubtwin/resources';
import type { RequestContext } from '../fetch/request-context.ts';
import { observeDeletion } from '../observe.ts';
import { storeAnswers } from '../store-answers.ts';
import { openWriter } from './open-writer.ts';

/** A stored runner of a repository or an organisation. */
export interface StoredRunner {
  scope: string;
  id: number;
  repositoryId: number | null;
  organization: { id: number; login: string } | null;
  raw: JsonObject;
}

/** Removes a self-hosted runner on GitHub and in the twin. @throws what the GitHub client throws. */
export async function removeRunner(runner: StoredRunner, options: RequestContext): Promise<void> {
  const { scope, id, repositoryId, raw } = runner;
  const { requestedAt, request } = await send(runner, options);
  const definition = repositoryId === null ? organizationRunners : runners;
  const origin = { repositoryId, source: 'api', requestedAt, request } as const;
  await storeAnswers(options.database, [observeDeletion(definition, { key: { scope, id }, raw }, origin)]);
}

async function send(
  { id, repositoryId, organization }: StoredRunner,
  options: RequestContext,
): Promise<{ requestedAt: Date; request: string }> {
  if (repositoryId !== null) {
    const writer = await openWriter(repositoryId, options);
    return await writer.send('DELETE /repos/{owner}/{repo}/actions/runners/{runner_id}', { runner_id: id });
  }
  const { database, github, ...call } = options;
  const { id: accountId, login: org } = organization ?? { id: 0, login: '' };
  const installationId = await findAccountInstallation(database, accountId);
  if (!github.canRequest(installationId)) {
    throw new NoCredentialError('no configured credential can access this organisation');
  }
  const view = github.forRepository({ installationId });
  const route = 'DELETE /orgs/{org}/actions/runners/{runner_id}';
  return { ...(await view.fetch(route, { org, runner_id: id }, call)), request: route };
}
