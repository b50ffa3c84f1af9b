import type { Attempt } from '../delivery/create-deliverer.ts';
import type { SavedWorld } from '../world/world-options.ts';

/** Increment it when the model of the world changes. */
export const worldFormat = 4;

/** The stored state of a simulated GitHub, serialized by V8 with references, maps and sets. */
export interface KeptWorld {
  format: number;
  /** Whether it was written at a stop; otherwise its process may have continued. */
  isComplete: boolean;
  world: SavedWorld;
  /** Deliveries refer to the world's hooks. */
  attempts: readonly Attempt[];
}
