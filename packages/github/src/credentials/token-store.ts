/** A token of an installation. */
export interface InstallationToken {
  token: string;
  /** Milliseconds since the epoch. */
  issuedAt: number;
  expiresAt: number;
}

/** Where processes find each other's installation tokens. */
export interface TokenStore {
  /** The stored token of this name, or one that exactly one of all who ask at once mints. */
  getOrMint(name: string, mint: () => Promise<InstallationToken>): Promise<InstallationToken>;
  /** Forgets the token, unless another has come in its place. */
  forget(name: string, token: InstallationToken): Promise<void>;
}

/** How long before its end a token is not used any more: 10 of its 60 minutes. */
export const unusedBeforeEndMs = 600_000;
