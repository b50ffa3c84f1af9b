import { environmentWith } from '@hubtwin/config';
import { appFileOf, readAppFile } from './app-file.ts';

/**
 * The variables of the App that `hubtwin app create` made here; none where the environment names an App. What it sets
 * wins, and a webhook secret of its own is accepted beside the App's.
 */
export function localApp(home: string): Record<string, string> {
  const set = environmentWith({});
  const made = set.GITHUB_APP_ID === undefined ? readAppFile(appFileOf(home)) : {};
  return Object.fromEntries(
    Object.entries(made).map(([name, value]) => {
      const own = set[name];
      if (own === undefined) return [name, value];
      return [name, name === 'GITHUB_WEBHOOK_SECRET' ? `${own},${value}` : own];
    }),
  );
}
