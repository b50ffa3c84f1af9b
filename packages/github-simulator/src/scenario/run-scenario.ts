import type { Simulator } from '../create-simulator.ts';
import type { Delivery } from '../world/create-world.ts';
import { act } from './act.ts';
import { history } from './history.ts';
import { pause } from './pause.ts';
import { type GrowthLimits, tidyUp } from './tidy-up.ts';

export interface ScenarioOptions {
  simulator: Simulator;
  deliver(delivery: Delivery, signal: AbortSignal): Promise<unknown>;
  /** Receives deliveries that the signal left undelivered. */
  drop?(delivery: Delivery): unknown;
  /** Whether an earlier run sent the history: then it starts with ongoing activity. */
  isContinued?: boolean;
  /** Deliveries per minute after the history; default: 60. */
  eventsPerMinute?: number;
  /** Maximum size of each repository before its oldest objects are removed; default: unlimited. */
  limits?: GrowthLimits;
  /** Ends the scenario: a delivery in progress is aborted, and no more are sent. */
  signal: AbortSignal;
  /** Waits the given milliseconds, or until the signal is aborted. */
  wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Plays the demo organisation until `signal`: its last three days as fast as they are accepted, then ongoing activity
 * at a moderate rate. One delivery at a time, in order. Repositories of a population are not used.
 */
export async function runScenario(options: ScenarioOptions): Promise<void> {
  const { simulator, deliver, drop, eventsPerMinute = 60, limits, signal, wait = pause } = options;
  const { random } = simulator.world;
  const send = async (delivery: Delivery) => {
    if (signal.aborted) drop?.(delivery);
    else await deliver(delivery, signal);
  };

  // The whole history is created before the first delivery, so that API requests during it return the current state.
  if (options.isContinued !== true)
    for (const delivery of [...history(simulator)].flat()) await send(delivery);
  while (!signal.aborted) {
    const deliveries = [...act(simulator), ...(limits ? tidyUp(simulator, limits) : [])];
    if (deliveries.length === 0) await wait(60_000 / eventsPerMinute, signal);
    for (const delivery of deliveries) {
      await send(delivery);
      await wait((60_000 / eventsPerMinute) * (0.4 + 1.2 * random.fraction()), signal);
    }
  }
}
