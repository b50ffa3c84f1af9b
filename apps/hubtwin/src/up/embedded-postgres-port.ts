/** A stable port, so that what reads the twin with SQL finds it again after a restart. */
export const embeddedPostgresPort = 54_329;
