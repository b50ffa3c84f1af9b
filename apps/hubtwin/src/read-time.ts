import { UsageError } from './usage-error.ts';

const units: Readonly<Record<string, number>> = {
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
};

/**
 * Parses a time: ISO 8601, or a distance from now, such as `90d`, `2h` or `30m`.
 *
 * @param direction of a distance: 1 is the future, -1 the past.
 * @throws UsageError naming the option.
 */
export function readTime(option: string, text: string, direction: 1 | -1): Date {
  const [, count, unit = ''] = /^(\d{1,6})([mhdw])$/.exec(text) ?? [];
  if (count !== undefined) return new Date(Date.now() + direction * Number(count) * (units[unit] ?? 0));
  const time = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) {
    throw new UsageError(
      `${option}: ${text} is not a time; write 2026-03-01, 2026-03-01T12:00Z, 90d, 2h or 30m.`,
    );
  }
  return new Date(time);
}
