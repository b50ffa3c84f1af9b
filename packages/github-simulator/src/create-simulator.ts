import { randomBytes } from 'node:crypto';
import { type Commands, createCommands } from './commands/create-commands.ts';
import { populate } from './scenario/populate.ts';
import { appGrants } from './world/app-grants.ts';
import { createWorld, type World } from './world/create-world.ts';
import type { App, Host } from './world/model.ts';
import type { SavedWorld } from './world/world-options.ts';

export interface SimulatorOptions {
  /** Determines all generated values; the same seed and clock give byte-equal deliveries. */
  seed: number;
  /** The default organisation's login; default: `demo-org`. */
  organisation?: string;
  /** Milliseconds since the epoch; default: the machine's clock. */
  clock?: () => number;
  /** The URL of the App's webhook. */
  webhookUrl?: string;
  /** The secret of the App's deliveries; default: they are not signed. */
  webhookSecret?: string;
  /** The App's id; default: derived from the seed. */
  appId?: number;
  /** The App's client secret; default: a new one. */
  clientSecret?: string;
  /** The App's callback URLs; default: the route of the API. */
  callbackUrls?: readonly string[];
  /** The URLs in payloads; default: github.com. */
  host?: Host;
  /** The App's permissions and events; default: all that the simulator supports. */
  grants?: Pick<App, 'permissions' | 'events'>;
  /** An earlier world (`world.save()`) to continue, instead of a new one from the seed. */
  saved?: SavedWorld | undefined;
}

/** A GitHub in memory whose state changes only by commands; it starts with a demo organisation. */
export interface Simulator {
  app: Readonly<App>;
  commands: Commands;
  /** The current state; read-only for callers. */
  world: World;
  /** Sets simulated time to `ms` from the clock; it never goes back. */
  shiftTime(ms: number): void;
}

const github: Host = {
  api: 'https://api.github.com',
  html: 'https://github.com',
  avatars: 'https://avatars.githubusercontent.com',
  uploads: 'https://uploads.github.com',
};

const ageMs = 30 * 24 * 60 * 60_000;

/**
 * Ids, shas and delivery GUIDs are derived from the seed: against a database that outlives the simulator, use a new
 * seed for each start, or its deliveries are treated as duplicates of the previous start.
 */
export function createSimulator(options: SimulatorOptions): Simulator {
  const world = createWorld({
    organisation: options.organisation ?? 'demo-org',
    seed: options.seed,
    appId: options.appId,
    clock: options.clock ?? Date.now,
    host: options.host ?? github,
    webhookUrl: options.webhookUrl ?? 'http://localhost:3000/webhooks/github',
    webhookSecret: options.webhookSecret ?? null,
    clientSecret: options.clientSecret ?? randomBytes(20).toString('hex'),
    callbackUrls: options.callbackUrls ?? ['http://localhost:3001/api/v1/auth/github/callback'],
    grants: options.grants ?? appGrants,
    saved: options.saved,
  });
  if (options.saved === undefined) {
    // The initial state is old: time never goes back, and a history up to now can follow.
    world.time.shift(-ageMs);
    populate(world);
    world.time.shift(0);
  }
  return {
    app: world.app,
    commands: createCommands(world),
    world,
    shiftTime: (ms) => world.time.shift(ms),
  };
}
