import { adminKey, type TestApi } from './start-api.ts';

export interface FeedEvent {
  id: string | undefined;
  event: string;
  /** biome-ignore lint/suspicious/noExplicitAny: tests read events of every shape */
  data: any;
}

/** A client of the stream, as a browser's EventSource reads it. */
export interface FeedClient extends AsyncDisposable {
  status: number;
  headers: Headers;
  events: FeedEvent[];
  /** The last id received, also of messages without data. */
  lastId(): string | undefined;
  comments: number;
  isEnded(): boolean;
}

export async function followFeed(
  { origin }: Pick<TestApi, 'origin'>,
  query = '',
  { key = adminKey, lastEventId }: { key?: string; lastEventId?: string } = {},
): Promise<FeedClient> {
  const stopping = new AbortController();
  const response = await fetch(`${origin}/api/v1/changes/stream${query}`, {
    headers: {
      authorization: `Bearer ${key}`,
      'accept-encoding': 'gzip',
      ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
    },
    signal: stopping.signal,
  });
  const events: FeedEvent[] = [];
  let id: string | undefined;
  let isEnded = false;
  const client: FeedClient = {
    status: response.status,
    headers: response.headers,
    events,
    comments: 0,
    lastId: () => id,
    isEnded: () => isEnded,
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await reading;
    },
  };
  const read = async () => {
    let text = '';
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += chunk;
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const lines = block.split('\n');
        const value = (name: string) =>
          lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
        client.comments += lines.filter((line) => line.startsWith(':')).length;
        id = value('id') ?? id;
        const data = value('data');
        if (data !== undefined)
          events.push({ id, event: value('event') ?? 'message', data: JSON.parse(data) });
      }
    }
  };
  const reading = read()
    .catch(() => {})
    .finally(() => {
      isEnded = true;
    });
  return client;
}
