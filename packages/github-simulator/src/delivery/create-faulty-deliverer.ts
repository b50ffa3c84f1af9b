import { setTimeout as sleep } from 'node:timers/promises';
import type { Delivery } from '../world/create-world.ts';
import { createRandom, type Random } from '../world/random.ts';
import type { Deliverer, DeliveryRecord } from './create-deliverer.ts';

/** A fault of deliveries. */
export interface DeliveryFaultRule {
  /** `drop` is recorded as failed; `reorder` sends a delivery after the next one. */
  kind: 'drop' | 'duplicate' | 'delay' | 'reorder';
  /** For `delay`, in milliseconds. */
  ms?: number;
  event?: string;
  /** Number of deliveries that it affects; default: all. */
  count?: number;
  /** Default: 1. */
  probability?: number;
  /** Determines which deliveries a probability selects. */
  seed?: number;
}

/** A deliverer that drops, delays, duplicates or reorders deliveries by rules. */
export interface FaultyDeliverer extends Deliverer {
  addFault(rule: DeliveryFaultRule): void;
  clearFaults(): void;
  /** Sends deliveries that are held back for reordering and have no successor. */
  flush(): Promise<void>;
}

interface ActiveRule {
  rule: DeliveryFaultRule;
  random: Random;
  met: number;
}

/** Only first attempts are affected, not redeliveries. */
export function createFaultyDeliverer(deliverer: Deliverer): FaultyDeliverer {
  let active: ActiveRule[] = [];
  let held: { delivery: Delivery; sent: PromiseWithResolvers<DeliveryRecord> } | null = null;

  function meet({ event }: Delivery): DeliveryFaultRule | undefined {
    const found = active.find(({ rule, random, met }) => {
      if (rule.event !== undefined && rule.event !== event) return false;
      if (rule.count !== undefined && met >= rule.count) return false;
      return rule.probability === undefined || random.chance(rule.probability);
    });
    if (found !== undefined) found.met += 1;
    return found?.rule;
  }

  async function flush(): Promise<void> {
    const last = held;
    held = null;
    if (last !== null) last.sent.resolve(await deliverer.deliver(last.delivery));
  }

  async function deliver(delivery: Delivery, signal?: AbortSignal): Promise<DeliveryRecord> {
    const fault = meet(delivery);
    if (fault?.kind === 'drop') return deliverer.drop(delivery);
    if (fault?.kind === 'reorder' && held === null) {
      held = { delivery, sent: Promise.withResolvers() };
      return held.sent.promise;
    }
    if (fault?.kind === 'delay') await sleep(fault.ms ?? 0, undefined, signal && { signal });
    const record = await deliverer.deliver(delivery, signal);
    if (fault?.kind === 'duplicate') await deliverer.deliver(delivery, signal);
    await flush();
    return record;
  }

  return {
    ...deliverer,
    deliver,
    flush,
    addFault: (rule) => void active.push({ rule, random: createRandom(rule.seed ?? 1), met: 0 }),
    clearFaults() {
      active = [];
    },
  };
}
