import type { EventPayloadMap, WebhookEventName } from '@octokit/webhooks-types';
import { createIdentifiers, type NextId } from './identifiers.ts';
import type { Account, App, Host, Installation, Repository } from './model.ts';
import { nodeId } from './node-id.ts';
import { createRandom, type Random } from './random.ts';
import { createTimekeeper, type Timekeeper } from './timekeeper.ts';

/** One webhook delivery as it leaves GitHub; `body` is the exact text that is signed and sent. */
export interface Delivery {
  guid: string;
  event: WebhookEventName;
  action: string | null;
  body: string;
}

export interface WorldOptions {
  /** The organisation's login. */
  organisation: string;
  seed: number;
  /** Milliseconds since the epoch. */
  clock: () => number;
  host: Host;
  webhookUrl: string;
  /** How many finished objects of a kind a repository keeps before the oldest are forgotten. */
  keepFinished: number;
}

/** Everything that exists in the simulated GitHub, and the means by which commands change it. */
export interface World {
  host: Host;
  organisation: Account;
  app: App;
  installation: Installation | null;
  users: Map<string, Account>;
  /** By name, in lower case. */
  repositories: Map<string, Repository>;
  keepFinished: number;
  random: Random;
  nextId: NextId;
  time: Timekeeper;
  /** Queues a delivery when an installation subscribes to the event; the payload is written out at once. */
  emit<E extends WebhookEventName>(event: E, payload: EventPayloadMap[E]): void;
  /** Takes what was emitted since the last call. */
  takeDeliveries(): Delivery[];
}

/** Events that an App receives without subscribing; `ping` even without an installation. */
const unasked: ReadonlySet<string> = new Set(['installation', 'installation_repositories', 'ping']);

export function createWorld(options: WorldOptions): World {
  const random = createRandom(options.seed);
  const nextId = createIdentifiers(random);
  const time = createTimekeeper(options.clock);
  const organisationId = nextId('organisation');
  let outbox: Delivery[] = [];

  const world: World = {
    host: options.host,
    organisation: {
      id: organisationId,
      nodeId: nodeId('O', 0, organisationId),
      login: options.organisation,
      type: 'Organization',
      name: options.organisation,
      email: `hello@${options.organisation}.example`,
      association: 'OWNER',
    },
    app: {
      id: nextId('app'),
      slug: 'hubtwin',
      hookId: nextId('hook'),
      webhookUrl: options.webhookUrl,
      createdAt: '2024-03-04T09:12:45Z',
    },
    installation: null,
    users: new Map(),
    repositories: new Map(),
    keepFinished: options.keepFinished,
    random,
    nextId,
    time,
    emit(event, payload) {
      const subscribed: readonly string[] = world.installation?.events ?? [];
      if (!unasked.has(event) && !subscribed.includes(event)) return;
      outbox.push({ guid: random.uuid(), event, action: actionOf(payload), body: JSON.stringify(payload) });
    },
    takeDeliveries() {
      const taken = outbox;
      outbox = [];
      return taken;
    },
  };
  return world;
}

function actionOf(payload: object): string | null {
  return 'action' in payload && typeof payload.action === 'string' ? payload.action : null;
}
