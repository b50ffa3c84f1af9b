import { type Kysely, sql } from 'kysely';
import { mirroredTable } from './mirrored-table.ts';

/** Reviews of pull requests, and the comments on their lines. */
export async function up(database: Kysely<unknown>): Promise<void> {
  const statements = [
    mirroredTable('review_comments', {
      key: 'id',
      columns: `id bigint not null, repository_id bigint not null, pull_number integer, review_id bigint,
        in_reply_to_id bigint, author_id bigint, author_login text, author_association text, body text, path text,
        line integer, side text, commit_id text, html_url text, created_at timestamptz, updated_at timestamptz`,
      indexes: [
        ...['', 'lower(author_login), '].flatMap((filter) => [
          `(repository_id, ${filter}created_at, id)`,
          `(repository_id, ${filter}updated_at, id)`,
        ]),
        '(repository_id, id)',
        '(repository_id, pull_number, created_at, id)',
      ],
      lookups: ['(author_id)'],
    }),
    mirroredTable('reviews', {
      key: 'id',
      columns: `id bigint not null, repository_id bigint not null, pull_number integer, author_id bigint,
        author_login text, author_association text, state text, body text, commit_id text, html_url text,
        submitted_at timestamptz`,
      indexes: [
        '(repository_id, submitted_at, id)',
        '(repository_id, lower(author_login), submitted_at, id)',
        '(repository_id, state, submitted_at, id)',
        '(repository_id, id)',
        '(repository_id, pull_number, submitted_at, id)',
      ],
      lookups: ['(author_id)'],
    }),
  ];
  await sql.raw(statements.join(';\n')).execute(database);
}
