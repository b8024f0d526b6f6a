import { createHash } from 'node:crypto';
import { isNotStorable } from '@wardline/kernel';
import { type Impact, LIMITS, type Priority, type Urgency } from '@wardline/ticket-core';
import type { CsvRecord } from './csv-records.ts';
import type { IncidentRow, LogState, ReadRow } from './incident-row.ts';
import { columnsOf, type Header, type ServiceNowColumn } from './service-now-columns.ts';
import type { WallTimeReader } from './wall-time.ts';

/** The longest value of a column; they are names and labels, never prose. */
const MAX_VALUE = 100;
const LEVEL = /^([1-5])(?: - .+)?$/;
const NUMBER = /^[A-Za-z][A-Za-z0-9_-]{0,38}$/;

const held = (holdReason: 'REQUESTER' | 'VENDOR' | 'PROBLEM' | 'EVIDENCE') =>
  ({ state: 'ON_HOLD', holdReason }) as const;
const in_ = <S extends 'NEW' | 'IN_PROGRESS' | 'RESOLVED' | 'CLOSED'>(state: S) =>
  ({ state, holdReason: null }) as const;

// '-100' is what the log writes for a state it lost: unknown, like '?'.
const STATES = new Map<string, LogState | null>([
  ['new', in_('NEW')],
  ['active', in_('IN_PROGRESS')],
  ['awaiting user info', held('REQUESTER')],
  ['awaiting vendor', held('VENDOR')],
  ['awaiting problem', held('PROBLEM')],
  ['awaiting evidence', held('EVIDENCE')],
  ['resolved', in_('RESOLVED')],
  ['closed', in_('CLOSED')],
  ['-100', null],
]);
const LEVELS = new Map<string, Impact & Urgency>([
  ['1', 'HIGH'],
  ['2', 'MEDIUM'],
  ['3', 'LOW'],
]);
const PRIORITIES = new Map<string, Priority>([
  ['1', 'P1'],
  ['2', 'P2'],
  ['3', 'P3'],
  ['4', 'P4'],
  ['5', 'P5'],
]);
const TRUTH = new Map([
  ['true', true],
  ['false', false],
]);

class Unreadable extends Error {
  readonly code: string;
  readonly column: ServiceNowColumn | null;

  constructor(code: string, column: ServiceNowColumn | null, message: string) {
    super(message);
    this.code = code;
    this.column = column;
  }
}

/** Reads a record of the log; what it cannot read it names by column, never by content. */
export function readIncidentRow(
  header: Header,
  record: CsvRecord,
  readTime: WallTimeReader,
): ReadRow {
  const { line } = record;
  const incident = numberOf(header, record.problem ? record.text.split(',') : record.fields);
  const failed = (code: string, column: string | null, message: string): ReadRow => ({
    row: null,
    error: { line, incident, code, column, message },
  });
  if (record.problem) return failed(record.problem.code, null, record.problem.message);
  const { fields } = record;
  if (fields.length !== header.width) {
    const message = `The row has ${fields.length} fields, the first line ${header.width}.`;
    return failed('FIELD_COUNT_WRONG', null, message);
  }
  try {
    return { row: readColumns(line, columnsOf(header, fields), readTime), error: null };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return failed(error.code, error.column, error.message);
  }
}

function numberOf(header: Header, fields: readonly string[]): string | null {
  const value = fields[header.index.get('number') ?? 0]?.trim() ?? '';
  return NUMBER.test(value) ? value : null;
}

function readColumns(
  line: number,
  values: ReturnType<typeof columnsOf>,
  readTime: WallTimeReader,
): IncidentRow {
  for (const [column, value] of Object.entries(values) as [ServiceNowColumn, string | null][]) {
    if (value !== null) checkValue(column, value);
  }
  const time = (column: ServiceNowColumn) =>
    mapped(values, column, 'DATE_INVALID', readTime, 'an existing day like 29-02-2016 01:16');
  const oneOf = <T>(column: ServiceNowColumn, table: ReadonlyMap<string, T>, like: string) =>
    mapped(values, column, 'VALUE_UNKNOWN', (text) => table.get(text.toLowerCase()), like);
  const level = <T>(column: ServiceNowColumn, table: ReadonlyMap<string, T>) =>
    mapped(
      values,
      column,
      'VALUE_UNKNOWN',
      (text) => table.get(LEVEL.exec(text)?.[1] ?? ''),
      '2 - Medium',
    );
  const count = (column: ServiceNowColumn) =>
    mapped(values, column, 'COUNT_INVALID', readCount, 'a whole number');
  const { number } = values;
  if (number === null || !NUMBER.test(number)) {
    throw new Unreadable('NUMBER_INVALID', 'number', 'number must be like INC0000045.');
  }
  const at = time('sys_updated_at');
  if (at === null) {
    throw new Unreadable(
      'DATE_MISSING',
      'sys_updated_at',
      'sys_updated_at says when; it is empty.',
    );
  }
  return {
    line,
    hash: createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, 16),
    number,
    at,
    state: oneOf('incident_state', STATES, 'New, Active, Awaiting …, Resolved or Closed'),
    openedAt: time('opened_at'),
    resolvedAt: time('resolved_at'),
    closedAt: time('closed_at'),
    modCount: count('sys_mod_count'),
    reopenCount: count('reopen_count'),
    madeSla: oneOf('made_sla', TRUTH, 'TRUE or FALSE'),
    impact: level('impact', LEVELS),
    urgency: level('urgency', LEVELS),
    priority: level('priority', PRIORITIES),
    caller: values.caller_id,
    openedBy: values.opened_by,
    group: values.assignment_group,
    assignee: values.assigned_to,
    location: values.location,
    category: categoryOf(values),
    symptom: values.u_symptom,
    contactType: values.contact_type,
    configurationItem: values.cmdb_ci,
    closeCode: values.closed_code,
    resolvedBy: values.resolved_by,
  };
}

function categoryOf({ category, subcategory }: ReturnType<typeof columnsOf>): string | null {
  if (category === null || subcategory === null) return category ?? subcategory;
  const both = `${category} / ${subcategory}`;
  return both.length <= LIMITS.category ? both : category;
}

function checkValue(column: ServiceNowColumn, value: string): void {
  if (value.length > MAX_VALUE) {
    const message = `${column} may have at most ${MAX_VALUE} characters.`;
    throw new Unreadable('TEXT_TOO_LONG', column, message);
  }
  if (isNotStorable(value)) {
    throw new Unreadable('TEXT_NOT_STORABLE', column, `${column} contains a NUL character.`);
  }
  if (value.includes('\uFFFD')) {
    throw new Unreadable(
      'TEXT_NOT_UTF8',
      column,
      `${column} is not UTF-8; save the file as UTF-8.`,
    );
  }
}

/** A known value read, null for an unknown one; a value that cannot be read is the row's error. */
function mapped<T>(
  values: ReturnType<typeof columnsOf>,
  column: ServiceNowColumn,
  code: string,
  read: (text: string) => T | null | undefined,
  like: string,
): T | null {
  const text = values[column];
  if (text === null) return null;
  const value = read(text);
  if (value === undefined || (value === null && code !== 'VALUE_UNKNOWN')) {
    throw new Unreadable(code, column, `${column} must be ${like}, or ? where it is not known.`);
  }
  return value;
}

function readCount(text: string): number | null {
  return /^\d{1,6}$/.test(text) ? Number(text) : null;
}
