import { setTimeout as sleep } from 'node:timers/promises';
import { addRequestCounts, type Database, type RequestCounts } from '@hubtwin/database';
import type { GitHubClient } from '@hubtwin/github';
import type { Kysely } from 'kysely';

export interface RequestReportOptions {
  database: Kysely<Database>;
  github: Pick<GitHubClient, 'requestCounts'>;
  /** The name of the process's service. */
  service: string;
  /** Milliseconds between two reports; default: 10,000. */
  everyMs?: number;
  /** Called when a report fails; the next one includes its numbers. */
  onError(error: unknown): void;
}

const defaultEveryMs = 10_000;

/**
 * Adds the requests that this process sends to GitHub to those of the fleet, which `/status` shows. Disposing sends
 * the last report; a process that is killed loses those since its last report.
 */
export function reportRequests({
  database,
  github,
  service,
  everyMs = defaultEveryMs,
  onError,
}: RequestReportOptions): AsyncDisposable {
  const stopping = new AbortController();
  let reported: RequestCounts | null = null;

  async function report(): Promise<void> {
    const counts = github.requestCounts();
    const added = difference(counts, reported);
    if (added.answers === 0 && Object.keys(added.errors).length === 0) return;
    try {
      await addRequestCounts(database, service, added);
      reported = counts;
    } catch (error) {
      onError(error);
    }
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await sleep(everyMs, undefined, { signal: stopping.signal }).catch(() => {});
      await report();
    }
  }
  const running = run();
  return {
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await running;
    },
  };
}

function difference(now: RequestCounts, before: RequestCounts | null): RequestCounts {
  const errors = Object.entries(now.errors)
    .map(([code, count]) => [code, count - (before?.errors[code] ?? 0)] as const)
    .filter(([, count]) => count > 0);
  return {
    answers: now.answers - (before?.answers ?? 0),
    notModified: now.notModified - (before?.notModified ?? 0),
    refused: now.refused - (before?.refused ?? 0),
    seconds: now.seconds - (before?.seconds ?? 0),
    lastAt: now.lastAt,
    errors: Object.fromEntries(errors),
  };
}
