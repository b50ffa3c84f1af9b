import { randomBytes } from 'node:crypto';
import { contract, type WebhookConfig } from '@hubtwin/contract';
import { changeHook, registerHook, removeHook, settleHooks } from '@hubtwin/hooks';
import { sql } from 'kysely';
import { answerNotKept, claimSeconds } from '../http/answer-once.ts';
import { endCached } from '../http/end-cached.ts';
import { type RouteContext, route } from '../http/route.ts';
import { writeOptions } from '../http/write-options.ts';
import { ProblemError } from '../problem-error.ts';
import { type Access, visible } from '../queries/access.ts';
import { resolveRepository } from '../queries/resolve-repository.ts';
import { selectPage } from '../queries/select-page.ts';
import { selectItem } from '../queries/source.ts';
import { webhookConfigs } from '../queries/webhook-configs.ts';
import { requireCredential } from '../require-credential.ts';
import { requireKeys } from '../require-keys.ts';

/** Length of a generated secret. */
const secretBytes = 32;

const notFound = (what: string) => new ProblemError('not_found', `There is no such ${what}.`);

export const listWebhookConfigs = route(
  contract.listWebhookConfigs,
  async ({ query: { limit, cursor }, access }, { database }) => ({
    body: await selectPage(database, webhookConfigs, { within: access, filters: {}, limit, cursor }),
  }),
);

export const getWebhookConfig = route(
  contract.getWebhookConfig,
  async ({ params: { id }, access }, context) => ({ body: await findConfig(context, access, id) }),
);

export const createWebhookConfig = route(
  contract.createWebhookConfig,
  async ({ body, access, repetition }, context) => {
    const target = await findTarget(context, access, body);
    const [made] = repetition.done ?? [];
    if (made !== undefined && (await hasRegistered(context, made))) throw answerNotKept();
    const url = requireUrl(context.hooks);
    const keys = requireKeys(context.keys);
    if (target.repositoryId === null)
      await requireCredential(context, 'Registering a hook requires the App, or a token.');
    const secret = body.secret ?? randomBytes(secretBytes).toString('hex');
    const { actions, repositories, active } = body;
    const hook = { ...target, url, secret, events: eventsOf(body.events), actions, repositories, active };
    const id = await registerHook(hook, {
      ...writeOptions(context),
      keys,
      alsoStore: (transaction, reserved) => repetition.keep(transaction, [reserved]),
    });
    await endCached(context, target.repositoryId, ['repositories']);
    return {
      location: `/api/v1/webhooks/configs/${id}`,
      body: { ...(await findConfig(context, access, id)), secret },
    };
  },
);

export const updateWebhookConfig = route(
  contract.updateWebhookConfig,
  async ({ params: { id }, body, access }, context) => {
    const { repository } = await findConfig(context, access, id);
    const { events, ...change } = body;
    const requested = { ...change, ...(events !== undefined && { events: eventsOf(events) }) };
    const options = {
      ...writeOptions(context),
      keys: requireKeys(context.keys),
      url: requireUrl(context.hooks),
    };
    if (!(await changeHook(id, requested, options))) throw notFound('webhook config');
    await endCached(context, repository?.id ?? null, ['repositories']);
    return { body: await findConfig(context, access, id) };
  },
);

export const deleteWebhookConfig = route(
  contract.deleteWebhookConfig,
  async ({ params: { id }, access }, context) => {
    const { repository } = await findConfig(context, access, id);
    if (!(await removeHook(id, writeOptions(context)))) throw notFound('webhook config');
    await endCached(context, repository?.id ?? null, ['repositories']);
    return { body: undefined };
  },
);

/** Whether GitHub created the hook of a config whose process died: otherwise its reservation is removed. */
async function hasRegistered(context: RouteContext, id: number): Promise<boolean> {
  await settleHooks(context, { ...writeOptions(context), olderThanSeconds: claimSeconds });
  const { database } = context;
  const found = await database.selectFrom('webhook_configs').select('id').where('id', '=', id).execute();
  return found.length > 0;
}

async function findConfig(
  { database }: Pick<RouteContext, 'database'>,
  access: Access,
  id: number,
): Promise<WebhookConfig> {
  const condition = sql`t.id = ${id} and ${visible(access, sql`t.repository_id`)}`;
  const found = await selectItem(database, webhookConfigs, condition);
  if (found === undefined) throw notFound('webhook config');
  return found;
}

async function findTarget(
  { database }: Pick<RouteContext, 'database'>,
  access: Access,
  { repository, organization }: { repository?: string | undefined; organization?: string | undefined },
): Promise<{ target: string; repositoryId: number | null }> {
  if (repository !== undefined) {
    const found = await resolveRepository(database, access, repository);
    if (found === null) throw notFound('repository');
    return { target: found.fullName, repositoryId: found.id };
  }
  // It reports repositories that such a key may not see.
  if (access.repositoryIds !== null || organization === undefined) throw notFound('organisation');
  return { target: organization, repositoryId: null };
}

/** All events are stored as null, because GitHub adds events. */
const eventsOf = (events: readonly string[]) => (events.includes('*') ? null : events);

function requireUrl({ url, isEnabled }: RouteContext['hooks']): string {
  if (!isEnabled)
    throw new ProblemError('webhooks_disabled', 'GITHUB_ENABLE_WEBHOOKS=false: no hooks are registered.');
  if (url === undefined)
    throw new ProblemError('webhook_url_missing', 'Set GITHUB_WEBHOOK_URL to the public URL of the ingress.');
  return url;
}
