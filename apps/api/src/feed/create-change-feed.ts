import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, type DatabaseConnection, listenToChanges, readLogEnds } from '@hubtwin/database';
import type { Logger } from '@hubtwin/telemetry';
import type { Meter } from '@opentelemetry/api';
import type { Response } from 'express';
import type { Kysely } from 'kysely';
import type { Authenticate } from '../http/authenticate.ts';
import { ProblemError } from '../problem-error.ts';
import type { Access } from '../queries/access.ts';
import { createSubscriber, type Subscriber, toEntry } from './create-subscriber.ts';
import type { FeedFilter } from './feed-filter.ts';
import { readFeed } from './read-feed.ts';
import { createRecentEntries } from './recent-entries.ts';
import { requireKept } from './require-kept.ts';

/** Who follows the feed. */
interface Subscription {
  response: Response;
  /** The API key. */
  key: string;
  access: Access;
  filter: FeedFilter;
  /** Null: from now on. */
  since: number | null;
}

/** The changes of the log as they are committed, for any number of connections of this process. */
export interface ChangeFeed extends AsyncDisposable {
  /** Sends the events of a subscription until it is disconnected. @throws ProblemError if there are too many. */
  subscribe(subscription: Subscription): Promise<void>;
  /** Ends all connections; the clients reconnect. */
  close(): void;
}

export interface FeedOptions {
  database: Kysely<Database>;
  pool: DatabaseConnection['pool'];
  /** Checks the key of a connection again. */
  authenticate: Authenticate;
  logger: Logger;
  meter: Meter;
  /** Maximum of connections; default 10,000. */
  maxConnections?: number;
}

const pageSize = 500;
const heartbeatMs = 15_000;
/** Between two checks of each key. */
const recheckMs = 5_000;
/** Announcements may be lost. */
const pollMs = 1_000;
/** A transaction that is rolled back is not announced, and others may wait for it. */
const behindMs = 10;
const maxBehindMs = 200;
/** Connections that catch up from the database at the same time. */
const maxCatchingUp = 4;

const everything: FeedFilter = { resources: null, kinds: null, repositoryIds: null };
const unlimited = { repositoryIds: null };

/**
 * One reader of the log serves all connections of the process. It reads while there is any, and is woken by the
 * announcements of writers. A connection first catches up, from recent entries in memory or from the database.
 */
export function createChangeFeed(options: FeedOptions): ChangeFeed {
  const { database, pool, authenticate, logger, meter, maxConnections = 10_000 } = options;
  const live = new Set<Subscriber>();
  const open = new Set<Subscriber>();
  const recent = createRecentEntries();
  const stopping = new AbortController();
  /** Everything up to this position was read; null: nobody follows. */
  let position: number | null = null;
  let running: AsyncDisposable | null = null;
  /** Whether the log could not be read. */
  let hasFailed = false;
  let catchingUp = 0;
  const waiting: (() => void)[] = [];

  meter
    .createObservableGauge('feed_connections', { description: 'Connections that follow the change feed.' })
    .addCallback((result) => result.observe(open.size));
  const slow = meter.createCounter('feed_slow_clients_total', {
    description: 'Connections of the feed that were closed because the client read too slowly.',
  });

  /** Reads what is new, and sends it to all that are up to date. @returns whether running writers are ahead. */
  async function readOn(): Promise<boolean> {
    const { horizon, drawn } = await readLogEnds(database);
    if (position === null) return false;
    if (hasFailed || position > drawn) {
      // The database may have been restored.
      for (const subscriber of open) await resetTo(subscriber, horizon);
      if (position > drawn) recent.clear(horizon);
      position = Math.min(position, horizon);
      hasFailed = false;
    }
    while (position < horizon && open.size > 0) {
      const range = { after: position, until: horizon, limit: pageSize };
      const { changes, readTo } = await readFeed(database, everything, unlimited, range);
      const entries = changes.map(toEntry);
      recent.add(entries);
      position = readTo;
      for (const subscriber of live) subscriber.send(entries, readTo);
    }
    return horizon < drawn;
  }

  async function resetTo(subscriber: Subscriber, horizon: number): Promise<void> {
    const after = subscriber.position;
    try {
      await requireKept(database, { after, horizon, resume: 'continue with this stream' });
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      subscriber.reset(horizon, { code: error.code, detail: error.message, range: error.range });
    }
  }

  function start(): AsyncDisposable {
    const { signal } = stopping;
    let wake = Promise.withResolvers<void>();
    const announce = () => wake.resolve();
    const listening = listenToChanges(pool, {
      onAnnounced: announce,
      onError: (error) => logger.warn({ err: error }, 'announcements of changes cannot be received'),
    });
    const beating = setInterval(() => {
      for (const subscriber of live) subscriber.beat();
    }, heartbeatMs);
    const rechecking = setInterval(() => void recheck(), recheckMs);
    const loop = async () => {
      let pause = behindMs;
      while (!signal.aborted) {
        wake = Promise.withResolvers();
        try {
          if (open.size === 0) position = null;
          const isBehind = open.size > 0 && (await readOn());
          pause = isBehind ? Math.min(pause * 2, maxBehindMs) : behindMs;
          await Promise.race([wake.promise, sleep(isBehind ? pause : pollMs, undefined, { signal })]);
        } catch (error) {
          if (signal.aborted) return;
          hasFailed = true;
          logger.warn({ err: error }, 'the change log cannot be read');
          await sleep(pollMs, undefined, { signal }).catch(() => {});
        }
      }
    };
    const looping = loop();
    return {
      async [Symbol.asyncDispose]() {
        clearInterval(beating);
        clearInterval(rechecking);
        await looping;
        await listening[Symbol.asyncDispose]();
      },
    };
  }

  /** A key may be revoked, expire, or be limited to other repositories. */
  async function recheck(): Promise<void> {
    for (const [key, subscribers] of Map.groupBy(open, (subscriber) => subscriber.key)) {
      try {
        const access = await authenticate(key);
        for (const subscriber of subscribers) {
          if (access?.scopes.has('read') === true) subscriber.access = access;
          else subscriber.end();
        }
      } catch (error) {
        logger.warn({ err: error }, 'the key of a stream cannot be checked');
      }
    }
  }

  /** Brings a connection to the position of the reader; without a pause in between, it is live. */
  async function catchUp(subscriber: Subscriber): Promise<void> {
    while (subscriber.isOpen && position !== null) {
      const kept = recent.after(subscriber.position);
      if (kept !== null) {
        subscriber.send(kept, position);
        live.add(subscriber);
        return;
      }
      await turn(async () => {
        const { access, filter, position: after } = subscriber;
        const until = position ?? after;
        const page = await readFeed(database, filter, access, { after, until, limit: pageSize });
        subscriber.send(page.changes.map(toEntry), page.readTo);
      });
      await subscriber.drained();
    }
  }

  async function turn(work: () => Promise<void>): Promise<void> {
    if (catchingUp >= maxCatchingUp) await new Promise<void>((resolve) => waiting.push(resolve));
    catchingUp += 1;
    try {
      await work();
    } finally {
      catchingUp -= 1;
      waiting.shift()?.();
    }
  }

  return {
    async subscribe({ response, key, access, filter, since }) {
      if (open.size >= maxConnections || stopping.signal.aborted) {
        const detail = 'Too many connections follow the feed; try again soon.';
        throw new ProblemError('rate_limited', detail, { headers: { 'Retry-After': '5' } });
      }
      const { horizon } = await readLogEnds(database);
      const after = since ?? horizon;
      const subscriber = createSubscriber({
        response,
        key,
        access,
        filter,
        position: after,
        onSlow: () => slow.add(1),
      });
      open.add(subscriber);
      response.once('close', () => {
        open.delete(subscriber);
        live.delete(subscriber);
      });
      response.flushHeaders();
      response.write('retry: 2000\n\n');
      running ??= start();
      // Nothing was read for this connection yet: the reader starts at the end of the log.
      if (position === null) [position] = [horizon, recent.clear(horizon)];
      try {
        await resetTo(subscriber, horizon);
        await catchUp(subscriber);
      } catch (error) {
        logger.warn({ err: error }, 'a stream ended, because the change log cannot be read');
        response.destroy();
      }
    },
    close() {
      stopping.abort();
      for (const subscriber of open) subscriber.end();
    },
    async [Symbol.asyncDispose]() {
      stopping.abort();
      for (const subscriber of open) subscriber.end();
      await running?.[Symbol.asyncDispose]();
    },
  };
}
