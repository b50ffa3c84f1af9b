import { environmentWith } from '@hubtwin/config';
import { appFileOf, readAppFile } from './app-file.ts';

/**
 * The variables of the App that `hubtwin app create` created here; none if the environment configures an App. Variables of the
 * environment take precedence, and its webhook secret is accepted in addition to the App's.
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
