import type { GitHub } from '@hubtwin/github';
import { z } from 'zod';
import { type Check, failed, ok, warning } from './check.ts';

const config = z.looseObject({
  url: z.string().optional(),
  content_type: z.string().optional(),
  insecure_ssl: z.union([z.string(), z.number()]).optional(),
  secret: z.string().nullish(),
});
const attempts = z.array(
  z.looseObject({ guid: z.string(), status: z.string(), status_code: z.int(), delivered_at: z.string() }),
);

const call = { priority: 'critical', deadlineMs: 10_000 } as const;
const looked = 100;

/** Checks the App's hook on GitHub, and its last deliveries. */
export async function checkHook(view: GitHub, webhookUrl: string | null): Promise<Check[]> {
  const hook = config.parse((await view.fetch('GET /app/hook/config', {}, call)).data);
  const { data } = await view.fetch('GET /app/hook/deliveries', { per_page: looked }, call);
  return [configOf(hook, webhookUrl), deliveriesOf(attempts.parse(data))];
}

function configOf(hook: z.infer<typeof config>, webhookUrl: string | null): Check {
  const name = 'webhook';
  const where = 'in the settings of the App, under Webhook (or: gh api -X PATCH /app/hook/config as the App)';
  const { url } = hook;
  if (url === undefined || url === '') return failed(name, 'The App has none.', `Set its URL ${where}.`);
  if (webhookUrl !== null && url !== webhookUrl) {
    const remedy = `Set GITHUB_WEBHOOK_URL to it, or the URL ${where}.`;
    return failed(name, `GitHub delivers to ${url}, not to GITHUB_WEBHOOK_URL (${webhookUrl}).`, remedy);
  }
  if (hook.secret === undefined || hook.secret === null)
    return failed(
      name,
      'It has no secret: its deliveries are not signed.',
      `Set GITHUB_WEBHOOK_SECRET's ${where}.`,
    );
  if (`${hook.insecure_ssl ?? 0}` !== '0')
    return warning(name, 'GitHub does not verify the certificate.', `Enable SSL verification ${where}.`);
  if (webhookUrl === null)
    return warning(name, `GitHub delivers to ${url}.`, 'Set GITHUB_WEBHOOK_URL to it to have it checked.');
  return ok(name, `GitHub delivers to ${url}, signed.`);
}

function deliveriesOf(listed: z.infer<typeof attempts>): Check {
  const name = 'webhook deliveries';
  // The newest attempt of each comes first.
  const newest = [...new Map(listed.toReversed().map((attempt) => [attempt.guid, attempt])).values()];
  const unanswered = newest.filter(({ status_code }) => status_code < 200 || status_code >= 300);
  if (newest.length === 0) {
    return warning(
      name,
      'GitHub has delivered nothing for three days.',
      'Install the App and change something; if nothing arrives, check that its webhook is active.',
    );
  }
  if (unanswered.length === 0) return ok(name, `The last ${newest.length} were answered.`);
  const codes = [...new Set(unanswered.map(({ status, status_code }) => `${status_code} ${status}`))];
  const message = `${unanswered.length} of the last ${newest.length} were not accepted (${codes.join(', ')}).`;
  const remedy =
    '401: the secret differs from GITHUB_WEBHOOK_SECRET; 5xx or a timeout: the ingress cannot be reached. Then run hubtwin recover.';
  return (unanswered.length === newest.length ? failed : warning)(name, message, remedy);
}
