import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

export interface CollectedSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  service: string;
  attributes: Record<string, unknown>;
}

/** What processes send their spans to, over OTLP/HTTP. Disposing closes it. */
export interface Collector extends AsyncDisposable {
  url: string;
  spans: CollectedSpan[];
  /** All that was sent, as it came. */
  text(): string;
}

export async function startCollector(): Promise<Collector> {
  const spans: CollectedSpan[] = [];
  const sent: string[] = [];
  const server = createServer(async (request, response) => {
    const body = await json(request);
    sent.push(JSON.stringify(body));
    spans.push(...spansOf(body));
    response.end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    text: () => sent.join('\n'),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

interface Attribute {
  key: string;
  value: { stringValue?: string; arrayValue?: { values: { stringValue?: string }[] } };
}

interface ExportRequest {
  resourceSpans: {
    resource: { attributes: Attribute[] };
    scopeSpans: { spans: (CollectedSpan & { attributes: Attribute[] })[] }[];
  }[];
}

function spansOf(body: unknown): CollectedSpan[] {
  const { resourceSpans } = body as ExportRequest;
  return resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const service = `${read(resource.attributes)['service.name']}`;
    return scopeSpans.flatMap((scope) =>
      scope.spans.map((span) => ({ ...span, service, attributes: read(span.attributes) })),
    );
  });
}

const read = (attributes: readonly Attribute[]): Record<string, unknown> =>
  Object.fromEntries(
    attributes.map(({ key, value }) => [
      key,
      value.arrayValue?.values.map(({ stringValue }) => stringValue) ?? value.stringValue ?? value,
    ]),
  );
