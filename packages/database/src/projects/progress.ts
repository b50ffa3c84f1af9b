/** A watched file at a commit. */
export interface WatchedFile {
  path: string;
  role: 'plan' | 'manifest';
  /** SHA of the blob; for a link, of the blob with its target. */
  sha: string;
  /** In bytes. */
  size: number;
  /** Whether it is a symbolic link: its target may change without it. */
  isLink: boolean;
  /** Why it could not be read; null where it could. */
  error: string | null;
}

export interface TaskCount {
  done: number;
  total: number;
}

/** The tasks directly under a heading, excluding those under its subheadings. */
export interface TaskSection extends TaskCount {
  /** From the outermost to its own; empty before the first heading. */
  headings: string[];
}

/** The kind of a dependency; `indirect` is required by another one only. */
export type DependencyKind = 'prod' | 'dev' | 'peer' | 'optional' | 'build' | 'indirect';

export interface Dependency {
  /** Path of the file that declares it. */
  manifest: string;
  ecosystem: 'npm' | 'pypi' | 'cargo' | 'go' | 'docker' | 'maven' | 'rubygems';
  name: string;
  /** Version or constraint as written there; null where there is none. */
  requirement: string | null;
  kind: DependencyKind;
}

/** The contents of a project's files at a commit. */
export interface Progress {
  /** Path of the plan file; null where there is none. */
  plan: string | null;
  sections: TaskSection[];
  dependencies: Dependency[];
  errors: { path: string; error: string }[];
}

/** The difference between two commits; lists contain changed entries only. */
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
