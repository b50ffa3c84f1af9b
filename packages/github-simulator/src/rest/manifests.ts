import { randomBytes } from 'node:crypto';
import type { AppManifest } from './read-manifest.ts';

/** An App that was created from a manifest and not yet converted. */
export interface PendingApp {
  manifest: AppManifest;
  /** Login of the future owner. */
  owner: string;
}

/** Apps between the two steps of the manifest flow. */
export interface Manifests {
  /** @returns a code that is valid once, for one hour. */
  add(pending: PendingApp): string;
  /** @returns undefined for a code that is unknown, used or expired. */
  take(code: string): PendingApp | undefined;
}

const codeMs = 3_600_000;

/** @see https://docs.github.com/apps/sharing-github-apps/registering-a-github-app-from-a-manifest */
export function createManifests({ now }: { now: () => number }): Manifests {
  const pending = new Map<string, PendingApp & { until: number }>();
  return {
    add(app) {
      const code = randomBytes(20).toString('hex');
      pending.set(code, { ...app, until: now() + codeMs });
      return code;
    },
    take(code) {
      const app = pending.get(code);
      pending.delete(code);
      return app === undefined || app.until <= now() ? undefined : app;
    },
  };
}
