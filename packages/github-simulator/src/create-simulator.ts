import { randomBytes } from 'node:crypto';
import { type Commands, createCommands } from './commands/create-commands.ts';
import { populate } from './scenario/populate.ts';
import { appGrants } from './world/app-grants.ts';
import { createWorld, type World } from './world/create-world.ts';
import type { App, Host } from './world/model.ts';
import type { SavedWorld } from './world/world-options.ts';

export interface SimulatorOptions {
  /** Decides everything that looks arbitrary; the same seed and clock give byte-equal deliveries. */
  seed: number;
  /** The default organisation's login; `demo-org` by default. */
  organisation?: string;
  /** Milliseconds since the epoch; the machine's clock by default. */
  clock?: () => number;
  /** The App's webhook address. */
  webhookUrl?: string;
  /** What the App's deliveries are signed with; they are not signed by default. */
  webhookSecret?: string;
  /** The App's id; one that follows from the seed by default. */
  appId?: number;
  /** The App's client secret; a new one by default. */
  clientSecret?: string;
  /** Where people are sent after they authorised the App; the API's route by default. */
  callbackUrls?: readonly string[];
  /** Where the addresses in payloads point; github.com by default. */
  host?: Host;
  /** What the App may do and is told; by default what the simulator simulates. */
  grants?: Pick<App, 'permissions' | 'events'>;
  /** An earlier world (`world.save()`) that is continued, in place of a new one from the seed. */
  saved?: SavedWorld | undefined;
}

/** A GitHub in memory whose truth changes by commands only; a demo organisation is there at the start. */
export interface Simulator {
  app: Readonly<App>;
  commands: Commands;
  /** What exists now; to be read, not changed. */
  world: World;
  /** Moves simulated time to `ms` from the clock; it never goes back. */
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
 * Ids, shas and delivery GUIDs come from the seed: against a database that outlives the simulator, give each
 * start a fresh seed, or its deliveries are taken for those of the last start.
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
    // What is there at the start is old: time never goes back, and a history may be told up to the clock.
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
