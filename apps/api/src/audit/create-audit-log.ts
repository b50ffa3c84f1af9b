import { type AuditEntry, type Database, storeAuditEntries } from '@hubtwin/database';
import type { Logger } from '@hubtwin/telemetry';
import type { Meter } from '@opentelemetry/api';
import type { Kysely } from 'kysely';

/** A single event at the current time. */
export type AuditedEvent = Omit<AuditEntry, 'at' | 'count'>;

/** Collects entries of the audit log, and writes them a moment later. Disposing writes the rest. */
export interface AuditLog extends AsyncDisposable {
  record(event: AuditedEvent): void;
  /** Like `record`, but equal events within a minute are counted in one entry: refused callers must not fill the disk. */
  refuse(event: AuditedEvent): void;
}

const flushAfterMs = 200;
const retryAfterMs = 1_000;
const rowsInStatement = 1_000;
/** Entries that wait while the database is unavailable; more are dropped, and counted. */
const maxWaiting = 10_000;
/** Kinds of refusals that are distinguished per minute. */
const maxRefusals = 200;
const windowMs = 60_000;
const stopWithinMs = 3_000;

interface Refused {
  event: AuditedEvent;
  /** Since the first one, which was recorded at once. */
  more: number;
}

export function createAuditLog(options: {
  database: Kysely<Database>;
  logger: Logger;
  meter: Meter;
}): AuditLog {
  const { database, logger, meter } = options;
  const dropped = meter.createCounter('audit_entries_dropped_total', {
    description: 'Entries of the audit log that were lost because the database was unavailable for too long.',
  });
  let waiting: AuditEntry[] = [];
  let timer: NodeJS.Timeout | undefined;
  let refused = new Map<string, Refused>();
  let windowEnds: NodeJS.Timeout | undefined;

  const add = (event: AuditedEvent, count = 1) => {
    if (waiting.length >= maxWaiting) dropped.add(count);
    else waiting.push({ ...event, at: new Date(), count });
    timer ??= setTimeout(flush, flushAfterMs).unref();
  };

  const writeAll = async () => {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, rowsInStatement);
      await storeAuditEntries(database, batch);
      waiting = waiting.slice(batch.length);
    }
  };

  let writing: Promise<void> = Promise.resolve();
  function flush(): Promise<void> {
    writing = writing.then(async () => {
      try {
        await writeAll();
        timer = undefined;
      } catch (error) {
        logger.warn({ err: error, entries: waiting.length }, 'the audit log could not be written; retrying');
        timer = setTimeout(flush, retryAfterMs).unref();
      }
      // Entries that were added since the last write have no timer yet.
      if (timer === undefined && waiting.length > 0) timer = setTimeout(flush, flushAfterMs).unref();
    });
    return writing;
  }

  const endWindow = () => {
    clearTimeout(windowEnds);
    windowEnds = undefined;
    const ended = refused;
    refused = new Map();
    for (const { event, more } of ended.values()) if (more > 0) add(event, more);
  };

  return {
    record: (event) => add(event),
    refuse(event) {
      windowEnds ??= setTimeout(endWindow, windowMs).unref();
      const isNew = refused.size < maxRefusals;
      const kind = [event.actor, event.action, event.address, event.status];
      const known = refused.get(JSON.stringify(kind)) ?? (isNew ? undefined : refused.get(''));
      if (known !== undefined) {
        known.more += 1;
        return;
      }
      const counted = isNew ? event : { ...event, ...someone };
      refused.set(isNew ? JSON.stringify(kind) : '', { event: { ...counted, requestId: null }, more: 0 });
      add(counted);
    },
    async [Symbol.asyncDispose]() {
      endWindow();
      clearTimeout(timer);
      const { promise: late, resolve } = Promise.withResolvers<void>();
      const deadline = setTimeout(resolve, stopWithinMs);
      await Promise.race([flush(), late]);
      clearTimeout(deadline);
      clearTimeout(timer);
      if (waiting.length > 0) logger.error({ entries: waiting.length }, 'entries of the audit log are lost');
    },
  };
}

/** Represents all refusals beyond the distinguished kinds. */
const someone = { actor: 'anonymous', actorName: null, action: 'refused', resource: '*', address: null };
