import { describe, expect, test } from 'vitest';
import {
  aTicket,
  aTicketOf,
  clinicalEngineering,
  desk,
  facts,
  lakeside,
  lakesidePrinter,
  MINIMAL_DETAILS,
  monday9,
  nurse,
  printer,
  pump,
  report,
  room4,
  stranger,
  technician,
  uuid,
  ventilator,
} from '../../test/a-ticket.ts';
import { type OpenTicketCommand, openTicket } from './open-ticket.ts';
import { TICKET_TYPES, type TicketType } from './ticket.ts';

describe('given a complete report', () => {
  test('a ticket is opened, new, with its defaults', () => {
    expect(aTicket()).toEqual({
      id: report.id,
      type: 'INCIDENT',
      number: 'INC-1042',
      clinicId: report.clinicId,
      requesterId: nurse,
      title: 'Label printer in room 4 prints nothing',
      description: '',
      channel: 'PORTAL',
      domain: 'IT',
      category: null,
      impact: 'MEDIUM',
      urgency: 'MEDIUM',
      careImpact: 'NONE',
      statedCareImpact: 'NONE',
      patientConnected: null,
      alternativeAvailable: null,
      priority: 'P3',
      priorityReason: expect.objectContaining({ priority: 'P3', base: 'P3', override: null }),
      teamId: null,
      assigneeId: null,
      assetIds: [],
      locationId: null,
      state: 'NEW',
      holdReason: null,
      confidential: false,
      openedAt: monday9,
      restoredAt: null,
      resolvedAt: null,
      closedAt: null,
      resolutionCode: null,
      resolutionNote: null,
      reopenCount: 0,
      supportTier: 1,
      watcherIds: [],
      tags: [],
      details: null,
      notifications: [],
      mergedIntoId: null,
      rating: null,
      version: 1,
    });
  });

  test('everything named is kept, texts trimmed, repeated ids once', () => {
    expect(
      aTicket({
        title: '  No labels ',
        description: ' since 8:40 ',
        category: ' printing ',
        assetIds: [printer, pump, printer],
        locationId: room4,
        teamId: desk,
        assigneeId: technician,
        watcherIds: [nurse, nurse],
        confidential: true,
      }),
    ).toMatchObject({
      title: 'No labels',
      description: 'since 8:40',
      category: 'printing',
      assetIds: [printer, pump],
      locationId: room4,
      teamId: desk,
      assigneeId: technician,
      watcherIds: [nurse],
      confidential: true,
    });
  });

  test('a life-support asset raises the priority and says so', () => {
    const { priority, priorityReason } = aTicket({
      impact: 'LOW',
      urgency: 'LOW',
      assetIds: [printer, ventilator],
    });
    expect(priority).toBe('P2');
    expect(priorityReason.reasons.map(({ code, raisedTo }) => [code, raisedTo])).toEqual([
      ['MATRIX', null],
      ['ASSET_CRITICALITY', 'P2'],
    ]);
  });

  test('an import that knows no people or membership is accepted', () => {
    const command = { ...report, requesterId: null, teamId: desk, channel: 'IMPORT' as const };
    expect(openTicket(command, { clinicExists: true, team: { id: desk } }).ok).toBe(true);
  });
});

describe('refused, naming the field', () => {
  const refusals: readonly (readonly [string, Partial<OpenTicketCommand>, string, unknown[]])[] = [
    ['no title', { title: ' \n ' }, 'TEXT_EMPTY', ['title']],
    ['201 characters of title', { title: '🩺'.repeat(201) }, 'TEXT_TOO_LONG', ['title']],
    ['a megabyte of title', { title: 'x'.repeat(1_048_576) }, 'TEXT_TOO_LONG', ['title']],
    ['NUL in the title', { title: 'a\0b' }, 'TEXT_NOT_STORABLE', ['title']],
    ['half a surrogate pair', { description: 'a\ud800' }, 'TEXT_NOT_STORABLE', ['description']],
    [
      'too long a description',
      { description: 'x'.repeat(20_001) },
      'TEXT_TOO_LONG',
      ['description'],
    ],
    ['too long a category', { category: 'x'.repeat(101) }, 'TEXT_TOO_LONG', ['category']],
    ['no number', { number: '' }, 'TEXT_EMPTY', ['number']],
    ['an unknown type', { type: 'WISH' as never }, 'VALUE_UNKNOWN', ['type']],
    ['a change of no kind', { type: 'CHANGE' }, 'DETAIL_REQUIRED', ['details', 'kind']],
    ['a work order of no kind', { type: 'WORK_ORDER' }, 'DETAIL_REQUIRED', ['details', 'kind']],
    [
      'a work order of an unknown kind',
      { type: 'WORK_ORDER', details: { of: 'WORK_ORDER', kind: 'HOPE' as never } },
      'VALUE_UNKNOWN',
      ['details', 'kind'],
    ],
    [
      'details of another type',
      { details: { of: 'PROBLEM', rootCause: 'x' } },
      'DETAIL_NOT_ACCEPTED',
      ['details'],
    ],
    [
      'a detail nobody knows',
      { type: 'PROBLEM', details: { of: 'PROBLEM', mood: 'bad' } as never },
      'DETAIL_NOT_ACCEPTED',
      ['details', 'mood'],
    ],
    [
      'a detail set by Wardline',
      { type: 'PROBLEM', details: { of: 'PROBLEM', knownErrorAt: 1 } as never },
      'DETAIL_NOT_ACCEPTED',
      ['details', 'knownErrorAt'],
    ],
    [
      'a discovery tomorrow',
      {
        type: 'SECURITY_INCIDENT',
        details: { of: 'SECURITY_INCIDENT', discoveredAt: monday9 + 1 },
      },
      'TIME_IN_FUTURE',
      ['details', 'discoveredAt'],
    ],
    [
      'discovered before it occurred',
      {
        type: 'SECURITY_INCIDENT',
        details: { of: 'SECURITY_INCIDENT', discoveredAt: monday9 - 2, occurredAt: monday9 - 1 },
      },
      'TIME_OUT_OF_ORDER',
      ['details', 'occurredAt'],
    ],
    [
      'a window that ends before it begins',
      {
        type: 'CHANGE',
        details: { of: 'CHANGE', kind: 'NORMAL', window: { from: monday9, until: monday9 } },
      },
      'TIME_OUT_OF_ORDER',
      ['details', 'window', 'until'],
    ],
    [
      'an implementer nobody knows',
      { type: 'CHANGE', details: { of: 'CHANGE', kind: 'NORMAL', implementerId: stranger } },
      'NOT_FOUND',
      ['details', 'implementerId'],
    ],
    [
      'an answer to no question',
      { type: 'CHANGE', details: { of: 'CHANGE', kind: 'NORMAL', riskAnswers: { MOON: 'FULL' } } },
      'VALUE_UNKNOWN',
      ['details', 'riskAnswers', 'MOON'],
    ],
    [
      'no answer to the question',
      {
        type: 'CHANGE',
        details: { of: 'CHANGE', kind: 'NORMAL', riskAnswers: { DONE_BEFORE: 'MAYBE' } },
      },
      'VALUE_UNKNOWN',
      ['details', 'riskAnswers', 'DONE_BEFORE'],
    ],
    ['an unknown channel', { channel: 'FAX' as never }, 'VALUE_UNKNOWN', ['channel']],
    ['an unknown domain', { domain: 'LEGAL' as never }, 'VALUE_UNKNOWN', ['domain']],
    ['an unknown impact', { impact: 'HUGE' as never }, 'VALUE_UNKNOWN', ['impact']],
    ['an inherited name', { urgency: 'toString' as never }, 'VALUE_UNKNOWN', ['urgency']],
    ['an unknown care impact', { careImpact: 'DEATH' as never }, 'VALUE_UNKNOWN', ['careImpact']],
    ['a fraction of a millisecond', { at: 0.5 }, 'INSTANT_INVALID', ['at']],
    ['no time at all', { at: Number.NaN }, 'INSTANT_INVALID', ['at']],
    ['an unknown requester', { requesterId: stranger }, 'NOT_FOUND', ['requesterId']],
    ['an unknown watcher', { watcherIds: [nurse, stranger] }, 'NOT_FOUND', ['watcherIds', 1]],
    ['an unknown asset', { assetIds: [printer, uuid(99)] }, 'NOT_FOUND', ['assetIds', 1]],
    ['another clinic’s asset', { assetIds: [lakesidePrinter] }, 'NOT_FOUND', ['assetIds', 0]],
    ['an unknown location', { locationId: uuid(98) }, 'NOT_FOUND', ['locationId']],
    ['an unknown team', { teamId: clinicalEngineering }, 'NOT_FOUND', ['teamId']],
    ['an unknown assignee', { assigneeId: stranger }, 'NOT_FOUND', ['assigneeId']],
    [
      'an assignee of no such team',
      { teamId: desk, assigneeId: nurse },
      'ASSIGNEE_NOT_IN_TEAM',
      ['assigneeId'],
    ],
    [
      '101 assets',
      { assetIds: Array.from({ length: 101 }, (_, n) => uuid(1000 + n)) },
      'LIST_TOO_LONG',
      ['assetIds'],
    ],
    [
      '101 watchers',
      { watcherIds: Array.from({ length: 101 }, (_, n) => uuid(1000 + n)) },
      'LIST_TOO_LONG',
      ['watcherIds'],
    ],
    [
      'an override below the care floor',
      { careImpact: 'CARE_STOPPED', priorityOverride: { priority: 'P4', reason: 'calm' } },
      'PRIORITY_BELOW_CARE_FLOOR',
      ['priorityOverride', 'priority'],
    ],
    [
      'an override without a reason',
      { priorityOverride: { priority: 'P1', reason: ' ' } },
      'TEXT_EMPTY',
      ['priorityOverride', 'reason'],
    ],
    [
      'an override to nothing known',
      { priorityOverride: { priority: 'P0' as never, reason: 'now' } },
      'VALUE_UNKNOWN',
      ['priorityOverride', 'priority'],
    ],
  ];
  test.each(refusals)('%s', (_, command, code, path) => {
    const outcome = openTicket({ ...report, ...command }, facts);
    expect(outcome).toMatchObject({ ok: false, error: { code, path } });
  });

  test('a clinic that the actor cannot see', () => {
    const outcome = openTicket(report, { ...facts, clinicExists: false });
    expect(outcome).toMatchObject({ ok: false, error: { code: 'NOT_FOUND', path: ['clinicId'] } });
  });

  test('another clinic’s location', () => {
    const elsewhere = { ...facts, location: { id: room4, clinicId: lakeside } };
    const outcome = openTicket({ ...report, locationId: room4 }, elsewhere);
    expect(outcome).toMatchObject({ error: { code: 'NOT_FOUND', path: ['locationId'] } });
  });

  test('exactly 200 astral characters are a title', () => {
    expect(openTicket({ ...report, title: '🩺'.repeat(200) }, facts).ok).toBe(true);
  });
});

describe('given somebody who asks', () => {
  const asked = (type: TicketType) =>
    openTicket(
      { ...report, type, details: MINIMAL_DETAILS[type] },
      { ...facts, asRequester: true },
    );

  test.each(['INCIDENT', 'SERVICE_REQUEST', 'SECURITY_INCIDENT'] as const)(
    'a %s can be opened',
    (type) => {
      expect(asked(type).ok).toBe(true);
    },
  );
  test.each(['PROBLEM', 'CHANGE', 'WORK_ORDER'] as const)('a %s is the desk’s', (type) => {
    expect(asked(type)).toMatchObject({ error: { code: 'TYPE_NOT_REQUESTABLE', path: ['type'] } });
  });
});

test('each type begins where its lifecycle does, with the details of its own', () => {
  for (const type of TICKET_TYPES) {
    const opened = aTicketOf(type);
    expect(opened.state).toBe(type === 'CHANGE' ? 'DRAFT' : 'NEW');
    expect(opened.details?.of ?? 'INCIDENT').toBe(type);
  }
});

test('a connected patient without alternative makes it P1, whatever was stated', () => {
  const opened = aTicket({ patientConnected: true, alternativeAvailable: false });
  expect(opened).toMatchObject({
    priority: 'P1',
    careImpact: 'PATIENT_AT_RISK',
    statedCareImpact: 'NONE',
  });
});
