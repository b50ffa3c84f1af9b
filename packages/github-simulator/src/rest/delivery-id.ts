declare global {
  interface JSON {
    /** @see https://tc39.es/proposal-json-parse-with-source/#sec-json.rawjson */
    rawJSON(text: string): number;
  }
}

/** GitHub's ids of deliveries have had 19 digits since February 2026, more than a number holds exactly. */
const first = 1_900_000_000_000_000_000n;

/** An attempt's id as GitHub writes it: a number in JSON. */
export const deliveryIdOf = (id: number): number => JSON.rawJSON(`${first + BigInt(id)}`);

/** The attempt that an id in an address names; NaN where it is none. */
export function attemptOf(text = ''): number {
  return /^\d{1,30}$/.test(text) ? Number(BigInt(text) - first) : Number.NaN;
}
