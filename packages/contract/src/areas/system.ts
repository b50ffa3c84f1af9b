import { z } from 'zod';
import { defineRoute } from '../define-route.ts';

const status = <Value extends string>(value: Value) => z.object({ status: z.literal(value) });

/** Health, version and documentation of the service; needs no key. */
export const system = {
  getHealth: defineRoute({
    path: '/healthz',
    summary: 'Get whether the process is alive',
    scope: null,
    response: status('ok'),
    example: { status: 'ok' },
  }),
  getReadiness: defineRoute({
    path: '/readyz',
    summary: 'Get whether the database responds within a second',
    scope: null,
    response: status('ready'),
    problems: [503],
    example: { status: 'ready' },
  }),
  getOpenApi: defineRoute({
    path: '/openapi.json',
    summary: 'This document',
    scope: null,
    response: z.looseObject({ openapi: z.string() }),
    example: { openapi: '3.1.1' },
  }),
  getDocs: defineRoute({
    path: '/docs',
    summary: 'This document as an interactive page',
    scope: null,
    mediaType: 'text/html',
    response: z.string(),
    example: '<!doctype html>',
  }),
  getRedoc: defineRoute({
    path: '/redoc',
    summary: 'This document as a reference page',
    scope: null,
    mediaType: 'text/html',
    response: z.string(),
    example: '<!doctype html>',
  }),
};
