export { type PostgresServer, type PostgresServerOptions, startPostgres } from './start-postgres.ts';
export { ClusterInUseError } from './take-ownership.ts';
