import { appManifest } from '@hubtwin/replication';

/** What the demo's App may do and is told: the same as one that `hubtwin app create` makes. */
export function demoGrants() {
  const manifest = appManifest({ name: '', publicUrl: '', webhookUrl: '', redirectUrl: '' });
  return { permissions: manifest.default_permissions, events: manifest.default_events };
}
