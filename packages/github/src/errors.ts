/** What every failure of a request to GitHub tells; never a token. */
export interface GitHubErrorDetails {
  /** The HTTP status; null where there was no answer. */
  status?: number | null;
  /** GitHub's `x-github-request-id`. */
  requestId?: string | null;
  /** The route that was asked, as `GET /repos/{owner}/{repo}`. */
  resource?: string | null;
  askedAt?: Date | null;
  cause?: unknown;
}

/** A request to GitHub that did not succeed. */
export class GitHubError extends Error {
  override readonly name: string = 'GitHubError';
  readonly code: string = 'github_error';
  readonly status: number | null;
  readonly requestId: string | null;
  readonly resource: string | null;
  /** When GitHub was asked, by its own clock; null where there was no answer. */
  readonly askedAt: Date | null;

  constructor(message: string, { status, requestId, resource, askedAt, cause }: GitHubErrorDetails = {}) {
    super(message, cause === undefined ? {} : { cause });
    this.status = status ?? null;
    this.requestId = requestId ?? null;
    this.resource = resource ?? null;
    this.askedAt = askedAt ?? null;
  }
}

/** 401: the credential is unknown, expired or revoked. */
export class GitHubAuthenticationError extends GitHubError {
  override readonly name = 'GitHubAuthenticationError';
  override readonly code = 'github_auth';
}

/** 403: the credential may not do this. */
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

/** 404: there is nothing, or nothing that the credential may know of. */
export class GitHubNotFoundError extends GitHubError {
  override readonly name = 'GitHubNotFoundError';
  override readonly code = 'github_not_found';
}

/** 410: it was there, and was deleted. */
export class GitHubGoneError extends GitHubError {
  override readonly name = 'GitHubGoneError';
  override readonly code = 'github_gone';
}

/** 422 and other 4xx: GitHub refuses what was sent. */
export class GitHubValidationError extends GitHubError {
  override readonly name = 'GitHubValidationError';
  override readonly code = 'github_validation';
  /** As GitHub words them. */
  readonly errors: readonly unknown[];

  constructor(message: string, { errors, ...details }: GitHubErrorDetails & { errors: readonly unknown[] }) {
    super(message, details);
    this.errors = errors;
  }
}

/** 5xx, a connection that failed, or an answer that was cut or leads elsewhere. */
export class GitHubServerError extends GitHubError {
  override readonly name = 'GitHubServerError';
  override readonly code = 'github_server';
}

/** No answer in time. */
export class GitHubTimeoutError extends GitHubError {
  override readonly name = 'GitHubTimeoutError';
  override readonly code = 'github_timeout';
}

/** GitHub failed so often, whatever it was asked for, that it is left alone for a moment. */
export class GitHubUnavailableError extends GitHubError {
  override readonly name = 'GitHubUnavailableError';
  override readonly code = 'github_unavailable';
  /** When it is tried again; null: that is not known. */
  readonly retryAt: Date | null;

  constructor(message: string, { retryAt, ...details }: GitHubErrorDetails & { retryAt?: Date } = {}) {
    super(message, details);
    this.retryAt = retryAt ?? null;
  }
}

/** Nothing is configured that could ask GitHub as wanted. */
export class NoCredentialError extends GitHubError {
  override readonly name = 'NoCredentialError';
  override readonly code = 'github_no_credential';
}
