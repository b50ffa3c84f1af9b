import type { IncomingDelivery } from '@hubtwin/database';
import { deliveriesPerJob } from '@hubtwin/queue';
import type { Claim } from './byte-budget.ts';

/** A delivery that waits for its commit. */
export interface Waiting {
  delivery: IncomingDelivery;
  /** In milliseconds since the epoch. */
  arrivedAt: number;
  claim: Claim;
  settle(outcome: 'accepted' | 'duplicate' | Error): void;
}

/** Deliveries that are committed together. `copies` have the GUID of one in `group`. */
export interface CommitGroup {
  group: readonly Waiting[];
  copies: readonly Waiting[];
}

/** Groups waiting deliveries, and commits group after group. */
export interface CommitQueue {
  add(waiting: Waiting): void;
  /** Removes a delivery whose commit has not started. */
  remove(waiting: Waiting): void;
}

export interface CommitQueueOptions {
  groupsAtOnce: number;
  /** Calls `onStored` once the next group may be sent; must not reject. */
  commit(group: CommitGroup, onStored: () => void): Promise<void>;
}

export const maxBytesPerGroup = 4 * 1_024 * 1_024;
/** A few large commits cost less than many small ones: during a commit, fewer deliveries wait. */
const minBesideAnother = 16;

export function createCommitQueue({ groupsAtOnce, commit }: CommitQueueOptions): CommitQueue {
  const waiting: Waiting[] = [];
  let groups = 0;

  function takeGroup(): CommitGroup {
    const group = new Map<string, Waiting>();
    const copies: Waiting[] = [];
    let bytes = 0;
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      const { guid, body } = next.delivery;
      const isFull =
        group.size === deliveriesPerJob || (group.size > 0 && bytes + body.length > maxBytesPerGroup);
      if (isFull && !group.has(guid)) break;
      waiting.shift();
      next.claim.pin();
      if (group.has(guid)) {
        copies.push(next);
        continue;
      }
      group.set(guid, next);
      bytes += body.length;
    }
    return { group: [...group.values()], copies };
  }

  function mayStart(): boolean {
    if (groups === 0) return waiting.length > 0;
    return groups < groupsAtOnce && waiting.length >= minBesideAnother;
  }

  function pump(): void {
    while (mayStart()) {
      groups += 1;
      void commitNext();
    }
  }

  async function commitNext(): Promise<void> {
    const { group, copies } = takeGroup();
    await commit({ group, copies }, () => {
      groups -= 1;
      pump();
    });
    for (const { claim } of [...group, ...copies]) claim[Symbol.dispose]();
  }

  return {
    add(entry) {
      waiting.push(entry);
      pump();
    },
    remove(entry) {
      const at = waiting.indexOf(entry);
      if (at >= 0) waiting.splice(at, 1);
    },
  };
}
