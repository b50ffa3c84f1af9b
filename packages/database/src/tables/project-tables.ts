import type { ColumnType, Generated } from 'kysely';
import type { FileChange, Progress, ProgressChanges, WatchedFile } from '../projects/progress.ts';
import type { GeneratedTimestamp, Timestamp } from './column-types.ts';

/** The default branch and the default files are watched where a setting is null. */
interface Projects {
  id: Generated<number>;
  repository_id: number;
  name: string;
  branch: string | null;
  plan_path: string | null;
  manifests: string[] | null;
  /** The commit that was processed. */
  checked_sha: string | null;
  /** Whether all files must be read, regardless of what is stored. */
  is_due: Generated<boolean>;
  revision: Generated<number>;
  files: ColumnType<WatchedFile[], string | undefined, string>;
  /** Why the last attempt failed. */
  error: string | null;
  /** Whether that was because no credential could access the repository. */
  is_inaccessible: Generated<boolean>;
  attempted_at: Timestamp | null;
  processed_at: Timestamp | null;
  created_at: GeneratedTimestamp;
  updated_at: GeneratedTimestamp;
}

interface ProjectUpdates {
  id: Generated<number>;
  project_id: number;
  commit_sha: string;
  /** The commit that was processed before. */
  previous_sha: string | null;
  files: ColumnType<FileChange[], string, string>;
  /** Null if files changed and their contents did not. */
  changes: ColumnType<ProgressChanges | null, string | null, string | null>;
  created_at: GeneratedTimestamp;
}

interface ProgressSnapshots {
  id: Generated<number>;
  project_id: number;
  commit_sha: string;
  plan_path: string | null;
  tasks_done: number;
  tasks_total: number;
  sections: ColumnType<Progress['sections'], string, string>;
  dependencies: ColumnType<Progress['dependencies'], string, string>;
  errors: ColumnType<Progress['errors'], string, string>;
  created_at: GeneratedTimestamp;
}

/** The tables of projects. */
export interface ProjectTables {
  projects: Projects;
  project_updates: ProjectUpdates;
  progress_snapshots: ProgressSnapshots;
}
