import { median } from './median.ts';

/** One line of a benchmark: ours beside another figure, and the bar for their ratio or for ours. */
export interface BenchResult {
  suite: string;
  name: string;
  /** In `unit`. */
  ours: number;
  /** What ours stands beside; null where the bar is an absolute figure. */
  beside: number | null;
  ratio: number | null;
  unit: string;
  bar: string;
  holds: boolean;
}

/**
 * Ours beside another side of the same run, measured in turns: at least `least` times as much. The ratio
 * is the median of the turns', as a machine that slows down slows both sides of a turn.
 */
export function compare(
  suite: string,
  name: string,
  { ours, beside, least, unit }: { ours: number[]; beside: number[]; least: number; unit: string },
): BenchResult {
  const ratio = median(ours.map((value, turn) => value / (beside[turn] ?? Number.NaN)));
  return {
    suite,
    name,
    ours: median(ours),
    beside: median(beside),
    ratio,
    unit,
    bar: `at least ${least} times`,
    holds: ratio >= least,
  };
}

interface Bar {
  ours: number;
  limit: number;
  unit: string;
}

/** A figure of ours that must stay below a limit. */
export function below(suite: string, name: string, { ours, limit, unit }: Bar): BenchResult {
  return alone(suite, name, { ours, unit, bar: `under ${limit} ${unit}`, holds: ours < limit });
}

/** A figure of ours that must reach a limit. */
export function atLeast(suite: string, name: string, { ours, limit, unit }: Bar): BenchResult {
  return alone(suite, name, { ours, unit, bar: `at least ${limit} ${unit}`, holds: ours >= limit });
}

function alone(
  suite: string,
  name: string,
  result: Pick<BenchResult, 'ours' | 'unit' | 'bar' | 'holds'>,
): BenchResult {
  return { suite, name, beside: null, ratio: null, ...result };
}
