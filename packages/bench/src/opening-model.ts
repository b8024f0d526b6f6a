import type { Client } from 'pg';

/** What one opening wrote into one table, as values to bind. */
export interface ModelTable {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

/** Where the rows of a ticket are, in an order in which they can be inserted. */
const TABLES = [
  ['ticket', 'id'],
  ['ticket_asset', 'ticket_id'],
  ['ticket_watcher', 'ticket_id'],
  ['timeline_entry', 'ticket_id'],
  ['ticket_sla', 'ticket_id'],
  ['sla_clock', 'ticket_id'],
  ['audit_entry', 'record_id'],
  ['outbox_event', 'record_id'],
] as const;

/** The rows that Wardline wrote when it opened a ticket. */
export async function modelOf(client: Client, ticketId: string): Promise<ModelTable[]> {
  const found: ModelTable[] = [];
  for (const [table, column] of TABLES) {
    const { rows } = await client.query<{ row: Record<string, unknown> }>(
      `select row_to_json(t) as row from ${table} t where ${column} = $1`,
      [ticketId],
    );
    const first = rows[0];
    if (!first) continue;
    const columns = Object.keys(first.row);
    const arrays = await arrayColumns(client, table);
    found.push({
      table,
      columns,
      rows: rows.map(({ row }) => columns.map((c) => bound(row[c], arrays.has(c)))),
    });
  }
  return found;
}

async function arrayColumns(client: Client, table: string): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ name: string }>(
    `select column_name as name from information_schema.columns
     where table_name = $1 and data_type = 'ARRAY'`,
    [table],
  );
  return new Set(rows.map((row) => row.name));
}

/** Arrays of the database as the driver takes them, everything else that is no plain value as JSON text. */
function bound(value: unknown, isArray: boolean): unknown {
  return typeof value === 'object' && value !== null && !isArray ? JSON.stringify(value) : value;
}
