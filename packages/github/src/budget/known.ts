/** What a process still knows of a credential's resource, to tell a Redis that has forgotten it. */
export interface Known {
  closedForMs: number;
  limit: number | null;
  used: number;
  resetInMs: number;
  own: number;
  paced: number;
  dueInMs: number;
}
