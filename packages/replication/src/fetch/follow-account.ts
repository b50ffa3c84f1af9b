import { accounts } from '@hubtwin/resources';
import { observeFetched } from '../observe.ts';
import { storeAnswers } from '../store-answers.ts';
import { openAnyView } from './any-view.ts';
import { renameOwned } from './rename-owned.ts';
import type { RequestContext } from './request-context.ts';

/**
 * Requests an account by its id, to update its login and the names of its repositories.
 *
 * @returns the number of renamed repositories.
 * @throws what the GitHub client throws.
 */
export async function followAccount(
  accountId: number,
  { database, github, ...call }: Omit<RequestContext, 'view'>,
): Promise<number> {
  const view = await openAnyView({ database, github });
  if (view === null) return 0;
  const { data, requestedAt } = await view.fetch('GET /user/{account_id}', { account_id: accountId }, call);
  const seen = observeFetched(accounts, data, { repositoryId: null, source: 'sync', requestedAt });
  await storeAnswers(database, [seen]);
  return await renameOwned(database, { id: accountId, login: `${seen.raw.login}` }, requestedAt);
}
