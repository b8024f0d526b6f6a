import { describe, expect, test } from 'vitest';
import {
  aTicket,
  clinicalEngineering,
  desk,
  facts,
  lakeside,
  lakesidePrinter,
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
} from '../test/a-ticket.ts';
import { type OpenTicketCommand, openTicket } from './open-ticket.ts';

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
      resolvedAt: null,
      closedAt: null,
      resolutionCode: null,
      resolutionNote: null,
      reopenCount: 0,
      watcherIds: [],
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
    ['a change, as yet', { type: 'CHANGE' }, 'TYPE_NOT_SERVED', ['type']],
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
