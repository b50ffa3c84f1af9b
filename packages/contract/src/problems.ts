import { z } from 'zod';

/** Every problem of the API by its `code`; the codes are as stable as the routes. */
export const problems = {
  invalid_request: { status: 400, title: 'The request is not valid' },
  invalid_cursor: { status: 400, title: 'The cursor does not belong to this list' },
  invalid_state: { status: 400, title: 'This flow was not started here, or has expired' },
  github_bad_code: { status: 400, title: 'GitHub does not know the code, or it has expired' },
  malformed_body: { status: 400, title: 'The body cannot be parsed' },
  unauthenticated: { status: 401, title: 'A valid API key is required' },
  installation_denied: { status: 403, title: 'The App was not authorised' },
  missing_scope: { status: 403, title: 'The API key lacks a scope' },
  installation_not_found: { status: 404, title: 'This installation does not belong to you' },
  foreign_page: { status: 403, title: 'The request came from another site' },
  limited_key: { status: 403, title: 'The API key is limited to some repositories' },
  not_found: { status: 404, title: 'Not found' },
  github_not_found: { status: 404, title: 'Not found on GitHub' },
  method_not_allowed: { status: 405, title: 'The method is not allowed here' },
  delivery_in_progress: { status: 409, title: 'The delivery is being processed' },
  body_expired: { status: 409, title: 'The body of the delivery is no longer stored' },
  project_exists: { status: 409, title: 'The repository already has a project of this name' },
  sync_job_ended: { status: 409, title: 'The sync job has ended' },
  nothing_to_retry: { status: 409, title: 'No task of the sync job failed or was cancelled' },
  ambiguous_runner: { status: 409, title: 'Several runners have this id' },
  github_conflict: { status: 409, title: 'GitHub refuses the change in the current state' },
  app_not_configured: {
    status: 409,
    title: 'The App is not configured for installation through this service',
  },
  github_no_credential: { status: 409, title: 'No credential for GitHub is configured' },
  idempotency_in_progress: { status: 409, title: 'A request with this idempotency key is in progress' },
  answer_not_kept: {
    status: 409,
    title: 'The request was completed before; its response contained a secret and was not stored',
  },
  webhooks_disabled: { status: 409, title: 'Webhooks are disabled' },
  webhook_url_missing: { status: 409, title: 'GITHUB_WEBHOOK_URL is not configured' },
  hook_busy: { status: 409, title: 'Another operation on the hook is in progress' },
  encryption_key_missing: { status: 409, title: 'No encryption key is configured' },
  gone: { status: 410, title: 'The object was deleted' },
  changes_expired: { status: 410, title: 'Changes after this point are no longer kept' },
  changes_ahead: { status: 410, title: 'The change log does not reach this point' },
  github_gone: { status: 410, title: 'The object was deleted on GitHub' },
  precondition_failed: { status: 412, title: 'A precondition of the request failed' },
  body_too_large: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'The body must be JSON' },
  token_refused: { status: 422, title: 'GitHub refuses the token' },
  search_too_broad: { status: 422, title: 'The search would take too long' },
  idempotency_mismatch: { status: 422, title: 'The idempotency key was used for another request' },
  github_validation: { status: 422, title: 'GitHub refuses the values of the request' },
  rate_limited: { status: 429, title: 'Too many requests' },
  github_rate_limit: { status: 429, title: "GitHub's rate limit is exhausted" },
  internal: { status: 500, title: 'Internal error' },
  github_auth: { status: 502, title: 'GitHub rejects our credential' },
  github_permission: { status: 502, title: 'Our credential lacks the permission on GitHub' },
  github_server: { status: 502, title: 'GitHub failed, or could not be reached' },
  database_unavailable: { status: 503, title: 'The database does not respond' },
  cache_unavailable: { status: 503, title: 'The cache does not respond' },
  github_unavailable: { status: 503, title: 'GitHub fails repeatedly, and requests are paused' },
  github_timeout: { status: 504, title: 'GitHub did not respond in time' },
} as const;

export type ProblemCode = keyof typeof problems;
export type ProblemStatus = (typeof problems)[ProblemCode]['status'];

/** A problem document of RFC 9457, served as `application/problem+json`. */
export const problem = z
  .object({
    type: z.string().describe('A URN derived from the code.'),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string().describe('Stable; use it in programs.'),
    request_id: z.string().describe('Also in the header X-Request-Id and in the log.'),
    reset_at: z.iso.datetime().optional().describe("With `github_rate_limit`: when GitHub's limit resets."),
    range: z
      .object({ oldest: z.int(), newest: z.int() })
      .optional()
      .describe('With `changes_expired` and `changes_ahead`: the minimum and the maximum valid `after`.'),
    errors: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .optional()
      .describe('One entry for each fault of the request.'),
  })
  .meta({ id: 'Problem' });

export type Problem = z.output<typeof problem>;
