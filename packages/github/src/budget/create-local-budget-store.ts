import type { BudgetStore, StoredRecord } from './budget-store.ts';

/** A store in this process, for a process that shares its budget with no other. */
export function createLocalBudgetStore(now: () => number = Date.now): BudgetStore {
  const records = new Map<string, StoredRecord>();
  return {
    async read(credential) {
      return { stored: records.get(credential) ?? null, now: now() };
    },
    async swap(credential, { expected, version, record }) {
      const stored = records.get(credential) ?? null;
      if ((stored?.version ?? null) !== expected) return { swapped: false, stored, now: now() };
      records.set(credential, { version, record });
      return { swapped: true, stored: null, now: now() };
    },
    async list() {
      return {
        records: [...records].map(([credential, { record }]) => ({ credential, record })),
        now: now(),
      };
    },
  };
}
