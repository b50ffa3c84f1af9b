/** What GitHub reported about a credential when it was last checked. */
export interface CredentialCheck {
  fingerprint: string;
  /** Null where GitHub refused it. */
  type: string | null;
  login: string | null;
  scopes: readonly string[] | null;
  permissions: Readonly<Record<string, string>> | null;
  /** Null: it does not expire, or GitHub does not report when. */
  expiresAt: Date | null;
  /** Why GitHub refused it; null: it did not. */
  errorCode: string | null;
  error: string | null;
  checkedAt: Date;
}
