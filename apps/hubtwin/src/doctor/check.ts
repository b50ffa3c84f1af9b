/** The result of a check, and how to fix a problem. Contains no secret. */
export interface Check {
  name: string;
  outcome: 'ok' | 'warning' | 'failed';
  message: string;
  /** Null if there is nothing to fix. */
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
