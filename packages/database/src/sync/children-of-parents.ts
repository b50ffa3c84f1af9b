/** Objects that belong to others of their repository, such as comments to issues by number. */
export interface ChildrenOfParents {
  resource: string;
  table: string;
  /** Whether their key is their id; otherwise they change only with a parent. */
  hasId: boolean;
  /** The column with the number of the parent. */
  column: string;
  /** The tables of the parents, with the column that identifies them, and that which counts the children, if there is one. */
  parents: readonly { resource: string; table: string; key: string; count?: string | undefined }[];
}
