import { type ApiKey, contract } from '@hubtwin/contract';
import { createApiKey, type Database, findAllowedRepositories, revokeApiKey } from '@hubtwin/database';
import { type Kysely, sql } from 'kysely';
import { answerNotKept } from '../http/answer-once.ts';
import { route } from '../http/route.ts';
import { ProblemError } from '../problem-error.ts';
import { apiKeys } from '../queries/api-keys.ts';
import { selectPage } from '../queries/select-page.ts';
import { selectItem } from '../queries/source.ts';

export const listApiKeys = route(
  contract.listApiKeys,
  async ({ query: { limit, cursor }, access }, { database }) => ({
    body: await selectPage(database, apiKeys, { within: access, filters: {}, limit, cursor }),
  }),
);

export const getApiKey = route(contract.getApiKey, async ({ params: { id } }, { database }) => ({
  body: await showApiKey(database, id),
}));

export const createApiKeyRoute = route(
  contract.createApiKey,
  async ({ body, access, audit, repetition }, { database }) => {
    if (repetition.done !== null) throw answerNotKept();
    const repositoryIds = body.repositories && (await resolve(database, body.repositories));
    const { id, key } = await database.transaction().execute(async (transaction) => {
      const { name, scopes, expires_at: expiresAt } = body;
      const created = { name, scopes, repositoryIds, expiresAt, createdBy: access.actor };
      const made = await createApiKey(transaction, created);
      await audit(transaction);
      await repetition.keep(transaction, [made.id]);
      return made;
    });
    return { body: { ...(await showApiKey(database, id)), key }, location: `/api/v1/api-keys/${id}` };
  },
);

export const revokeApiKeyRoute = route(
  contract.revokeApiKey,
  async ({ params: { id }, audit }, { database }) => {
    await database.transaction().execute(async (transaction) => {
      if (!(await revokeApiKey(transaction, id))) throw notFound();
      await audit(transaction);
    });
    return { body: undefined };
  },
);

const notFound = () => new ProblemError('not_found', 'There is no such API key.');

async function showApiKey(database: Kysely<Database>, id: number): Promise<ApiKey> {
  const shown = await selectItem(database, apiKeys, sql`t.id = ${id}`);
  if (shown === undefined) throw notFound();
  return shown;
}

async function resolve(database: Kysely<Database>, named: readonly (string | number)[]): Promise<number[]> {
  const ids = await findAllowedRepositories(database, named);
  const unknown = ids.flatMap((id, at) =>
    id === null ? [{ path: `body.repositories.${at}`, message: 'there is no such repository' }] : [],
  );
  if (unknown.length === 0) return [...new Set(ids.flatMap((id) => id ?? []))];
  throw new ProblemError('invalid_request', 'Some values are invalid; see errors.', {
    errors: unknown,
  });
}
