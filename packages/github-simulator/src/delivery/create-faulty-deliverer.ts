import { setTimeout as sleep } from 'node:timers/promises';
import type { Delivery } from '../world/create-world.ts';
import { createRandom, type Random } from '../world/random.ts';
import type { Deliverer, DeliveryRecord } from './create-deliverer.ts';

/** What goes wrong with a delivery. */
export interface DeliveryFaultRule {
  /** `drop` is recorded as failed; `reorder` sends a delivery after the one that follows it. */
  kind: 'drop' | 'duplicate' | 'delay' | 'reorder';
  /** Of a delay, in milliseconds. */
  ms?: number;
  event?: string;
  /** How many deliveries it meets; all by default. */
  count?: number;
  /** 1 by default. */
  probability?: number;
  /** Decides which deliveries a probability meets. */
  seed?: number;
}

/** A deliverer whose deliveries get lost, late, doubled or out of order by rule. */
export interface FaultyDeliverer extends Deliverer {
  addFault(rule: DeliveryFaultRule): void;
  clearFaults(): void;
  /** Sends what is held back to be out of order and has had no successor. */
  flush(): Promise<void>;
}

interface ActiveRule {
  rule: DeliveryFaultRule;
  random: Random;
  met: number;
}

/** What is sent again on request is spared: only first attempts meet faults. */
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
