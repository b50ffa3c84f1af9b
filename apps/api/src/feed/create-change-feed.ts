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
/** What a page may have in bytes, so that a burst is sent in parts that a connection can buffer. */
const pageBytes = 1_048_576;
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
      // The database may have been restored, and entries in memory lost.
      hasFailed = false;
      for (const subscribers of Map.groupBy(open, (subscriber) => subscriber.position).values())
        await resetTo(subscribers, horizon);
      position = Math.min(position, horizon);
      recent.clear(position);
    }
    while (position < horizon && open.size > 0) {
      const range = { after: position, until: horizon, limit: pageSize, maxBytes: pageBytes };
      const { changes, readTo } = await readFeed(database, everything, unlimited, range);
      const entries = changes.map(toEntry);
      recent.add(entries);
      position = readTo;
      for (const subscriber of live) {
        subscriber.send(entries, readTo);
        if (subscriber.isBehind) void follow(subscriber);
      }
    }
    return horizon < drawn;
  }

  /** Resets connections of the same position if the log does not have every change after it. @returns whether it does. */
  async function resetTo(subscribers: readonly Subscriber[], horizon: number): Promise<boolean> {
    const after = subscribers[0]?.position ?? horizon;
    try {
      await requireKept(database, { after, horizon, resume: 'continue with this stream' });
      return true;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      const problem = { code: error.code, detail: error.message, range: error.range };
      for (const subscriber of subscribers) subscriber.reset(horizon, problem);
      return false;
    }
  }

  function start(): AsyncDisposable {
    const { signal } = stopping;
    let wake = Promise.withResolvers<void>();
    const announce = () => wake.resolve();
    const listening = listenToChanges(pool, {
      onAnnounced: announce,
      onError: (error) => {
        // As at the start of a restore.
        hasFailed = true;
        logger.warn({ err: error }, 'announcements of changes cannot be received');
      },
    });
    const beating = setInterval(() => {
      for (const subscriber of open) subscriber.beat();
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

  /** Brings a connection to the position of the reader; from then on it is live, until it reads too slowly. */
  async function follow(subscriber: Subscriber): Promise<void> {
    live.delete(subscriber);
    try {
      await catchUp(subscriber);
    } catch (error) {
      logger.warn({ err: error }, 'a stream ended, because the change log cannot be read');
      subscriber.disconnect();
    }
  }

  async function catchUp(subscriber: Subscriber): Promise<void> {
    for (;;) {
      await subscriber.drained();
      if (!subscriber.isOpen || position === null) return;
      const kept = recent.after(subscriber.position, pageBytes);
      if (kept === null) await turn(() => sendPage(subscriber));
      else {
        const last = kept.at(-1)?.change.seq ?? position;
        subscriber.send(kept, last);
        if (recent.after(last, 1)?.length !== 0) continue;
        // Without a pause since the reader was asked for its position.
        subscriber.send([], position);
        live.add(subscriber);
        return;
      }
    }
  }

  async function sendPage(subscriber: Subscriber): Promise<void> {
    const { access, filter, position: after, isOpen } = subscriber;
    if (!isOpen) return;
    const until = position ?? after;
    const range = { after, until, limit: pageSize, maxBytes: pageBytes };
    const page = await readFeed(database, filter, access, range);
    // Retention may have dropped a part of what was read, or what follows.
    if (await resetTo([subscriber], until)) subscriber.send(page.changes.map(toEntry), page.readTo);
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

  function requireRoom(): void {
    if (open.size < maxConnections && !stopping.signal.aborted) return;
    const detail = 'Too many connections follow the feed; try again soon.';
    throw new ProblemError('rate_limited', detail, { headers: { 'Retry-After': '5' } });
  }

  return {
    async subscribe({ response, key, access, filter, since }) {
      requireRoom();
      const { horizon } = await readLogEnds(database);
      requireRoom();
      // The client did not wait, and its connection will not close again.
      if (response.destroyed) return;
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
      running ??= start();
      // Nothing was read for this connection yet: the reader starts at the end of the log.
      if (position === null) [position] = [horizon, recent.clear(horizon)];
      try {
        await resetTo([subscriber], horizon);
      } catch (error) {
        logger.warn({ err: error }, 'a stream ended, because the change log cannot be read');
        return subscriber.disconnect();
      }
      subscriber.begin();
      await follow(subscriber);
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
