// Rules that hold for the whole schema, whatever is added to it.

import { readFileSync } from 'node:fs';
import { PERMISSIONS, ROLES, SIDES } from '@wardline/access';
import {
  ASSET_KINDS,
  ASSET_STATES,
  CRITICALITIES,
  EPHI_ANSWERS,
  OUT_OF_SERVICE_REASONS,
} from '@wardline/asset-registry';
import {
  ALLOCATION_OUTCOMES,
  CONTRACT_LINE_KINDS,
  INVOICE_LINE_KINDS,
  PRO_RATA_RULES,
  QUANTITY_UNITS,
  ROUNDING_MODES,
  ROUNDING_SCOPES,
  TRAVEL_RULES,
} from '@wardline/contract-usage';
import {
  SIDES as AGREEMENT_SIDES,
  ASSIGNMENT_STRATEGIES,
  HAND_OFF_KINDS,
  HAND_OVER_REASONS,
  SWAP_ANSWERS,
  SWAP_STATES,
} from '@wardline/dispatch';
import { type Shape, shapes } from '@wardline/platform';
import { AGREEMENT_KINDS, CHANGE_MODES, METRICS, type ReadStatus } from '@wardline/sla-engine';
import {
  CARE_IMPACTS,
  CHANNELS,
  DOMAINS,
  HOLD_REASONS,
  IMPACTS,
  PRIORITIES,
  REQUIREMENTS,
  RESOLUTION_CODES,
  TICKET_STATE_NAMES,
  TICKET_TYPES,
  URGENCIES,
  WORK_LOG_BILLINGS,
  WORK_LOG_KINDS,
  WORK_LOG_WARNINGS,
} from '@wardline/ticket-core';
import {
  ACTION_EFFECTS,
  ACTION_KINDS,
  OPERATORS,
  RULE_MODES,
  RULE_RESULTS,
  TRIGGERS,
} from '@wardline/triage-rules';
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { schema } from '../src/index.ts';
import { toPermissionName } from '../src/people/people.enums.ts';
import {
  ENUMS,
  INPUTS,
  mutationFields,
  OBJECTS,
  queryFields,
  TYPES,
} from './support/coordinates.ts';

/** By type: a status that is missing here, or one too many, does not compile. */
const CLOCK_STATUSES: Readonly<Record<ReadStatus, true>> = {
  NOT_STARTED: true,
  RUNNING: true,
  PAUSED: true,
  MET: true,
  BREACHED: true,
  CANCELLED: true,
};
const BUILT_IN = new Set(['ID', 'String', 'Int', 'Boolean', 'Float']);

test('everything is described', () => {
  const silent: string[] = [];
  const say = (coordinate: string, description: string | null | undefined) => {
    if (!description?.trim().match(/^[\p{Lu}`].*[.:!]$/su)) silent.push(coordinate);
  };
  for (const type of TYPES) {
    if (!BUILT_IN.has(type.name)) say(type.name, type.description);
    if (isObjectType(type) || isInterfaceType(type)) {
      for (const field of Object.values(type.getFields())) {
        say(`${type.name}.${field.name}`, field.description);
        for (const arg of field.args)
          say(`${type.name}.${field.name}(${arg.name})`, arg.description);
      }
    }
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields()))
        say(`${type.name}.${field.name}`, field.description);
    if (isEnumType(type))
      for (const value of type.getValues()) say(`${type.name}.${value.name}`, value.description);
  }
  expect(silent).toEqual([]);
});

test.each<[string, readonly string[]]>([
  ['Role', ROLES],
  ['PersonSide', SIDES],
  ['Permission', PERMISSIONS.map(toPermissionName)],
  ['TicketType', TICKET_TYPES],
  ['TicketState', TICKET_STATE_NAMES],
  ['HoldReason', HOLD_REASONS],
  ['ResolutionCode', RESOLUTION_CODES],
  ['Channel', CHANNELS],
  ['Domain', DOMAINS],
  ['Impact', IMPACTS],
  ['Urgency', URGENCIES],
  ['CareImpact', CARE_IMPACTS],
  ['Priority', PRIORITIES],
  ['WorkLogKind', WORK_LOG_KINDS],
  ['WorkLogBilling', WORK_LOG_BILLINGS],
  ['WorkLogWarningCode', WORK_LOG_WARNINGS],
  ['TransitionRequirement', REQUIREMENTS],
  ['ClockStatus', Object.keys(CLOCK_STATUSES)],
  ['AgreementKind', AGREEMENT_KINDS],
  ['ClockMetric', METRICS],
  ['ChangeMode', CHANGE_MODES],
  ['AssetKind', ASSET_KINDS],
  ['AssetState', ASSET_STATES],
  ['Criticality', CRITICALITIES],
  ['EphiAnswer', EPHI_ANSWERS],
  ['OutOfServiceReason', OUT_OF_SERVICE_REASONS],
  ['HandOffKind', HAND_OFF_KINDS],
  ['SwapState', SWAP_STATES],
  ['SwapAnswer', SWAP_ANSWERS],
  ['AssignmentStrategy', ASSIGNMENT_STRATEGIES],
  ['AgreementSide', AGREEMENT_SIDES],
  ['HandOverReason', HAND_OVER_REASONS],
  ['BillingLineKind', CONTRACT_LINE_KINDS],
  ['RoundingMode', ROUNDING_MODES],
  ['RoundingScope', ROUNDING_SCOPES],
  ['TravelRule', TRAVEL_RULES],
  ['ProRataRule', PRO_RATA_RULES],
  ['AllocationOutcome', ALLOCATION_OUTCOMES],
  ['InvoiceLineKind', INVOICE_LINE_KINDS],
  ['QuantityUnit', QUANTITY_UNITS],
  ['TriageTrigger', TRIGGERS],
  ['TriageOperator', OPERATORS],
  ['TriageRuleMode', RULE_MODES],
  ['TriageActionKind', ACTION_KINDS],
  ['TriageRuleResult', RULE_RESULTS],
  ['TriageActionEffect', ACTION_EFFECTS],
])('%s has the values of the domain', (name, values) => {
  const type = ENUMS.find((each) => each.name === name);
  expect(
    type
      ?.getValues()
      .map((value) => value.name)
      .sort(),
  ).toEqual([...values].sort());
});

describe('naming', () => {
  test('mutations begin with a noun of the schema, take one required input and answer with a payload of their own', () => {
    const verbs =
      /(Create|Update|Transition|Assign|Add|Remove|Revoke|Record|Merge|Split|FollowUp|FanOut|Rate|Complete|Decide|Request|Withdraw|Skip|Start|Publish|Set|Import|FromRegion|AssignAutomatically|HandOver|End|BatchUpsert|BatchUpdate|Plan|Reschedule|Cancel|Correct|Void|Archive)$/;
    for (const { name, args, type } of Object.values(mutationFields())) {
      expect(name).toMatch(/^[a-z][A-Za-z]+$/);
      expect(name).toMatch(verbs);
      expect(args.map((arg) => arg.name)).toEqual(['input']);
      const input = args[0]?.type;
      expect(isNonNullType(input) && isInputObjectType(input.ofType), name).toBe(true);
      const payload = getNamedType(type);
      expect(payload.name).toBe(`${name[0]?.toUpperCase()}${name.slice(1)}Payload`);
      if (!isObjectType(payload)) throw new Error(name);
      expect(String(payload.getFields().userErrors?.type)).toBe('[UserError!]!');
      for (const field of Object.values(payload.getFields())) {
        // Everything else may be missing because it was refused.
        if (field.name !== 'userErrors')
          expect(isNonNullType(field.type), `${name} ${field.name}`).toBe(false);
      }
    }
  });

  test('updates and transitions take the version they were decided on, if what they change has one', () => {
    for (const { name, args } of Object.values(mutationFields())) {
      if (!/(Update|Transition|Assign)$/.test(name)) continue;
      const asked = getNamedType(args[0]?.type);
      if (!isInputObjectType(asked)) throw new Error(name);
      // Of many, each.
      const [list] = Object.values(asked.getFields());
      const input = name.endsWith('BatchUpdate') ? getNamedType(list?.type) : asked;
      if (!isInputObjectType(input)) throw new Error(name);
      expect(String(input.getFields().expectedVersion?.type), name).toBe('Int!');
    }
  });

  test('creating takes an id of the caller’s, or says why not', () => {
    const without = Object.values(mutationFields()).flatMap(({ name, args }) => {
      const input = getNamedType(args[0]?.type);
      if (!/Create$|replyAdd|noteAdd|logAdd$/i.test(name) || !isInputObjectType(input)) return [];
      return 'id' in input.getFields() ? [] : [name];
    });
    // Its id is a part of the token.
    expect(without).toEqual(['apiKeyCreate']);
  });

  test('fields are camelCase, types PascalCase, values CONSTANT_CASE', () => {
    for (const type of TYPES) {
      expect(type.name).toMatch(/^[A-Z][A-Za-z]+$/);
      if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type))
        for (const name of Object.keys(type.getFields())) expect(name).toMatch(/^[a-z][A-Za-z]*$/);
      if (isEnumType(type))
        for (const { name } of type.getValues()) expect(name).toMatch(/^[A-Z][A-Z0-9_]*$/);
    }
  });
});

describe('structure', () => {
  test('every list of records is a connection with the four arguments', () => {
    for (const type of OBJECTS) {
      for (const field of Object.values(type.getFields())) {
        const target = getNamedType(field.type);
        if (target.name.endsWith('Connection')) {
          const names = field.args.map((arg) => arg.name);
          expect(names, `${type.name}.${field.name}`).toEqual(
            expect.arrayContaining(['first', 'after', 'last', 'before']),
          );
        }
        const ofRecords =
          isListType(isNonNullType(field.type) ? field.type.ofType : field.type) &&
          isObjectType(target) &&
          target.getInterfaces().some(({ name }) => name === 'Node');
        if (ofRecords) expect(`${type.name}.${field.name}`).toMatch(/Connection\.nodes$/);
      }
    }
  });

  test('every node type is one of the shapes that are read, and every shape is a node', () => {
    const nodes = OBJECTS.filter((type) =>
      type.getInterfaces().some(({ name }) => name === 'Node'),
    ).map(({ name }) => name);
    const entries = schema
      .getPossibleTypes(schema.getType('TimelineEntry') as never)
      .map(({ name }) => name);
    const expected = Object.values<Shape>(shapes)
      .filter(({ listedOnly }) => !listedOnly)
      .flatMap(({ name }) => (name === 'TimelineEntry' ? entries : [name]));
    expect([...new Set([...nodes, ...entries])].sort()).toEqual(expected.sort());
  });

  test('what has a version is a node; what is one is told its id', () => {
    for (const type of OBJECTS) {
      const fields = type.getFields();
      if ('version' in fields) expect('id' in fields, type.name).toBe(true);
    }
  });

  test('the kinds of a timeline can be asked for side by side', () => {
    for (const name of ['TimelineEntry', 'UserError']) {
      const seen = new Map<string, string>();
      for (const type of schema.getPossibleTypes(schema.getType(name) as never)) {
        for (const field of Object.values(type.getFields())) {
          const before = seen.get(field.name) ?? String(field.type);
          expect(`${type.name}.${field.name}: ${field.type}`).toBe(
            `${type.name}.${field.name}: ${before}`,
          );
          seen.set(field.name, before);
        }
      }
    }
  });

  test('there is no JSON and no other way around types', () => {
    const scalars = TYPES.filter(isScalarType).map(({ name }) => name);
    expect(scalars.filter((name) => /json|any|object/i.test(name))).toEqual([]);
    for (const input of INPUTS)
      expect(
        Object.keys(input.getFields()).filter((name) =>
          /^(mspId|tenantId|createdAt|createdBy|actor)$/.test(name),
        ),
      ).toEqual([]);
    expect(Object.keys(queryFields())).not.toContain('mspId');
  });

  test('schema.graphql is this schema', () => {
    const committed = readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8');
    expect(
      committed === `${printSchema(lexicographicSortSchema(schema))}\n`,
      'run pnpm schema:print',
    ).toBe(true);
  });
});
