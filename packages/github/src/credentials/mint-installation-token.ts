import type { GitHub } from '../github-client.ts';
import type { InstallationToken } from './token-store.ts';

/**
 * Creates a token of an installation, as the App. A suspended installation refuses (403).
 *
 * @param app GitHub as the App.
 */
export async function mintInstallationToken(app: GitHub, installationId: number): Promise<InstallationToken> {
  const { data, headers } = await app.request(
    'POST /app/installations/{installation_id}/access_tokens',
    { installation_id: installationId },
    { priority: 'critical' },
  );
  // By GitHub's clock, which may differ from ours.
  const livesMs = Date.parse(data.expires_at) - (Date.parse(`${headers.date}`) || Date.now());
  return { token: data.token, issuedAt: Date.now(), expiresAt: Date.now() + livesMs };
}
