/** Details of a failed request to GitHub; never a token. */
export interface GitHubErrorDetails {
  /** The HTTP status; null if there was no response. */
  status?: number | null;
  /** GitHub's `x-github-request-id`. */
  requestId?: string | null;
  /** The route of the request, such as `GET /repos/{owner}/{repo}`. */
  resource?: string | null;
  requestedAt?: Date | null;
  cause?: unknown;
}

/** A request to GitHub that did not succeed. */
export class GitHubError extends Error {
  override readonly name: string = 'GitHubError';
  readonly code: string = 'github_error';
  readonly status: number | null;
  readonly requestId: string | null;
  readonly resource: string | null;
  /** When the request was sent, by GitHub's clock; null if there was no response. */
  readonly requestedAt: Date | null;

  constructor(message: string, { status, requestId, resource, requestedAt, cause }: GitHubErrorDetails = {}) {
    super(message, cause === undefined ? {} : { cause });
    this.status = status ?? null;
    this.requestId = requestId ?? null;
    this.resource = resource ?? null;
    this.requestedAt = requestedAt ?? null;
  }
}

/** 401: the credential is unknown, expired or revoked. */
export class GitHubAuthenticationError extends GitHubError {
  override readonly name = 'GitHubAuthenticationError';
  override readonly code = 'github_auth';
}

/** 403: the credential lacks the permission. */
export class GitHubPermissionError extends GitHubError {
  override readonly name = 'GitHubPermissionError';
  override readonly code = 'github_permission';
}

/** 403 or 429, or a budget that will not open in time. */
export class GitHubRateLimitError extends GitHubError {
  override readonly name = 'GitHubRateLimitError';
  override readonly code = 'github_rate_limit';
  readonly resetAt: Date;
  readonly kind: 'primary' | 'secondary';

  constructor(
    message: string,
    { resetAt, kind, ...details }: GitHubErrorDetails & { resetAt: Date; kind: 'primary' | 'secondary' },
  ) {
    super(message, details);
    this.resetAt = resetAt;
    this.kind = kind;
  }
}

/** 404: the object does not exist, or the credential cannot access it. */
export class GitHubNotFoundError extends GitHubError {
  override readonly name = 'GitHubNotFoundError';
  override readonly code = 'github_not_found';
}

/** 410: the object was deleted. */
export class GitHubGoneError extends GitHubError {
  override readonly name = 'GitHubGoneError';
  override readonly code = 'github_gone';
}

/** 422 and other 4xx: GitHub rejects the request. */
export class GitHubValidationError extends GitHubError {
  override readonly name = 'GitHubValidationError';
  override readonly code = 'github_validation';
  /** GitHub's list of errors. */
  readonly errors: readonly unknown[];

  constructor(message: string, { errors, ...details }: GitHubErrorDetails & { errors: readonly unknown[] }) {
    super(message, details);
    this.errors = errors;
  }
}

/** 5xx, a failed connection, or a response that was truncated or redirects elsewhere. */
export class GitHubServerError extends GitHubError {
  override readonly name = 'GitHubServerError';
  override readonly code = 'github_server';
}

/** No response in time. */
export class GitHubTimeoutError extends GitHubError {
  override readonly name = 'GitHubTimeoutError';
  override readonly code = 'github_timeout';
}

/** Requests are paused, because GitHub failed repeatedly for different targets. */
export class GitHubUnavailableError extends GitHubError {
  override readonly name = 'GitHubUnavailableError';
  override readonly code = 'github_unavailable';
  /** When requests are tried again; null: unknown. */
  readonly retryAt: Date | null;

  constructor(message: string, { retryAt, ...details }: GitHubErrorDetails & { retryAt?: Date } = {}) {
    super(message, details);
    this.retryAt = retryAt ?? null;
  }
}

/** No credential for this request is configured. */
export class NoCredentialError extends GitHubError {
  override readonly name = 'NoCredentialError';
  override readonly code = 'github_no_credential';
}
