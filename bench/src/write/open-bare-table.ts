import pg from 'pg';

/** A table with the columns and indexes of another one, filled without any of our code. */
export interface BareTable extends AsyncDisposable {
  /** All rows in one `INSERT … SELECT unnest`, in its own transaction. */
  insert(rows: readonly Record<string, unknown>[]): Promise<void>;
}

export async function openBareTable(databaseUrl: string, like: string): Promise<BareTable> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(`create table bare (like ${like} including all)`);
  const { rows: columns } = await client.query<{ name: string; type: string }>(
    `select attname as name, format_type(atttypid, atttypmod) as type
       from pg_attribute where attrelid = 'bare'::regclass and attnum > 0 and attgenerated = '' order by attnum`,
  );
  // An array of arrays is a matrix in Postgres: lists are sent as text.
  const isList = (type: string) => type.endsWith('[]');
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  const values = columns.map(({ name, type }) => `"${name}"${isList(type) ? `::${type}` : ''}`).join(', ');
  const arrays = columns
    .map(({ type }, index) => `$${index + 1}::${isList(type) ? 'text' : type}[]`)
    .join(', ');
  const statement = `insert into bare (${names}) select ${values} from unnest(${arrays}) as given (${names})`;
  return {
    async insert(rows) {
      const parameters = columns.map(({ name }) =>
        rows.map((row) => {
          const value = row[name];
          return Array.isArray(value) ? listText(value) : value;
        }),
      );
      await client.query(statement, parameters);
    },
    [Symbol.asyncDispose]: () => client.end(),
  };
}

const listText = (items: readonly unknown[]) =>
  `{${items.map((item) => `"${`${item}`.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`;
