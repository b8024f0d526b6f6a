import { describe, expect, test } from 'vitest';
import { type ContractLine, rollUp, roundMinutes } from '../src/index.ts';
import {
  at,
  block,
  covers,
  entry,
  flat,
  hourly,
  input,
  office,
  part,
  terms,
} from './a-contract.ts';

const went = (usage: ReturnType<typeof rollUp>) =>
  usage.allocations.map(({ entryId, lineId, outcome, weighted, amountMinor }) =>
    [entryId, lineId ?? '-', outcome, weighted / 100, amountMinor].join(' '),
  );

describe('rounding', () => {
  const rounding = { incrementMinutes: 15, minimumMinutes: 30, mode: 'UP', per: 'ENTRY' } as const;
  test.each([
    [1, 'UP', 30],
    [30, 'UP', 30],
    [31, 'UP', 45],
    [37, 'NEAREST', 30],
    [38, 'NEAREST', 45],
    [5, 'NEAREST', 30],
  ] as const)('%i minutes %s are %i', (minutes, mode, billed) => {
    expect(roundMinutes(minutes, { ...rounding, mode })).toBe(billed);
  });

  test('half an increment goes up', () => {
    expect(
      roundMinutes(5, { incrementMinutes: 10, minimumMinutes: 0, mode: 'NEAREST', per: 'DAY' }),
    ).toBe(10);
    expect(
      roundMinutes(4, { incrementMinutes: 10, minimumMinutes: 0, mode: 'NEAREST', per: 'DAY' }),
    ).toBe(0);
  });

  test('by the day: a person’s entries of a date, of the contract’s zone, are rounded together', () => {
    const byDay = terms({ rounding: { ...rounding, minimumMinutes: 0, per: 'DAY' } });
    const usage = rollUp(
      byDay,
      input({
        entries: [
          entry('a', { minutes: 5 }),
          entry('b', { minutes: 5, startedAt: at('2026-11-11T03:00:00Z') }), // still the 10th in New York
          entry('c', { minutes: 5, startedAt: at('2026-11-11T06:00:00Z') }),
          entry('d', { minutes: 5, personId: 'ben' }),
        ],
      }),
    );
    expect(usage.rounded.map((each) => [each.entry.id, each.billedMinutes])).toEqual([
      ['a', 5],
      ['d', 15],
      ['b', 10],
      ['c', 15],
    ]);
  });
});

describe('where time goes', () => {
  test('to the first line that covers it, what a block has no room for goes on', () => {
    const usage = rollUp(
      terms({ lines: [flat(), block({ minutes: 90 })] }),
      input({
        entries: [
          entry('htm', { domain: 'HTM', minutes: 300 }),
          entry('one', { startedAt: at('2026-11-11T15:00:00Z') }),
          entry('two', { startedAt: at('2026-11-12T15:00:00Z') }),
        ],
      }),
    );
    expect(went(usage)).toEqual([
      'htm flat INCLUDED 300 0',
      'one block BLOCK 60 0',
      'two block BLOCK 30 0',
      'two - OVERAGE 30 4500',
    ]);
    expect(usage.totalMinor).toBe(50_000 + 100_000 + 4500);
  });

  test('billing decides: contract work is never charged beyond it, non-billable uses nothing up', () => {
    const usage = rollUp(
      terms({ lines: [block({ minutes: 30 }), hourly] }),
      input({
        entries: [
          entry('a', { billing: 'NON_BILLABLE' }),
          entry('b', { billing: 'CONTRACT' }),
          entry('c', { minutes: 15 }),
        ],
      }),
    );
    expect(went(usage)).toEqual([
      'a - NON_BILLABLE 60 0',
      'b block BLOCK 30 0',
      'b - ABSORBED 30 0',
      'c hourly TIME 15 2250',
    ]);
  });

  test('after hours counts time and a half, also in a block; what rounding adds in the same share', () => {
    // Until 17:00 in New York; 16:30 to 17:20, 20 of 50 minutes outside: 24 of the 60 it is rounded to.
    const late = entry('late', { startedAt: at('2026-11-10T21:30:00Z'), minutes: 50 });
    const charged = rollUp(terms(), input({ entries: [late] }), { hours: office });
    expect(went(charged)).toEqual(['late - OVERAGE 36 5400', 'late - OVERAGE 36 5400']);
    const inBlock = rollUp(terms({ lines: [block()] }), input({ entries: [late] }), {
      hours: office,
    });
    expect(inBlock.balances).toEqual([
      { lineId: 'block', opening: 0, granted: 60_000, used: 7200, lost: 52_800, closing: 0 },
    ]);
  });

  test('a minute that is partly within hours counts as within, and half a cent goes up', () => {
    const seconds = entry('s', { startedAt: at('2026-11-10T21:59:30Z'), minutes: 2 });
    const byMinute = terms({
      rounding: { incrementMinutes: 1, minimumMinutes: 0, mode: 'UP', per: 'ENTRY' },
      hourlyRates: { ON_SITE: 0, REMOTE: 90, TRAVEL: 0 },
      afterHoursPercent: 200,
    });
    const usage = rollUp(byMinute, input({ entries: [seconds] }), { hours: office });
    expect(went(usage)).toEqual(['s - OVERAGE 1 2', 's - OVERAGE 2 3']);
  });

  test.each([
    ['as work, at its own rate', { kind: 'AS_WORK' }, 'OVERAGE', 6000],
    ['per trip', { kind: 'PER_TRIP', priceMinor: 7500 }, 'TRIP', 7500],
    ['free', { kind: 'FREE' }, 'FREE', 0],
  ] as const)('travel %s', (_, travel, outcome, amount) => {
    const usage = rollUp(terms({ travel }), input({ entries: [entry('go', { kind: 'TRAVEL' })] }));
    expect([usage.allocations[0]?.outcome, usage.totalMinor]).toEqual([outcome, amount]);
  });

  test('a line of a category takes the work of that category alone, as it is written', () => {
    const printing = flat({ id: 'print', covers: covers({ categories: ['Printing'] }) });
    const usage = rollUp(
      terms({ lines: [printing] }),
      input({
        entries: [
          entry('own', { category: 'Printing' }),
          entry('other', { category: 'Network' }),
          entry('small', { category: 'printing' }),
          entry('none'),
        ],
        parts: [
          part('toner', { category: 'Printing' }),
          part('switch', { category: 'Network', quantity: 1, unitPriceMinor: 99_900 }),
        ],
      }),
    );
    expect(went(usage).toSorted()).toEqual([
      'none - OVERAGE 60 9000',
      'other - OVERAGE 60 9000',
      'own print INCLUDED 60 0',
      'small - OVERAGE 60 9000',
    ]);
    expect(usage.lines.flatMap((line) => (line.kind === 'PART' ? line.sourceIds : []))).toEqual([
      'switch',
    ]);
  });

  test('parts are charged, unless a line includes them', () => {
    const parts = [
      part('p1'),
      part('p2', { domain: 'IT' }),
      part('p3', { domain: 'IT', billing: 'NON_BILLABLE' }),
    ];
    const usage = rollUp(terms({ lines: [flat()] }), input({ parts }));
    expect(usage.lines.map((line) => [line.kind, line.sourceIds, line.amountMinor])).toEqual([
      ['FIXED', [], 50_000],
      ['PART', ['p2'], 2500],
    ]);
  });

  test('per asset and per clinic cost by the count; a line covers the assets it names', () => {
    const perAsset: ContractLine = {
      kind: 'PER_ASSET',
      id: 'ws',
      name: 'Workstations',
      covers: covers({ assetIds: ['ws1', 'ws2'] }),
      priceMinor: 2500,
      includesParts: false,
    };
    const perClinic: ContractLine = {
      ...perAsset,
      kind: 'PER_CLINIC',
      id: 'cl',
      name: 'Clinics',
      covers: covers({ clinicIds: ['quayside'] }),
      priceMinor: 9900,
    };
    const usage = rollUp(
      terms({ lines: [perAsset, perClinic] }),
      input({
        counts: { ws: 40, cl: 3 },
        entries: [entry('a', { assetIds: ['x', 'ws2'] }), entry('b', { clinicId: 'elsewhere' })],
      }),
    );
    expect(went(usage)).toEqual(['a ws INCLUDED 60 0', 'b - OVERAGE 60 9000']);
    expect(
      usage.lines.map(({ quantity, unit, amountMinor }) => [quantity, unit, amountMinor]),
    ).toEqual([
      ['40', 'ASSET', 100_000],
      ['3', 'CLINIC', 29_700],
      ['1', 'HOUR', 9000],
    ]);
  });
});

describe('block time goes on', () => {
  const carry = (maxMinutes: number | null, periods: number) =>
    terms({ lines: [block({ carryOver: { maxMinutes, periods } })] });
  const month = (
    t: ReturnType<typeof terms>,
    period: string,
    minutes: number,
    opening: ReturnType<typeof rollUp>['closing'],
  ) =>
    rollUp(
      t,
      input({
        period,
        opening,
        entries:
          minutes === 0
            ? []
            : [entry(period, { minutes, startedAt: at(`${period}-10T15:00:00Z`) })],
      }),
    );

  test('the oldest is used first, and is lost when its periods are over', () => {
    const t = carry(null, 2);
    const sep = month(t, '2026-09', 0, []);
    const oct = month(t, '2026-10', 120, sep.closing);
    expect(oct.closing.map((grant) => [grant.period, grant.weighted / 100])).toEqual([
      ['2026-09', 480],
      ['2026-10', 600],
    ]);
    const nov = month(t, '2026-11', 0, oct.closing);
    expect(nov.balances[0]).toEqual({
      lineId: 'block',
      opening: 108_000,
      granted: 60_000,
      used: 0,
      lost: 48_000,
      closing: 120_000,
    });
  });

  test('no more than the maximum goes on, the newest of it', () => {
    const nov = month(
      carry(700, 12),
      '2026-11',
      0,
      month(carry(700, 12), '2026-10', 0, []).closing,
    );
    expect(nov.closing.map((grant) => [grant.period, grant.weighted / 100])).toEqual([
      ['2026-10', 100],
      ['2026-11', 600],
    ]);
  });
});

test('a period is the contract’s own month: work after its end waits, work that came late is in it', () => {
  const usage = rollUp(
    terms(),
    input({
      entries: [
        entry('late', { startedAt: at('2026-11-01T03:59:59Z') }), // October in New York
        entry('first', { startedAt: at('2026-11-01T04:00:00Z') }),
        entry('last', { startedAt: at('2026-12-01T04:59:59Z') }),
        entry('next', { startedAt: at('2026-12-01T05:00:00Z') }),
      ],
    }),
  );
  expect(usage.rounded.map((each) => each.entry.id)).toEqual(['late', 'first', 'last']);
  expect(usage.lateIds).toEqual(['late']);
});
