import type { Kind } from './identifiers.ts';
import type { App, Host } from './model.ts';
import type { RandomState } from './random.ts';
import type { Truth } from './truth-model.ts';

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
  /** What the App requests. */
  grants: Pick<App, 'permissions' | 'events'>;
  /** An earlier world that this one continues, in place of a new one from the seed. */
  saved?: SavedWorld | undefined;
}

/** What a world is made of again; no part of it is a function. */
export interface SavedWorld {
  truth: Truth;
  random: RandomState;
  lastIds: Map<Kind, number>;
}
