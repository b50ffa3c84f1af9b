import type { WebhookEventName } from '@octokit/webhooks-types';
import { createIdentifiers, type NextId } from './identifiers.ts';
import type { Hook, Host, Installation } from './model.ts';
import type { Payloads } from './payloads.ts';
import { createRandom, type Random } from './random.ts';
import { recipientsOf, type Subject } from './recipients.ts';
import { createTimekeeper, type Timekeeper } from './timekeeper.ts';
import { continueTruth, createTruth, truthOf } from './truth.ts';
import type { Truth } from './truth-model.ts';
import type { SavedWorld, WorldOptions } from './world-options.ts';

/** One webhook delivery to one hook; `body` is its JSON, which a form hook wraps. */
export interface Delivery {
  guid: string;
  event: WebhookEventName;
  action: string | null;
  body: string;
  hook: Hook;
  /** The installation in a delivery of the App's hook. */
  installationId: number | null;
  repositoryId: number | null;
}

/** The state, and the functions with which commands change it. */
export interface World extends Truth {
  host: Host;
  random: Random;
  nextId: NextId;
  time: Timekeeper;
  /**
   * Queues a delivery for every hook and installation that github.com would notify; the payload is serialized
   * immediately, with its `installation`.
   */
  emit<E extends WebhookEventName>(event: E, payload: Payloads[E]): void;
  /** Returns and removes the deliveries since the last call. */
  takeDeliveries(): Delivery[];
  /** The state for another world to continue from; serialize it before any change. */
  save(): SavedWorld;
}

export function createWorld(options: WorldOptions): World {
  const { saved } = options;
  const random = createRandom(saved?.random ?? options.seed);
  const lastIds = saved?.lastIds ?? new Map();
  const nextId = createIdentifiers(random, lastIds);
  const truth = saved === undefined ? createTruth(options, nextId) : continueTruth(options, saved.truth);
  let outbox: Delivery[] = [];

  const world: World = {
    ...truth,
    host: options.host,
    random,
    nextId,
    time: createTimekeeper(options.clock),
    save: () => ({ truth: truthOf(world), random: random.state(), lastIds }),
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

function withInstallation(payload: object, installation: Installation | null): object {
  if (installation === null) return payload;
  return { ...payload, installation: { id: installation.id, node_id: installation.nodeId } };
}
