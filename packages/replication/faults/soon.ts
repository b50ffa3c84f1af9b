/** How long what happens by itself may take on a busy machine. */
export const soon = { timeoutMs: 180_000, everyMs: 250 };
