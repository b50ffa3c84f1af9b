/**
 * Whether Postgres rejects the values of a row, so that a retry would fail again: data exceptions (class 22),
 * violated constraints (23), and rows or keys that are too large (54).
 */
export const isDataError = (error: unknown): boolean =>
  /^(22|23|54)[0-9A-Z]{3}$/.test(`${Object(error).code ?? ''}`);
