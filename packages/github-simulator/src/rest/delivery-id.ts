declare global {
  interface JSON {
    /** @see https://tc39.es/proposal-json-parse-with-source/#sec-json.rawjson */
    rawJSON(text: string): number;
  }
}

/** GitHub's delivery ids have 19 digits since February 2026, beyond the exact range of a number. */
const first = 1_900_000_000_000_000_000n;

/** An attempt's id as on GitHub: a number in JSON. */
export const deliveryIdOf = (id: number): number => JSON.rawJSON(`${first + BigInt(id)}`);

/** The attempt of an id in a URL; NaN if it is invalid. */
export function attemptOf(text = ''): number {
  return /^\d{1,30}$/.test(text) ? Number(BigInt(text) - first) : Number.NaN;
}
