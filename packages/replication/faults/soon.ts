/** Time limit for what happens automatically, on a busy machine. */
export const soon = { timeoutMs: 180_000, everyMs: 250 };
