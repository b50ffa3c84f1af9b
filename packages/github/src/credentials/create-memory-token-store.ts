import { type InstallationToken, type TokenStore, unusedBeforeEndMs } from './token-store.ts';

/** Tokens in this process's memory. */
export function createMemoryTokenStore(): TokenStore {
  const tokens = new Map<string, InstallationToken>();
  const minting = new Map<string, Promise<InstallationToken>>();

  return {
    async getOrMint(name, mint) {
      const known = tokens.get(name);
      if (known !== undefined && known.expiresAt - unusedBeforeEndMs > Date.now()) return known;
      const running = minting.get(name);
      if (running !== undefined) return await running;
      const fresh = mint().finally(() => minting.delete(name));
      minting.set(name, fresh);
      const token = await fresh;
      tokens.set(name, token);
      return token;
    },
    async forget(name, { token }) {
      if (tokens.get(name)?.token === token) tokens.delete(name);
    },
  };
}
