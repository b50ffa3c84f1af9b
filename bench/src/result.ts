import { median } from './median.ts';

/** One line of a benchmark: our value next to a reference, and the limit of their ratio or of ours. */
export interface BenchResult {
  suite: string;
  name: string;
  /** In `unit`. */
  ours: number;
  /** The reference; null if the limit is absolute. */
  beside: number | null;
  ratio: number | null;
  unit: string;
  bar: string;
  holds: boolean;
}

type Comparison = { ours: number[]; beside: number[]; unit: string } & ({ min: number } | { max: number });

/**
 * Compares our value with a reference of the same run, measured alternately: at least, or at most, this many times as
 * much. The result is the median of the ratios of all turns, because a machine that slows down affects both sides of a
 * turn.
 */
export function compare(
  suite: string,
  name: string,
  { ours, beside, unit, ...limit }: Comparison,
): BenchResult {
  const ratio = median(ours.map((value, turn) => value / (beside[turn] ?? Number.NaN)));
  return {
    suite,
    name,
    ours: median(ours),
    beside: median(beside),
    ratio,
    unit,
    ...('min' in limit
      ? { bar: `at least ${limit.min} times`, holds: ratio >= limit.min }
      : { bar: `at most ${limit.max} times`, holds: ratio <= limit.max }),
  };
}

/**
 * The difference between our value and a reference of the same run, measured alternately, next to the reference: the
 * median of the turns' differences, which must stay below a limit.
 */
export function compareDifference(
  suite: string,
  name: string,
  { ours, beside, limit, unit }: { ours: number[]; beside: number[]; limit: number; unit: string },
): BenchResult {
  const added = median(ours.map((value, turn) => value - (beside[turn] ?? Number.NaN)));
  return { ...below(suite, name, { ours: added, limit, unit }), beside: median(beside) };
}

interface Bar {
  ours: number;
  limit: number;
  unit: string;
}

/** A value of ours that must stay below a limit. */
export function below(suite: string, name: string, { ours, limit, unit }: Bar): BenchResult {
  return alone(suite, name, { ours, unit, bar: `under ${limit} ${unit}`, holds: ours < limit });
}

/** A value of ours that must reach a limit. */
export function atLeast(suite: string, name: string, { ours, limit, unit }: Bar): BenchResult {
  return alone(suite, name, { ours, unit, bar: `at least ${limit} ${unit}`, holds: ours >= limit });
}

/** A value of ours that must not exceed a limit, next to the reference. */
export function atMost(
  suite: string,
  name: string,
  { ours, beside = null, limit, unit }: Bar & { beside?: number | null },
): BenchResult {
  return { ...alone(suite, name, { ours, unit, bar: `at most ${limit}`, holds: ours <= limit }), beside };
}

function alone(
  suite: string,
  name: string,
  result: Pick<BenchResult, 'ours' | 'unit' | 'bar' | 'holds'>,
): BenchResult {
  return { suite, name, beside: null, ratio: null, ...result };
}
