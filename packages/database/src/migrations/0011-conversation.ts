import { type Kysely, sql } from 'kysely';
import { mirroredTable } from './mirrored-table.ts';

/** Comments on issues and pull requests. */
export async function up(database: Kysely<unknown>): Promise<void> {
  const statements = [
    mirroredTable('issue_comments', {
      key: 'id',
      columns: `id bigint not null, repository_id bigint not null, issue_number integer, author_id bigint,
        author_login text, author_association text, body text, html_url text, created_at timestamptz,
        updated_at timestamptz`,
      indexes: [
        ...['', 'lower(author_login), '].flatMap((filter) => [
          `(repository_id, ${filter}created_at, id)`,
          `(repository_id, ${filter}updated_at, id)`,
        ]),
        '(repository_id, id)',
        '(repository_id, issue_number, created_at, id)',
      ],
      lookups: ['(author_id)'],
    }),
  ];
  await sql.raw(statements.join(';\n')).execute(database);
}
