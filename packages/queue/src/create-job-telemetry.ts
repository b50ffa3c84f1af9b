import { type Context, ROOT_CONTEXT, SpanKind } from '@opentelemetry/api';
import type { Span, Telemetry } from 'bullmq';
import { BullMQOtel } from 'bullmq-otel';

/** A span that is not recorded. */
const unrecorded: Span<Context> = {
  setSpanOnContext: (context) => context,
  setAttribute() {},
  setAttributes() {},
  addEvent() {},
  recordException() {},
  end() {},
};

/**
 * Creates the spans of enqueueing and processing, and propagates the trace context with jobs. BullMQ's internal
 * operations, such as polling, have no spans: each would be a separate trace.
 */
export function createJobTelemetry(): Telemetry<Context> {
  const { tracer, contextManager } = new BullMQOtel({ tracerName: 'hubtwin' });
  return {
    tracer: {
      startSpan: (name, options, context) =>
        options?.kind === SpanKind.PRODUCER || options?.kind === SpanKind.CONSUMER
          ? tracer.startSpan(name, options, context)
          : unrecorded,
    },
    contextManager: {
      with: (context, work) => contextManager.with(context, work),
      active: () => contextManager.active(),
      root: () => ROOT_CONTEXT,
      getMetadata: (context) => contextManager.getMetadata(context),
      fromMetadata: (active, metadata) => contextManager.fromMetadata(active, metadata),
    },
  };
}
