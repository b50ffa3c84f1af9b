import type { Commit, Repository } from './model.ts';

/** One commit for each state of the stored texts of a repository, newest first. */
export function commitsWithTexts({ commits }: Repository): Commit[] {
  // Commits without changed texts share their files.
  return [...new Map([...commits.values()].map((commit) => [commit.files, commit])).values()].reverse();
}
