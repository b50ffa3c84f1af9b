import type { ProbedRow } from '../probe.ts';

/** Whether a stored check suite or check run has the state that GraphQL shows, which writes it in upper case. */
export const isSameState = (
  ours: ProbedRow,
  theirs: { status: string; conclusion: string | null },
): boolean =>
  ours.status === theirs.status.toLowerCase() &&
  (ours.conclusion ?? null) === (theirs.conclusion?.toLowerCase() ?? null);
