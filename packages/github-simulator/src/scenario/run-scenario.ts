import type { Simulator } from '../create-simulator.ts';
import type { Delivery } from '../world/create-world.ts';
import { act } from './act.ts';
import { history } from './history.ts';
import { pause } from './pause.ts';
import { type GrowthLimits, tidyUp } from './tidy-up.ts';

export interface ScenarioOptions {
  simulator: Simulator;
  deliver(delivery: Delivery, signal: AbortSignal): Promise<unknown>;
  /** Receives what the signal left undelivered. */
  drop?(delivery: Delivery): unknown;
  /** The history was told by an earlier run: it begins with people at work. */
  isContinued?: boolean;
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
  const { simulator, deliver, drop, eventsPerMinute = 60, limits, signal, wait = pause } = options;
  const { random } = simulator.world;
  const send = async (delivery: Delivery) => {
    if (signal.aborted) drop?.(delivery);
    else await deliver(delivery, signal);
  };

  // All of it happens before the first delivery: whoever asks meanwhile is not to be answered in the past.
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
