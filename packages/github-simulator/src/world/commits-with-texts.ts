import type { Commit, Repository } from './model.ts';

/** One commit for each state that the told texts of a repository were ever in, the newest first. */
export function commitsWithTexts({ commits }: Repository): Commit[] {
  // Commits that change no told text share their files.
  return [...new Map([...commits.values()].map((commit) => [commit.files, commit])).values()].reverse();
}
