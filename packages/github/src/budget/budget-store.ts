/** A record as it is stored: its text, and a version that every change replaces. */
export interface StoredRecord {
  version: string;
  record: string;
}

/** What a store has, and its own clock, which all processes have in common: milliseconds since the epoch. */
export interface StoreAnswer {
  stored: StoredRecord | null;
  now: number;
}

export interface RecordChange extends StoredRecord {
  /** The version that is replaced; null: none is stored. */
  expected: string | null;
  /** Whether the change must survive a crash of the store. */
  isDurable: boolean;
}

/** Where the budgets of credentials are kept, changed by compare-and-set. Every method throws where it is unavailable. */
export interface BudgetStore {
  read(credential: string): Promise<StoreAnswer>;
  /** Changes nothing where another version is stored than expected; `stored` is then what is stored. */
  swap(credential: string, change: RecordChange): Promise<StoreAnswer & { swapped: boolean }>;
  /** All records, in no order. */
  list(): Promise<{ records: { credential: string; record: string }[]; now: number }>;
}
