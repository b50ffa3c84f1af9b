/** Variables and their values; an empty variable counts as absent. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The variables that are set and not empty. */
export const present = (environment: Environment): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && entry[1].trim() !== '',
    ),
  );
