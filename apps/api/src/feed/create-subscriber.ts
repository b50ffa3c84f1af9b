import { once } from 'node:events';
import type { Change } from '@hubtwin/contract';
import type { Response } from 'express';
import type { Access } from '../queries/access.ts';
import { type FeedFilter, matches } from './feed-filter.ts';

/** A change as it is sent, serialised once for all subscribers. */
export interface FeedEntry {
  change: Change;
  text: string;
}

export const toEntry = (change: Change): FeedEntry => ({
  change,
  text: `id: ${change.seq}\ndata: ${JSON.stringify(change)}\n\n`,
});

/** One connection of the feed. */
export interface Subscriber {
  readonly key: string;
  readonly filter: FeedFilter;
  /** Everything up to this position in the log was sent. */
  readonly position: number;
  readonly isOpen: boolean;
  /** Whether the client reads too slowly to receive changes as they are committed: wait until it has `drained`. */
  readonly isBehind: boolean;
  /** Visibility applies to each change when it is sent, not to the subscription. */
  access: Access;
  /** Sends what matches of the entries after its position, in one write. */
  send(entries: readonly FeedEntry[], readTo: number): void;
  /** When to reconnect, and the position: a connection that breaks before the first change continues there. */
  begin(): void;
  /** A comment, and the position, so that a reconnection continues there. */
  beat(): void;
  /** Reports missed changes; continues at a position. */
  reset(position: number, problem: object): void;
  /** Resolves when the client has read what was sent, or was disconnected because it did not. */
  drained(): Promise<void>;
  /** Ends the response after what was sent. */
  end(): void;
  disconnect(): void;
}

/** A connection that buffers more is behind, in bytes. */
const maxBufferedBytes = 1_048_576;
/** Maximum time until a client that is behind has read what was sent, in milliseconds. */
const maxDrainMs = 30_000;
/** The same at the end of a stream. */
const maxEndMs = 2_000;

/** @param onSlow called when the client is disconnected because it reads too slowly. */
export function createSubscriber(options: {
  response: Response;
  key: string;
  filter: FeedFilter;
  access: Access;
  position: number;
  onSlow: () => void;
}): Subscriber {
  const { response, key, filter, onSlow } = options;
  let { access, position } = options;
  let visibleIds: ReadonlySet<number> | null = idsOf(access);
  const isOpen = () => !response.destroyed && !response.writableEnded;

  const heartbeat = () => `: heartbeat ${position}\nid: ${position}\n\n`;

  function write(text: string): void {
    if (text !== '' && isOpen()) response.write(text);
  }

  return {
    key,
    filter,
    get position() {
      return position;
    },
    get isOpen() {
      return isOpen();
    },
    get isBehind() {
      return response.writableLength > maxBufferedBytes;
    },
    get access() {
      return access;
    },
    set access(current) {
      access = current;
      visibleIds = idsOf(current);
    },
    send(entries, readTo) {
      let text = '';
      for (const entry of entries) {
        const { change } = entry;
        if (change.seq > position && matches(filter, visibleIds, change)) text += entry.text;
      }
      position = Math.max(position, readTo);
      write(text);
    },
    begin() {
      write(`retry: 2000\n${heartbeat()}`);
    },
    beat() {
      write(heartbeat());
    },
    reset(to, problem) {
      position = to;
      write(`event: reset\nid: ${to}\ndata: ${JSON.stringify(problem)}\n\n`);
    },
    async drained() {
      if (!response.writableNeedDrain || !isOpen()) return;
      const signal = AbortSignal.timeout(maxDrainMs);
      const ended = new AbortController();
      const either = AbortSignal.any([signal, ended.signal]);
      try {
        await Promise.race([
          once(response, 'drain', { signal: either }),
          once(response, 'close', { signal: either }),
        ]);
      } catch {
        if (isOpen()) onSlow();
        response.destroy();
      } finally {
        ended.abort();
      }
    },
    end() {
      response.end();
      setTimeout(() => response.destroy(), maxEndMs).unref();
    },
    disconnect() {
      response.destroy();
    },
  };
}

const idsOf = ({ repositoryIds }: Access) => (repositoryIds === null ? null : new Set(repositoryIds));
