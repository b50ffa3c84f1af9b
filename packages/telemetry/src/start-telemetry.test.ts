import { trace } from '@opentelemetry/api';
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace';
import { expect, test } from 'vitest';
import { cleanSpans } from './clean-spans.ts';
import { createRedactor } from './redact.ts';
import { startTelemetry, type TelemetryOptions } from './start-telemetry.ts';

/** How many of 200 traces are recorded, and whether each has an id. */
async function record(options: Partial<TelemetryOptions>, isSeen = true) {
  const exporter = new InMemorySpanExporter();
  const spanProcessors = isSeen ? [new SimpleSpanProcessor({ exporter })] : [];
  await using telemetry = await startTelemetry('test', { logLevel: 'silent', spanProcessors, ...options });
  let recording = 0;
  const ids = new Set<string>();
  for (let n = 0; n < 200; n++) {
    const span = telemetry.tracer.startSpan('a span', { root: true });
    if (span.isRecording()) recording += 1;
    ids.add(span.spanContext().traceId);
    span.end();
  }
  return { recording, ids: ids.size };
}

test('a share of the traces is recorded, as the standard variables configure it', async () => {
  expect(await record({})).toEqual({ recording: 200, ids: 200 });
  expect(await record({ traceSampler: 'always_off' })).toEqual({ recording: 0, ids: 200 });
  const { recording } = await record({ traceSampler: 'parentbased_traceidratio', traceRatio: 0.3 });
  expect(recording).toBeGreaterThan(20);
  expect(recording).toBeLessThan(100);
});

test('without an exporter nothing is recorded, and traces still have ids', async () => {
  expect(await record({}, false)).toEqual({ recording: 0, ids: 200 });
});

test('spans are exported without secrets in attributes, events and errors', async () => {
  const exporter = new InMemorySpanExporter();
  const redact = createRedactor(['the-webhook-secret']);
  const spanProcessors = [new SimpleSpanProcessor({ exporter: cleanSpans(exporter, redact) })];
  await using _telemetry = await startTelemetry('test', { logLevel: 'silent', spanProcessors });
  const span = trace.getTracer('test').startSpan('a span');
  span.setAttribute('one', 'with the-webhook-secret').setAttribute('many', ['kept', `ghs_${'a'.repeat(36)}`]);
  span.recordException(new Error('postgres://user:hunter22@h/x'));
  span.setStatus({ code: 2, message: 'the-webhook-secret' });
  span.end();
  const [sent] = exporter.getFinishedSpans();
  expect(sent?.attributes).toEqual({ one: 'with [redacted]', many: ['kept', '[redacted]'] });
  expect(JSON.stringify([sent?.events, sent?.status])).not.toMatch(/hunter22|the-webhook/);
});
