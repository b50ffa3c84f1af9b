/** A file that a project watches, as a commit has it. */
export interface WatchedFile {
  path: string;
  role: 'plan' | 'manifest';
  /** Of the blob; of a link, that of its text. */
  sha: string;
  /** In bytes. */
  size: number;
  /** Whether it is a symbolic link: what it leads to may change without it. */
  isLink: boolean;
  /** Why it could not be read; null where it could. */
  error: string | null;
}

export interface TaskCount {
  done: number;
  total: number;
}

/** The tasks right under a heading, not those under the headings below it. */
export interface TaskSection extends TaskCount {
  /** From the outermost to its own; none for what stands before the first. */
  headings: string[];
}

/** What a dependency is for; `indirect` is needed by another one only. */
export type DependencyKind = 'prod' | 'dev' | 'peer' | 'optional' | 'build' | 'indirect';

export interface Dependency {
  /** Path of the file that names it. */
  manifest: string;
  ecosystem: 'npm' | 'pypi' | 'cargo' | 'go' | 'docker';
  name: string;
  /** Version or constraint as it is written there; null where there is none. */
  requirement: string | null;
  kind: DependencyKind;
}

/** What a project's files tell at a commit. */
export interface Progress {
  /** Path of the plan file; null where there is none. */
  plan: string | null;
  sections: TaskSection[];
  dependencies: Dependency[];
  errors: { path: string; error: string }[];
}

/** What differs between two commits; in lists only what does. */
export interface ProgressChanges {
  /** Null where no section changed. */
  tasks: {
    from: TaskCount;
    to: TaskCount;
    sections: { headings: string[]; from: TaskCount | null; to: TaskCount | null }[];
  } | null;
  dependencies: {
    added: Dependency[];
    removed: Dependency[];
    updated: (Omit<Dependency, 'requirement'> & { from: string | null; to: string | null })[];
  };
}

export interface FileChange {
  path: string;
  change: 'added' | 'modified' | 'removed';
}
