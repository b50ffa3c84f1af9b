import type { Account } from './model.ts';

/** What an App's bot is called after the App. */
export function botNames(id: number, slug: string): Pick<Account, 'login' | 'name' | 'email'> {
  const login = `${slug}[bot]`;
  return { login, name: login, email: `${id}+${login}@users.noreply.github.com` };
}
