/** What was looked at, how it is, and how to mend it. Holds no secret. */
export interface Check {
  name: string;
  outcome: 'ok' | 'warning' | 'failed';
  message: string;
  /** Null where there is nothing to mend. */
  remedy: string | null;
}

export const ok = (name: string, message: string): Check => ({ name, outcome: 'ok', message, remedy: null });

export const warning = (name: string, message: string, remedy: string): Check => ({
  name,
  outcome: 'warning',
  message,
  remedy,
});

export const failed = (name: string, message: string, remedy: string): Check => ({
  name,
  outcome: 'failed',
  message,
  remedy,
});
