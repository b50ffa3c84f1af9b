import type { Account } from './model.ts';

/** The names of an App's bot. */
export function botNames(id: number, slug: string): Pick<Account, 'login' | 'name' | 'email'> {
  const login = `${slug}[bot]`;
  return { login, name: login, email: `${id}+${login}@users.noreply.github.com` };
}
