import type { Simulator } from '../create-simulator.ts';
import type { Delivery } from '../world/create-world.ts';
import { act } from './act.ts';
import { history } from './history.ts';
import { pause } from './pause.ts';
import { type GrowthLimits, tidyUp } from './tidy-up.ts';

export interface ScenarioOptions {
  simulator: Simulator;
  deliver(delivery: Delivery, signal: AbortSignal): Promise<unknown>;
  /** Deliveries a minute once the history is told; 60 by default. */
  eventsPerMinute?: number;
  /** How far each repository may grow before what is oldest is removed; without end by default. */
  limits?: GrowthLimits;
  /** Ends the scenario: what is being delivered is cut off, and nothing more is sent. */
  signal: AbortSignal;
  /** Waits milliseconds, or less when the signal comes. */
  wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Plays the demo organisation until `signal`: its last three days as fast as they are taken, then people at
 * work at a modest pace. One delivery at a time, in order. Nobody works in the repositories of a population.
 */
export async function runScenario(options: ScenarioOptions): Promise<void> {
  const { simulator, deliver, eventsPerMinute = 60, limits, signal, wait = pause } = options;
  const { random } = simulator.world;

  // All of it happens before the first delivery: whoever asks meanwhile is not to be answered in the past.
  for (const delivery of [...history(simulator)].flat()) {
    if (signal.aborted) return;
    await deliver(delivery, signal);
  }
  while (!signal.aborted) {
    const deliveries = [...act(simulator), ...(limits ? tidyUp(simulator, limits) : [])];
    if (deliveries.length === 0) await wait(60_000 / eventsPerMinute, signal);
    for (const delivery of deliveries) {
      if (signal.aborted) return;
      await deliver(delivery, signal);
      await wait((60_000 / eventsPerMinute) * (0.4 + 1.2 * random.fraction()), signal);
    }
  }
}
