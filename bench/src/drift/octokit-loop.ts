import { Octokit } from '@octokit/core';
import { RequestError } from '@octokit/request-error';

export interface Loop {
  /** Checks every repository once. @returns seconds. */
  look(names: readonly string[]): Promise<number>;
}

/** The requests that detect changes of a repository: itself, its newest commit, and its issue that was updated last. */
const questions = ['', '/commits?per_page=1', '/issues?state=all&sort=updated&direction=desc&per_page=1'];

/** A plain Octokit with sequential conditional requests. */
export function createOctokitLoop({ url, token }: { url: string; token: string }): Loop {
  const octokit = new Octokit({ baseUrl: url, auth: token });
  const etags = new Map<string, string>();
  async function request(path: string): Promise<void> {
    const known = etags.get(path);
    try {
      const headers = known === undefined ? {} : { 'if-none-match': known };
      const answer = await octokit.request(`GET ${path}`, { headers });
      if (answer.headers.etag !== undefined) etags.set(path, answer.headers.etag);
    } catch (error) {
      if (!(error instanceof RequestError) || error.status !== 304) throw error;
    }
  }
  return {
    async look(names) {
      const started = performance.now();
      for (const name of names) {
        for (const question of questions) await request(`/repos/demo-org/${name}${question}`);
      }
      return (performance.now() - started) / 1_000;
    },
  };
}
