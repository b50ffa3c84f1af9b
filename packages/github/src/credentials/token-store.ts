/** A token of an installation. */
export interface InstallationToken {
  token: string;
  /** Milliseconds since the epoch. */
  issuedAt: number;
  expiresAt: number;
}

/** Shares installation tokens between processes. */
export interface TokenStore {
  /** Returns the stored token of this name; if there is none, exactly one of all concurrent callers mints it. */
  getOrMint(name: string, mint: () => Promise<InstallationToken>): Promise<InstallationToken>;
  /** Removes the token, unless another one has replaced it. */
  forget(name: string, token: InstallationToken): Promise<void>;
}

/** How long before its expiry a token is no longer used: 10 of its 60 minutes. */
export const unusedBeforeEndMs = 600_000;
