import type { IncomingDelivery } from '@hubtwin/database';
import { type Context, SpanKind, type Tracer, trace } from '@opentelemetry/api';

/**
 * Adds a delivery to the trace of its job, from its arrival to its answer: only then is it known which job carries it.
 *
 * @param told `arrivedAt` in milliseconds since the epoch.
 */
export function recordDelivery(told: {
  tracer: Tracer;
  traceContext: Context;
  delivery: IncomingDelivery;
  arrivedAt: number;
  outcome: string;
}): void {
  const { tracer, traceContext, delivery, arrivedAt, outcome } = told;
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
