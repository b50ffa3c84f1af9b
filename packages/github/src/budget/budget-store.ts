/** A stored record: its text, and a version that changes with every write. */
export interface StoredRecord {
  version: string;
  record: string;
}

/** The record in a store, and the store's clock, which all processes share: milliseconds since the epoch. */
export interface StoreAnswer {
  stored: StoredRecord | null;
  now: number;
}

export interface RecordChange extends StoredRecord {
  /** The version to replace; null: none is stored. */
  expected: string | null;
  /** Whether the change must survive a crash of the store. */
  isDurable: boolean;
}

/** Stores the budgets of credentials, with compare-and-set. Every method throws if the store is unavailable. */
export interface BudgetStore {
  read(credential: string): Promise<StoreAnswer>;
  /** Changes nothing if the stored version differs from the expected one; returns what is stored. */
  swap(credential: string, change: RecordChange): Promise<StoreAnswer & { swapped: boolean }>;
  /** All records, in no particular order. */
  list(): Promise<{ records: { credential: string; record: string }[]; now: number }>;
}
