import type { IncomingDelivery } from '@hubtwin/database';
import { type Context, SpanKind, type Tracer, trace } from '@opentelemetry/api';

/**
 * Adds a span of a delivery, from its arrival to its response, to the trace of its job, which is known only then.
 *
 * @param span `arrivedAt` in milliseconds since the epoch.
 */
export function recordDelivery(span: {
  tracer: Tracer;
  traceContext: Context;
  delivery: IncomingDelivery;
  arrivedAt: number;
  outcome: string;
}): void {
  const { tracer, traceContext, delivery, arrivedAt, outcome } = span;
  if (trace.getSpan(traceContext)?.isRecording() !== true) return;
  const { guid, event, body } = delivery;
  const attributes = {
    'hubtwin.delivery_id': guid,
    'hubtwin.event': event,
    'hubtwin.outcome': outcome,
    'http.request.body.size': body.length,
  };
  const options = { kind: SpanKind.SERVER, startTime: arrivedAt, attributes };
  tracer.startSpan(`delivery ${event}`, options, traceContext).end();
}
