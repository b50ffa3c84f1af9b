import { createParser, type EventSourceMessage } from 'eventsource-parser';
import type { components } from './api-types.generated.ts';
import { HubtwinError } from './hubtwin-error.ts';
import { toError } from './to-error.ts';

type Change = components['schemas']['Change'];

/** One message of the feed. Store `seq` when it is handled, and pass it as `since` to continue. */
export type FeedMessage =
  | { kind: 'change'; seq: number; change: Change }
  /** Changes were missed: the log no longer has them. Read the objects again; changes after `seq` follow. */
  | { kind: 'reset'; seq: number; code: string; detail: string };

export interface ChangesOptions {
  /** Only changes with a greater `seq`; absent: from now on. */
  since?: number;
  resource?: readonly string[];
  kind?: readonly Change['kind'][];
  /** Full names. */
  repository?: readonly string[];
  /** Ends the iteration. */
  signal?: AbortSignal;
  /** Called when a connection failed, before the next attempt. */
  onError?: (error: unknown) => void;
}

interface Connection {
  baseUrl: string;
  headers: Record<string, string>;
  fetch: typeof fetch;
}

/** The API sends a heartbeat every 15 seconds: a connection that is silent for longer is broken. */
const heartbeat = /^\s*heartbeat (\d+)$/;

const silenceMs = 40_000;
const minPauseMs = 500;
const maxPauseMs = 30_000;

/**
 * Follows the change feed: each change once and in order. A connection that ends or fails is replaced and continues after the
 * last message; pauses between attempts grow to 30 seconds.
 *
 * @throws HubtwinError if the API refuses the request (4xx): trying again would not help.
 */
export async function* followChanges(
  connection: Connection,
  options: ChangesOptions = {},
): AsyncGenerator<FeedMessage, void, undefined> {
  const { signal, onError } = options;
  let position = options.since === undefined ? null : `${options.since}`;
  let pauseMs = minPauseMs;
  while (signal?.aborted !== true) {
    try {
      for await (const message of readStream(connection, options, position)) {
        if (isAborted(signal)) return;
        // A message that cannot be read is requested again, after growing pauses.
        const read = message.data === '' ? null : toMessage(message);
        pauseMs = minPauseMs;
        position = message.id ?? position;
        if (read !== null) yield read;
      }
    } catch (error) {
      if (isAborted(signal)) return;
      if (error instanceof HubtwinError && error.status < 500 && error.status !== 429) throw error;
      onError?.(error);
    }
    await pause(pauseMs, signal);
    pauseMs = Math.min(pauseMs * 2, maxPauseMs);
  }
}

/** Messages without data only have the position. */
async function* readStream(
  { baseUrl, headers, fetch: send }: Connection,
  { resource, kind, repository, signal }: ChangesOptions,
  position: string | null,
): AsyncGenerator<EventSourceMessage, void, undefined> {
  const silent = new AbortController();
  const watch = () => setTimeout(() => silent.abort(new Error('the stream is silent')), silenceMs);
  let timer = watch();
  const query = Object.entries({ resource, kind, repository }).flatMap(([name, values]) =>
    values === undefined ? [] : [`${name}=${values.map(encodeURIComponent).join(',')}`],
  );
  try {
    const response = await send(
      `${baseUrl}/api/v1/changes/stream${query.length === 0 ? '' : `?${query.join('&')}`}`,
      {
        headers: {
          ...headers,
          accept: 'text/event-stream',
          ...(position !== null && { 'last-event-id': position }),
        },
        signal: signal === undefined ? silent.signal : AbortSignal.any([signal, silent.signal]),
      },
    );
    if (!response.ok || response.body === null) throw await toError(response);
    const type = response.headers.get('content-type') ?? '';
    if (!type.startsWith('text/event-stream'))
      throw new Error(`the API answered with ${type}, not with a stream`);
    const messages: EventSourceMessage[] = [];
    const parser = createParser({
      onEvent: (message) => messages.push(message),
      // A message without data, which a parser drops, has the same position.
      onComment: (comment) => {
        const id = heartbeat.exec(comment)?.[1];
        if (id !== undefined) messages.push({ id, data: '', event: undefined });
      },
    });
    const decoder = new TextDecoder();
    const reader = response.body.getReader();
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      // The time that the caller takes for a message is no silence.
      clearTimeout(timer);
      parser.feed(decoder.decode(read.value, { stream: true }));
      yield* messages.splice(0);
      timer = watch();
    }
  } finally {
    clearTimeout(timer);
    // An iteration that the caller ended leaves no connection open.
    silent.abort();
  }
}

function toMessage({ id, event, data }: EventSourceMessage): FeedMessage {
  const seq = Number(id);
  const parsed = JSON.parse(data);
  return event === 'reset' ? { kind: 'reset', seq, ...parsed } : { kind: 'change', seq, change: parsed };
}

const isAborted = (signal: AbortSignal | undefined) => signal?.aborted === true;

async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  if (isAborted(signal)) return;
  await new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener('abort', end);
  });
}
