import type { Kind } from './identifiers.ts';
import type { App, Host } from './model.ts';
import type { RandomState } from './random.ts';
import type { Truth } from './truth-model.ts';

export interface WorldOptions {
  /** The default organisation's login. */
  organisation: string;
  seed: number;
  /** Default: derived from the seed. */
  appId?: number | undefined;
  /** Milliseconds since the epoch. */
  clock: () => number;
  host: Host;
  /** The URL and secret of the App's hook. */
  webhookUrl: string;
  webhookSecret: string | null;
  /** The App's; see `App`. */
  clientSecret: string;
  callbackUrls: readonly string[];
  /** The permissions and events that the App requests. */
  grants: Pick<App, 'permissions' | 'events'>;
  /** An earlier world to continue, instead of a new one from the seed. */
  saved?: SavedWorld | undefined;
}

/** The serializable state of a world; it contains no functions. */
export interface SavedWorld {
  truth: Truth;
  random: RandomState;
  lastIds: Map<Kind, number>;
}
