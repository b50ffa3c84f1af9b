import type { EventPayloadMap, WebhookEventName } from '@octokit/webhooks-types';
import { appGrants } from './app-grants.ts';
import { botNames } from './bot-names.ts';
import { createIdentifiers, type NextId } from './identifiers.ts';
import type { Account, App, Hook, Host, Installation, Repository, Runner } from './model.ts';
import { nodeId } from './node-id.ts';
import { createRandom, type Random } from './random.ts';
import { recipientsOf, type Subject } from './recipients.ts';
import { createTimekeeper, type Timekeeper } from './timekeeper.ts';

/** One webhook delivery as it leaves GitHub for one hook; `body` is its JSON, which a form hook wraps. */
export interface Delivery {
  guid: string;
  event: WebhookEventName;
  action: string | null;
  body: string;
  hook: Hook;
  /** The installation that the App's hook is told for. */
  installationId: number | null;
  repositoryId: number | null;
}

export interface WorldOptions {
  /** The default organisation's login. */
  organisation: string;
  seed: number;
  /** By default one that follows from the seed. */
  appId?: number | undefined;
  /** Milliseconds since the epoch. */
  clock: () => number;
  host: Host;
  /** Where the App's hook sends, and with what it signs. */
  webhookUrl: string;
  webhookSecret: string | null;
  /** The App's; see `App`. */
  clientSecret: string;
  callbackUrls: readonly string[];
}

/** Everything that exists in the simulated GitHub, and the means by which commands change it. */
export interface World {
  host: Host;
  /** Whose repositories commands may name without an owner. */
  organisation: Account;
  /** Users, bots and organisations by login, in lower case. */
  accounts: Map<string, Account>;
  app: App;
  /** By id. */
  installations: Map<number, Installation>;
  /** By id; the App's is one of them. */
  hooks: Map<number, Hook>;
  /** By id; of organisations and of repositories. */
  runners: Map<number, Runner>;
  /** By id. */
  repositories: Map<number, Repository>;
  /** Repository ids by `owner/name`, in lower case. */
  names: Map<string, number>;
  /** Repository ids by the names that redirect to them since a rename or a transfer. */
  oldNames: Map<string, number>;
  /** Ids of the repositories that populations brought. */
  populated: Set<number>;
  /** How often anything changed: what is worked out of the truth holds as long as this does. */
  changes: number;
  random: Random;
  nextId: NextId;
  time: Timekeeper;
  /**
   * Queues a delivery for every hook and installation that github.com would tell; the payload is written out
   * at once, with the `installation` where one is told.
   */
  emit<E extends WebhookEventName>(event: E, payload: EventPayloadMap[E]): void;
  /** Takes what was emitted since the last call. */
  takeDeliveries(): Delivery[];
}

export function createWorld(options: WorldOptions): World {
  const random = createRandom(options.seed);
  const nextId = createIdentifiers(random);
  const time = createTimekeeper(options.clock);
  const organisationId = nextId('organisation');
  const organisation: Account = {
    id: organisationId,
    nodeId: nodeId('O', 0, organisationId),
    login: options.organisation,
    type: 'Organization',
    name: options.organisation,
    email: `hello@${options.organisation}.example`,
    association: 'OWNER',
  };
  const createdAt = '2024-03-04T09:12:45Z';
  const slug = 'hubtwin';
  const app: App = {
    id: options.appId ?? nextId('app'),
    slug,
    name: slug,
    description: '',
    externalUrl: options.host.html,
    owner: organisation,
    bot: newBot(nextId('user'), slug),
    hookId: nextId('hook'),
    clientSecret: options.clientSecret,
    callbackUrls: options.callbackUrls,
    setupUrl: null,
    asksUserOnInstall: true,
    ...appGrants,
    createdAt,
  };
  const appHook: Hook = {
    id: app.hookId,
    target: { type: 'integration' },
    active: true,
    events: [...app.events],
    url: options.webhookUrl,
    secret: options.webhookSecret,
    contentType: 'json',
    createdAt,
    updatedAt: createdAt,
  };
  let outbox: Delivery[] = [];

  const world: World = {
    host: options.host,
    organisation,
    accounts: new Map([[organisation.login.toLowerCase(), organisation]]),
    app,
    installations: new Map(),
    hooks: new Map([[appHook.id, appHook]]),
    runners: new Map(),
    repositories: new Map(),
    names: new Map(),
    oldNames: new Map(),
    populated: new Set(),
    changes: 0,
    random,
    nextId,
    time,
    emit(event, payload) {
      const subject: Subject = payload;
      for (const { hook, installation } of recipientsOf(world, event, subject)) {
        outbox.push({
          guid: random.uuid(),
          event,
          action: subject.action ?? null,
          body: JSON.stringify(subject.installation ? payload : withInstallation(payload, installation)),
          hook,
          installationId: installation?.id ?? null,
          repositoryId: subject.repository?.id ?? null,
        });
      }
    },
    takeDeliveries() {
      const taken = outbox;
      outbox = [];
      return taken;
    },
  };
  return world;
}

function newBot(id: number, slug: string): Account {
  return { id, nodeId: nodeId('BOT', 0, id), type: 'Bot', association: 'NONE', ...botNames(id, slug) };
}

function withInstallation(payload: object, installation: Installation | null): object {
  if (installation === null) return payload;
  return { ...payload, installation: { id: installation.id, node_id: installation.nodeId } };
}
