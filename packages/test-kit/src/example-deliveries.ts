import { createRequire } from 'node:module';
import { z } from 'zod';

const published = z.array(
  z.object({ name: z.string(), examples: z.array(z.record(z.string(), z.unknown())) }),
);

/** The example payloads of GitHub's webhook documentation: 329 payloads of 58 events. */
export function exampleDeliveries(): { event: string; payload: Record<string, unknown> }[] {
  const file: unknown = createRequire(import.meta.url)('@octokit/webhooks-examples');
  return published
    .parse(file)
    .flatMap(({ name, examples }) => examples.map((payload) => ({ event: name, payload })));
}
