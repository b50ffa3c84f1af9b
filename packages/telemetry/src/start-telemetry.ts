import { context, type Meter, propagation, type Tracer, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import { BatchSpanProcessor, type SpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { pino } from 'pino';
import { cleanSpans } from './clean-spans.ts';
import { createSampler, type SamplerName } from './create-sampler.ts';
import { createRedactor } from './redact.ts';
import { MetricsExporter, serveMetrics } from './serve-metrics.ts';

export interface TelemetryOptions {
  logLevel: string;
  /** Port of `/metrics` (Prometheus) and `/healthz`; absent or 0: metrics are collected but not served. */
  metricsPort?: number;
  /** The address to listen on; default: 127.0.0.1. */
  listenHost?: string;
  /** OTLP/HTTP root URL for spans; absent: spans only propagate context between processes. */
  otlpEndpoint?: string | undefined;
  /** Which traces are recorded, as in `OTEL_TRACES_SAMPLER`; default: a share of those that start here. */
  traceSampler?: SamplerName;
  /** Share of traces that are sampled, 0 to 1. */
  traceRatio?: number;
  /** How long spans are collected for a batch, in milliseconds; default: 5,000. */
  spanDelayMs?: number;
  /** Values that must never be logged. */
  secrets?: readonly string[];
  /** Receives spans in addition to the exporter; for tests. */
  spanProcessors?: SpanProcessor[];
}

/** Logger, meter and tracer of a process. Disposing flushes and closes all three. */
export interface Telemetry extends AsyncDisposable {
  logger: Logger;
  meter: Meter;
  tracer: Tracer;
}

/** A structured logger: an object of fields first, then a short constant message. */
export type Logger = pino.Logger;

const version = '0.1.0';

/**
 * Starts the telemetry of this process. Trace context is registered globally, because the queue and the HTTP
 * instrumentation read it there.
 *
 * @throws the listen error (`EADDRINUSE` …) of the metrics port.
 */
export async function startTelemetry(service: string, options: TelemetryOptions): Promise<Telemetry> {
  const redact = createRedactor(options.secrets ?? []);
  const logger = pino({
    level: options.logLevel,
    base: { service },
    mixin: () => {
      const span = trace.getActiveSpan()?.spanContext();
      return span === undefined ? {} : { trace_id: span.traceId, span_id: span.spanId };
    },
    hooks: { streamWrite: redact },
  });

  const resource = resourceFromAttributes({ 'service.name': service, 'service.version': version });
  const exporter = new MetricsExporter();
  const meters = new MeterProvider({ resource, readers: [exporter] });
  const server = options.metricsPort
    ? await serveMetrics(exporter, { port: options.metricsPort, host: options.listenHost ?? '127.0.0.1' })
    : null;

  const spanProcessors = [...(options.spanProcessors ?? [])];
  if (options.otlpEndpoint !== undefined) {
    const url = `${options.otlpEndpoint.replace(/\/$/, '')}/v1/traces`;
    const exporter = cleanSpans(new OTLPTraceExporter({ url }), redact);
    spanProcessors.push(
      new BatchSpanProcessor({ exporter, scheduledDelayMillis: options.spanDelayMs ?? 5_000 }),
    );
  }
  // Without an exporter spans are only ids, for logs and jobs.
  const name =
    spanProcessors.length === 0 ? 'always_off' : (options.traceSampler ?? 'parentbased_traceidratio');
  const sampler = createSampler(name, options.traceRatio ?? 1);
  const tracers = new TracerProvider({ resource, spanProcessors, sampler });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(tracers);

  const meter = meters.getMeter('hubtwin');
  meter
    .createObservableGauge('hubtwin_build_info', { description: 'Always 1; the labels name the build.' })
    .addCallback((result) => result.observe(1, { version, service, node: process.version }));

  return {
    logger,
    meter,
    tracer: trace.getTracer('hubtwin', version),
    async [Symbol.asyncDispose]() {
      await server?.[Symbol.asyncDispose]();
      await tracers.shutdown();
      await meters.shutdown();
      trace.disable();
      context.disable();
      propagation.disable();
    },
  };
}
