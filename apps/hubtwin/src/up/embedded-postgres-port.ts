/** A stable port, so that SQL clients can reconnect after a restart. */
export const embeddedPostgresPort = 54_329;
