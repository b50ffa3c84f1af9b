import { z } from 'zod';
import { flag, section } from '../section.ts';
import { webhookUrlFaults } from './production-faults.ts';
import { serviceUrl } from './service-url.ts';

/** Which hooks are registered on GitHub; without `url` none can be. */
export const hooksConfig = section(
  z
    .object({
      GITHUB_WEBHOOK_URL: serviceUrl('http:', 'https:').optional(),
      GITHUB_ENABLE_WEBHOOKS: flag(true),
    })
    .transform((env) => ({ url: env.GITHUB_WEBHOOK_URL, isEnabled: env.GITHUB_ENABLE_WEBHOOKS })),
  ({ url }) => webhookUrlFaults(url),
);
