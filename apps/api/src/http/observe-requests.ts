import type { Logger } from '@hubtwin/telemetry';
import type { Meter } from '@opentelemetry/api';
import type { RequestHandler } from 'express';
import { requestId } from './request-id.ts';

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Logs each completed request, and measures its duration. */
export function observeRequests({ logger, meter }: { logger: Logger; meter: Meter }): RequestHandler {
  const duration = meter.createHistogram('http_server_request_duration_seconds', {
    unit: 's',
    description: 'From the head of the request to the end of the response.',
    advice: { explicitBucketBoundaries: seconds },
  });
  return (request, response, next) => {
    const started = performance.now();
    response.once('close', () => {
      const elapsed = performance.now() - started;
      // Express types the matched route as `any`.
      const template: unknown = request.route?.path;
      const route = typeof template === 'string' ? template : 'none';
      const { method, path } = request;
      const status = response.statusCode;
      duration.record(elapsed / 1_000, { method, route, status: String(status) });
      const fields = {
        request_id: requestId(response),
        method,
        path,
        route,
        status,
        ms: Math.round(elapsed),
      };
      if (response.writableFinished) logger.info(fields, 'request');
      else logger.info({ ...fields, aborted: true }, 'request');
    });
    next();
  };
}
