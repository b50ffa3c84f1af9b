const written = /^([+-]?\d{4,6})(-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))$/;

/** After so many years dates fall on the same days: years that a Date does not know are read in those from `base` on. */
const cycle = 400;
const base = 2_000;

/** Of `timestamptz`; the first year is not whole. */
const firstYear = -4_712;
const lastYear = 294_276;

/**
 * A date that Git wrote, for a `timestamptz` column: it may be any, also before our era and after the year 9999.
 * Postgres holds those from 4713 BC to 294276. Null for what is no date in ISO 8601 with an offset, or beyond that.
 */
export function gitTime(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const [, digits, rest] = written.exec(value) ?? [];
  if (digits === undefined) return null;
  const shift = Math.floor((Number(digits) - base) / cycle) * cycle;
  const date = new Date(`${Number(digits) - shift}${rest}`);
  // The offset may lead into another year.
  const year = date.getUTCFullYear() + shift;
  if (Number.isNaN(year) || year < firstYear || year > lastYear) return null;
  const ofEra = String(year > 0 ? year : 1 - year).padStart(4, '0');
  return `${ofEra}${date.toISOString().slice(4)}${year > 0 ? '' : ' BC'}`;
}
