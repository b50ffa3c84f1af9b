import type { Attributes, AttributeValue } from '@opentelemetry/api';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';

/** An exporter that redacts secrets in spans, including recorded errors, before it sends them. */
export function cleanSpans(exporter: SpanExporter, redact: (text: string) => string): SpanExporter {
  const clean = (value: AttributeValue | undefined): AttributeValue | undefined => {
    if (typeof value === 'string') return redact(value);
    return Array.isArray(value)
      ? value.map((each) => (typeof each === 'string' ? redact(each) : each))
      : value;
  };
  const cleanAll = (attributes: Attributes = {}): Attributes =>
    Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, clean(value)]));
  const cleanSpan = (span: ReadableSpan): ReadableSpan => ({
    name: redact(span.name),
    kind: span.kind,
    spanContext: () => span.spanContext(),
    ...(span.parentSpanContext !== undefined && { parentSpanContext: span.parentSpanContext }),
    startTime: span.startTime,
    endTime: span.endTime,
    status: {
      ...span.status,
      ...(span.status.message !== undefined && { message: redact(span.status.message) }),
    },
    attributes: cleanAll(span.attributes),
    links: span.links.map((link) => ({ ...link, attributes: cleanAll(link.attributes) })),
    events: span.events.map((event) => ({ ...event, attributes: cleanAll(event.attributes) })),
    duration: span.duration,
    ended: span.ended,
    resource: span.resource,
    instrumentationScope: span.instrumentationScope,
    droppedAttributesCount: span.droppedAttributesCount,
    droppedEventsCount: span.droppedEventsCount,
    droppedLinksCount: span.droppedLinksCount,
  });
  return {
    export: (spans, done) => exporter.export(spans.map(cleanSpan), done),
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => await exporter.forceFlush?.(),
  };
}
