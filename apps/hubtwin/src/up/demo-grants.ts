import { appManifest } from '@hubtwin/replication';

/** The permissions and events of the demo's App: the same as those of one that `hubtwin app create` creates. */
export function demoGrants() {
  const manifest = appManifest({ name: '', publicUrl: '', webhookUrl: '', redirectUrl: '' });
  return { permissions: manifest.default_permissions, events: manifest.default_events };
}
