import { randomUUID } from 'node:crypto';
import type { UnlessUnavailable } from '@hubtwin/redis';
import { sleep } from '../gate/sleep.ts';
import { type BudgetRecord, budgetRecord, newRecord } from './budget-record.ts';
import type { BudgetStore, StoreAnswer, StoredRecord } from './budget-store.ts';
import type { StoreClock } from './create-store-clock.ts';
import { mergeRecords } from './merge-records.ts';
import { type BudgetPolicy, policyAlone } from './policy.ts';

/** A change of a record, which may be computed again if another process was faster. */
export interface Operation {
  /** Operations of a lower rank are applied first. */
  rank: number;
  /** Whether it must survive a crash of the store. */
  isDurable: boolean;
  /** @returns the same record if nothing changes. */
  apply(record: BudgetRecord, now: number, policy: BudgetPolicy): BudgetRecord;
  /** Whether a newer record could lead to another result, if nothing was changed. */
  mayImprove(): boolean;
  /** Called once the last result of `apply` is final. */
  done(): void;
}

/** One process's access to the record of one credential: at most one compare-and-set is in progress. */
export interface Ledger {
  /** Applies an operation together with all others that wait; immediately, unless it may linger. */
  add(operation: Operation, options?: { mayLinger: boolean }): void;
  /** Resolves once all added operations are applied. */
  flush(): Promise<void>;
  /** The last known record. */
  known(): BudgetRecord | null;
}

export interface LedgerOptions {
  credential: string;
  store: BudgetStore;
  clock: StoreClock;
  /** Monotonic milliseconds. */
  elapsed: () => number;
  policy: BudgetPolicy;
  unlessUnavailable: UnlessUnavailable;
}

interface Known {
  record: BudgetRecord;
  /** The version that was last read or written; null: nothing is stored. */
  version: string | null;
  /** Whether the store contains all changes. */
  isStored: boolean;
}

/** Long enough that a response is settled together with the reservation of the next request. */
const lingerMs = 5;
/** A store that takes longer counts as unavailable. */
const patienceMs = 2_000;
const maxConflicts = 30;
/**
 * A refusal usually stays in effect while other processes use the budget; so it is checked again only after this time.
 */
const trustedMs = 5_000;
const longestPauseMs = 64;

export function createLedger(options: LedgerOptions): Ledger {
  const { credential, store, clock, elapsed, policy, unlessUnavailable } = options;
  const alone = policyAlone(policy);
  let known: Known | null = null;
  /** Monotonic time of the store's last response. */
  let respondedAt = 0;
  let waiting: Operation[] = [];
  let working: Promise<void> | null = null;
  let lingering: NodeJS.Timeout | undefined;

  async function start(): Promise<void> {
    clearTimeout(lingering);
    lingering = undefined;
    if (working === null && waiting.length > 0) working = work();
    await working;
  }

  async function work(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.toSorted((one, other) => one.rank - other.rank);
      waiting = [];
      await unlessUnavailable(
        () => commit(batch),
        async () => {
          const before = known ?? { record: newRecord(clock.now()), version: null };
          const record = applyAll(batch, before.record, alone);
          known = { record, version: before.version, isStored: false };
        },
      );
      for (const operation of batch) operation.done();
    }
    // Before any other task runs, so that no operation is added to a run that has just ended.
    working = null;
  }

  function applyAll(batch: readonly Operation[], before: BudgetRecord, by: BudgetPolicy): BudgetRecord {
    const now = clock.now();
    return batch.reduce((record, operation) => operation.apply(record, now, by), before);
  }

  async function commit(batch: readonly Operation[]): Promise<void> {
    const isDurable = batch.some((operation) => operation.isDurable);
    let isFresh = known === null;
    let base = known ?? adopt((await query(() => store.read(credential))).stored);
    for (let conflicts = 0; conflicts < maxConflicts; ) {
      const record = applyAll(batch, base.record, policy);
      if (record === base.record && base.isStored) {
        const isTrusted = elapsed() - respondedAt < trustedMs && !batch.some((each) => each.mayImprove());
        if (isFresh || isTrusted) return;
        const { stored } = await query(() => store.read(credential));
        const isSame = stored?.version === base.version;
        base = adopt(stored);
        if (isSame) return;
        isFresh = true;
      } else {
        const version = versionAfter(base.version);
        const change = { expected: base.version, version, record: JSON.stringify(record), isDurable };
        const { swapped, stored } = await query(() => store.swap(credential, change));
        if (swapped) {
          known = { record, version, isStored: true };
          return;
        }
        base = adopt(stored);
        conflicts += 1;
        isFresh = true;
        await sleep(Math.random() * Math.min(2 ** conflicts, longestPauseMs), undefined);
      }
    }
    throw new Error(`the budget of a credential was changed ${maxConflicts} times concurrently`);
  }

  /** Adopts the stored record, merged with what a store that lost its record, or was unavailable, cannot know. */
  function adopt(stored: StoredRecord | null): Known {
    const version = stored?.version ?? null;
    const record = stored === null ? null : parse(stored.record);
    if (record === null) {
      known = { record: known?.record ?? newRecord(clock.now()), version, isStored: known === null };
    } else if (known === null || (known.isStored && originOf(known.version) === originOf(version))) {
      known = { record, version, isStored: true };
    } else {
      known = { record: mergeRecords(known.record, record), version, isStored: false };
    }
    return known;
  }

  /** @throws if the store does not respond in time. */
  async function query<T extends StoreAnswer>(question: () => Promise<T>): Promise<T> {
    const requested = elapsed();
    const answer = await withinPatience(question());
    respondedAt = elapsed();
    clock.record(answer.now, respondedAt - requested);
    return answer;
  }

  return {
    add(operation, { mayLinger } = { mayLinger: false }) {
      waiting.push(operation);
      if (working !== null) return;
      if (!mayLinger) void start();
      else lingering ??= setTimeout(start, lingerMs);
    },
    flush: start,
    known: () => known?.record ?? null,
  };
}

async function withinPatience<T>(answer: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`no response within ${patienceMs} ms`)), patienceMs);
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** @returns null for a record of another format. */
function parse(text: string): BudgetRecord | null {
  return budgetRecord.safeParse(JSON.parse(text)).data ?? null;
}

/** A version contains the record's first write and a counter: a store that lost the record starts another version. */
const originOf = (version: string | null): string | undefined => version?.split('.')[0];

function versionAfter(version: string | null): string {
  const [origin, count] = version?.split('.') ?? [randomUUID(), '0'];
  return `${origin}.${Number(count) + 1}`;
}
