/** The hash at the end of an address; null: it has none. */
export const shaAtEnd = (address: unknown): string | null =>
  typeof address === 'string' ? (/\/([0-9a-f]{40,64})$/.exec(address)?.[1] ?? null) : null;
