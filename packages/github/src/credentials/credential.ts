/** Authenticates requests to GitHub, and determines whose budget they use. */
export interface Credential {
  kind: 'token' | 'installation' | 'app' | 'anonymous';
  /** Identifies the budget: of the token itself, or of the installation with any of its tokens. */
  fingerprint: string;
  /** @returns the current authorization; null: send none. */
  authorize(signal?: AbortSignal): Promise<Authorization | null>;
  /** Called when GitHub rejected an authorization; the next one differs, if possible. */
  invalidate(authorization: Authorization): Promise<void>;
}

/** A token in use. */
export interface Authorization {
  /** Value of the header. */
  header: string;
  /** Distinguishes stored responses, because an ETag belongs to one token. */
  fingerprint: string;
  /** Milliseconds since the epoch; GitHub may reject a fresh token for some seconds. Null if unknown. */
  issuedAt: number | null;
  /** Whether invalidating it leads to another one. */
  renewable: boolean;
}
