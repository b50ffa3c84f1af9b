import { type Database, type RepositoryAccess, recordName } from '@hubtwin/database';
import type { CallOptions, GitHub, Page } from '@hubtwin/github';
import { repositoryNames } from '@hubtwin/resources';
import type { Kysely } from 'kysely';
import type { RepositoryStatus } from '../answers/repository-status.ts';
import { requestRepository } from '../answers/request-repository.ts';
import { observeFetched } from '../observe.ts';
import { storeAnswers } from '../store-answers.ts';

/** A repository with the credential to request it. */
export interface RepositoryView extends RepositoryAccess {
  /**
   * Requests by name use the name that GitHub has for the repository's id. The name is requested in parallel with the
   * first of them, so that it adds no latency; no answer is returned before the name is known, and what was read
   * under another name is discarded and read again.
   */
  github: GitHub;
  /**
   * Reads answers that contain ids which prove the repository. Only if they do not, for example because nothing was
   * found, the name must be confirmed, and what was read under another name is discarded.
   *
   * @param read may be called again; it must not store what it reads.
   */
  proved<T>(call: CallOptions, read: (github: GitHub) => Promise<Proved<T>>): Promise<T>;
  /** GitHub's answer about the repository itself, requested at most once a minute. */
  repositoryStatus(call: CallOptions): Promise<RepositoryStatus>;
  /** The number of answers from GitHub so far. */
  requests(): number;
}

/** What was read, and whether it is certainly from the requested repository. */
export interface Proved<T> {
  result: T;
  isProved: boolean;
}

export interface RepositoryViewOptions {
  database: Kysely<Database>;
  /** Names that GitHub returned since then need not be confirmed. */
  namedSince: Date;
}

interface Name {
  owner: string;
  repo: string;
}

/** How long a confirmed name is valid: a repository may be renamed, and another one may get its name. */
const holdsMs = 60_000;
/** The same for answers with ids that prove the repository. */
const provedHoldsMs = 5 * 60_000;

export function createRepositoryView(
  access: RepositoryAccess,
  counted: { github: GitHub; count(): number },
  { database, namedSince }: RepositoryViewOptions,
): RepositoryView {
  const { repositoryId, namedAt } = access;
  const { github } = counted;
  let name: Name = { owner: access.owner, repo: access.repo };
  let confirmedAt = namedAt !== null && namedAt >= namedSince ? namedAt.getTime() : 0;
  let looked: { at: number; repositoryStatus: Promise<RepositoryStatus> } | null = null;

  async function look(call: CallOptions): Promise<RepositoryStatus> {
    const at = new Date();
    const repositoryStatus = await requestRepository(github, repositoryId, call);
    if (!repositoryStatus.isVisible) return repositoryStatus;
    const { fullName, seen } = repositoryStatus;
    const former = `${name.owner}/${name.repo}`;
    if (access.isDeleted || former.toLowerCase() !== fullName.toLowerCase()) {
      const origin = { repositoryId: null, source: 'sync', requestedAt: seen.observedAt } as const;
      const names = [former, fullName].map((full_name) => ({ full_name, repository_id: repositoryId }));
      await storeAnswers(database, [
        seen,
        ...names.map((value) => observeFetched(repositoryNames, value, origin)),
      ]);
    }
    await recordName(database, repositoryId, { fullName, at });
    const [owner = '', repo = ''] = fullName.split('/');
    name = { owner, repo };
    confirmedAt = at.getTime();
    return repositoryStatus;
  }

  function repositoryStatus(call: CallOptions): Promise<RepositoryStatus> {
    if (looked !== null && Date.now() - looked.at < holdsMs) return looked.repositoryStatus;
    const found = look(call);
    const entry = { at: Date.now(), repositoryStatus: found };
    looked = entry;
    // A failure is not kept: the next caller requests it again.
    found.catch(() => {
      if (looked === entry) looked = null;
    });
    return found;
  }

  /** @throws what GitHub answered if it does not return the repository. */
  async function confirmed(call: CallOptions): Promise<Name> {
    if (Date.now() - confirmedAt < holdsMs) return name;
    const found = await repositoryStatus(call);
    if (!found.isVisible) throw found.error;
    return name;
  }

  /** Whether GitHub currently returns this name for the id, regardless of earlier confirmations. */
  async function isCurrent(used: Name, call: CallOptions): Promise<boolean> {
    const found = await repositoryStatus(call);
    if (!found.isVisible) throw found.error;
    return isSame(used, name);
  }

  /** Reads under the known name while it is being confirmed, and again if it has changed. */
  async function underName<T>(
    route: string,
    call: CallOptions,
    send: (name: Name | null) => Promise<T>,
  ): Promise<T> {
    if (!isByName(route)) return await send(null);
    // A write that reached another repository could not be undone.
    if (!route.startsWith('GET ')) return await send(await confirmed(call));
    const used = name;
    const early = send(used);
    early.catch(() => {});
    return isSame(used, await confirmed(call)) ? await early : await send(name);
  }

  async function* pagesUnderName<T>(
    route: string,
    call: CallOptions,
    open: (name: Name | null) => AsyncGenerator<Page<T>, void, undefined>,
  ): AsyncGenerator<Page<T>, void, undefined> {
    if (!isByName(route)) return yield* open(null);
    for (;;) {
      const used = name;
      const confirming = confirmed(call);
      confirming.catch(() => {});
      try {
        for await (const page of open(used)) {
          await confirming;
          if (!isSame(used, await confirmed(call))) break;
          yield page;
        }
      } catch (error) {
        await confirming;
        if (isSame(used, name)) throw error;
      }
      if (isSame(used, name)) return;
    }
  }

  const guarded: GitHub = {
    ...github,
    fetch: (route, parameters, call = {}) =>
      underName(route, call, (to) => github.fetch(route, { ...parameters, ...to }, call)),
    request: (route, parameters, call = {}) =>
      underName(route, call, (to) => github.request(route, { ...parameters, ...to }, call)),
    pages: (route, parameters, call = {}) =>
      pagesUnderName(route, call, (to) => github.pages(route, { ...parameters, ...to }, call)),
    paginate: (route, parameters, call = {}) =>
      pagesUnderName(route, call, (to) => github.paginate(route, { ...parameters, ...to }, call)),
  };

  return {
    ...access,
    github: guarded,
    repositoryStatus,
    requests: () => counted.count(),
    async proved(call, read) {
      const knownAt = Math.max(confirmedAt, namedAt?.getTime() ?? 0);
      if (Date.now() - knownAt > provedHoldsMs) return (await read(guarded)).result;
      const used = name;
      const known: GitHub = {
        ...github,
        fetch: (route, parameters, options) =>
          github.fetch(route, { ...parameters, ...(isByName(route) && used) }, options),
        pages: (route, parameters, options) => github.pages(route, { ...parameters, ...used }, options),
      };
      try {
        const { result, isProved } = await read(known);
        if (isProved || (await isCurrent(used, call))) return result;
      } catch (error) {
        if (await isCurrent(used, call)) throw error;
      }
      return (await read(guarded)).result;
    },
  };
}

const isByName = (route: string) => route.includes('{owner}/{repo}');

const isSame = (one: Name, other: Name) =>
  one.owner.toLowerCase() === other.owner.toLowerCase() &&
  one.repo.toLowerCase() === other.repo.toLowerCase();
