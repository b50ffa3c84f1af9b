/** Variables and their values; an empty one counts as absent. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The variables that are there. */
export const present = (environment: Environment): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && entry[1].trim() !== '',
    ),
  );
