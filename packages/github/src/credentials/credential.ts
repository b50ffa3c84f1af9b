/** What identifies a caller to GitHub, and whose budget it spends. */
export interface Credential {
  kind: 'token' | 'installation' | 'app' | 'anonymous';
  /** Of whose budget is spent: of the token itself, or of the installation whatever token it has now. */
  fingerprint: string;
  /** @returns what to authenticate with now; null sends nothing. */
  authorize(signal?: AbortSignal): Promise<Authorization | null>;
  /** Told that GitHub refused an authorization; the next one is another, where there can be one. */
  invalidate(authorization: Authorization): Promise<void>;
}

/** A token in use. */
export interface Authorization {
  /** The header's value. */
  header: string;
  /** Tells stored answers apart, whose ETags belong to one token. */
  fingerprint: string;
  /** Milliseconds since the epoch; a fresh one may be refused for some seconds. Null where that is not known. */
  issuedAt: number | null;
  /** Whether invalidating brings another. */
  renewable: boolean;
}
