import type { Attempt } from '../delivery/create-deliverer.ts';
import type { SavedWorld } from '../world/world-options.ts';

/** To be raised when the model of the world changes. */
export const worldFormat = 1;

/** What a file keeps of a simulated GitHub, as V8 serializes it: objects that refer to one another, maps and sets. */
export interface KeptWorld {
  format: number;
  /** Whether it was written at a stop; else its process may have gone on. */
  isComplete: boolean;
  world: SavedWorld;
  /** Deliveries refer to the world's hooks. */
  attempts: readonly Attempt[];
}
