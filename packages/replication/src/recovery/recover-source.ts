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
import { inFlightSeconds, mostAttempts } from './limits.ts';
import { readSource, type SourceReading } from './read-source.ts';
import { type Redelivered, redeliverMissed } from './redeliver-missed.ts';

/** What a pass found at one hook and did about it. */
export interface RecoveredSource extends SourceReading, Redelivered {
  /** `app:` and the App's id, or `hook:` and the hook's. */
  source: string;
  /** Missed deliveries that have arrived since. */
  arrived: number;
  /** Those that are missed still, after this pass. */
  waiting: number;
  /** What ended the pass at this hook before its time. */
  error: GitHubError | null;
  /** Whether that will stay so: the hook is gone, or is none of ours. */
  isUnreachable: boolean;
}

export interface RecoverSourceOptions {
  database: Kysely<Database>;
  /** Reads all that GitHub keeps. */
  deep: boolean;
  /** Begins anew also with what was given up. */
  retriesGivenUp: boolean;
  /** How long one redelivery that is sent ahead is waited for, in milliseconds. */
  arrivalMs: number;
  call: CallOptions;
}

/** One pass over one hook. A failure of GitHub is part of the result: other hooks have nothing to do with it. */
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
  const settle = () => settleMissed(database, source.name, { mostAttempts, inFlightSeconds });
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
