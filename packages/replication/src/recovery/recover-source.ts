import { type Database, retryGivenUp, settleMissed } from '@hubtwin/database';
import {
  type CallOptions,
  GitHubError,
  GitHubGoneError,
  GitHubNotFoundError,
  GitHubPermissionError,
} from '@hubtwin/github';
import type { Kysely } from 'kysely';
import type { DeliverySource } from './delivery-source.ts';
import { inFlightSeconds, maxAttempts } from './limits.ts';
import { readSource, type SourceReading } from './read-source.ts';
import { type Redelivered, redeliverMissed } from './redeliver-missed.ts';

/** The result of a pass at one hook. */
export interface RecoveredSource extends SourceReading, Redelivered {
  /** `app:` and the App's id, or `hook:` and the hook's. */
  source: string;
  /** Missed deliveries that have arrived since. */
  arrived: number;
  /** Deliveries that are still missing after this pass. */
  waiting: number;
  /** The error that aborted the pass at this hook. */
  error: GitHubError | null;
  /** Whether the error is permanent: the hook was deleted, or is not ours. */
  isUnreachable: boolean;
}

export interface RecoverSourceOptions {
  database: Kysely<Database>;
  /** Reads everything that GitHub keeps. */
  deep: boolean;
  /** Also retries deliveries that were given up. */
  retriesGivenUp: boolean;
  /** How long to wait for a single redelivery sent ahead, in milliseconds. */
  arrivalMs: number;
  call: CallOptions;
}

/** Runs a pass over one hook. A failure of GitHub is part of the result, so that other hooks are not affected. */
export async function recoverSource(
  source: DeliverySource,
  { database, deep, retriesGivenUp, arrivalMs, call }: RecoverSourceOptions,
): Promise<RecoveredSource> {
  const result: RecoveredSource = {
    source: source.name,
    ...{ pages: 0, read: 0, unreadable: 0, missed: 0, beyondRetention: false },
    ...{ arrived: 0, redelivered: 0, givenUp: 0, waiting: 0 },
    ...{ error: null, isUnreachable: false },
  };
  const settle = () => settleMissed(database, source.name, { maxAttempts, inFlightSeconds });
  const add = ({ arrived, givenUp, waiting }: Awaited<ReturnType<typeof settle>>) => {
    result.arrived += arrived;
    result.givenUp += givenUp;
    result.waiting = waiting;
  };
  try {
    await readSource(source, { database, deep, call }, result);
    if (retriesGivenUp) await retryGivenUp(database, source.name);
    add(await settle());
    await redeliverMissed(source, { database, arrivalMs, call }, result);
    add(await settle());
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    result.error = error;
    result.isUnreachable =
      error instanceof GitHubNotFoundError ||
      error instanceof GitHubGoneError ||
      error instanceof GitHubPermissionError;
  }
  return result;
}
