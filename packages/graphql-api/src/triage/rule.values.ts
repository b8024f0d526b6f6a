import { TRIAGE_FIELDS, type TriageCondition } from '@wardline/platform';
import { toGlobalId, uuidOf } from '../node/global-id.ts';

// Values of conditions and actions are texts in the API, whatever the field: `P2`, `42`, `true`, an id.

const ID_FIELDS: Readonly<
  Record<
    string,
    'Clinic' | 'ClinicGroup' | 'Person' | 'Team' | 'Location' | 'Asset' | 'ChecklistTemplate'
  >
> = {
  clinicId: 'Clinic',
  clinicGroupIds: 'ClinicGroup',
  requesterId: 'Person',
  teamId: 'Team',
  assigneeId: 'Person',
  locationId: 'Location',
  assetIds: 'Asset',
  templateIds: 'ChecklistTemplate',
};

type Value = string | number | boolean;

const kindOf = (field: string) =>
  Object.hasOwn(TRIAGE_FIELDS, field) ? TRIAGE_FIELDS[field]?.kind : undefined;

/** A text as the field's own value; what is none of it stays a text, which the rules then refuse. */
export function fieldValue(field: string, text: string): Value {
  const type = Object.hasOwn(ID_FIELDS, field) ? ID_FIELDS[field] : undefined;
  if (type) return uuidOf(type, text);
  switch (kindOf(field)) {
    case 'NUMBER':
      return text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text);
    case 'BOOLEAN':
      return text === 'true' ? true : text === 'false' ? false : text;
    default:
      return text;
  }
}

/** A field's value as a text. */
export function textOf(field: string, value: unknown): string {
  const type = Object.hasOwn(ID_FIELDS, field) ? ID_FIELDS[field] : undefined;
  return type && typeof value === 'string' ? toGlobalId(type, value) : String(value);
}

type Operator = Extract<TriageCondition, { kind: 'TEST' }>['operator'];

export interface ConditionInput {
  readonly kind: 'TEST' | 'ALL' | 'ANY' | 'NOT';
  readonly of?: readonly ConditionInput[] | null | undefined;
  readonly field?: string | null | undefined;
  readonly operator?: Operator | null | undefined;
  readonly values?: readonly string[] | null | undefined;
}

export function conditionOf(input: ConditionInput): TriageCondition {
  const of = (input.of ?? []).map(conditionOf);
  switch (input.kind) {
    case 'TEST': {
      const field = input.field ?? '';
      const values = (input.values ?? []).map((text) => fieldValue(field, text));
      return { kind: 'TEST', field, operator: input.operator ?? 'IS', values };
    }
    case 'NOT':
      // Not several: none of them.
      return { kind: 'NOT', of: of.length === 1 && of[0] ? of[0] : { kind: 'ANY', of } };
    default:
      return { kind: input.kind, of };
  }
}

type Path = readonly (string | number)[];

/** A place in rules as the place in the input: what is not, is given as a list of one. */
export function conditionPath(path: Path, input: ConditionInput | null | undefined): Path {
  const [head, ...rest] = path;
  if (head !== 'of' || !input) return head === 'of' ? ['of'] : path;
  if (input.kind === 'NOT') {
    // With several below it there is an ANY between.
    if ((input.of ?? []).length !== 1) return conditionPath(rest, { ...input, kind: 'ANY' });
    return ['of', 0, ...conditionPath(rest, input.of?.[0])];
  }
  const [index, ...deeper] = rest;
  if (typeof index !== 'number') return ['of'];
  return ['of', index, ...conditionPath(deeper, input.of?.[index])];
}

const code = (name: string) => `\`${name}\``;
const KINDS_TOLD = {
  TEXT: 'Texts',
  CHOICE: 'One of a few words, `AT_LEAST` and `AT_MOST` of the ordered ones',
  BOOLEAN: 'Yes or no',
  NUMBER: 'Numbers',
  ID: 'Ids',
  LIST: 'Lists',
} as const;

/** The fields a condition can ask about, kind by kind. */
export const FIELDS_TOLD = Object.entries(KINDS_TOLD)
  .map(([kind, told]) => {
    const names = Object.keys(TRIAGE_FIELDS).filter((name) => kindOf(name) === kind);
    return `${told}: ${names.map(code).join(', ')}.`;
  })
  .join(' ');

/** The fields a rule can set. */
export const SETTABLE_TOLD = Object.keys(TRIAGE_FIELDS)
  .filter((name) => TRIAGE_FIELDS[name]?.settable)
  .map(code)
  .join(', ');
