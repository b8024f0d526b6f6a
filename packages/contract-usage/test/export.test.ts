import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type BillingTerms,
  defineBillingTerms,
  exportPeriod,
  formatMoney,
  invoiceCsv,
  invoiceDocument,
  rollUp,
} from '../src/index.ts';
import { at, block, entry, input, must, part, terms } from './a-contract.ts';

const head = { exportId: 'x1', contract: { id: 'c1', name: 'Harbour, Inc.' } };
const now = at('2026-12-02T00:00:00Z');

describe('a period goes to accounting once, and in order', () => {
  test('what it takes is locked, charged or not', () => {
    const done = must(
      exportPeriod(
        terms(),
        input({
          entries: [
            entry('a'),
            entry('b', { billing: 'NON_BILLABLE' }),
            entry('later', { startedAt: now }),
          ],
          parts: [part('p'), part('q', { usedAt: now })],
        }),
        { now, next: '2026-11' },
      ),
    );
    expect(done.lockedIds).toEqual(['a', 'b', 'p']);
  });

  test.each([
    ['a period that is none', '2026-13', '2026-11', now, 'PERIOD_INVALID'],
    ['one before the contract', '2025-12', '2025-12', now, 'PERIOD_NOT_COVERED'],
    [
      'one that is not over in the contract’s zone',
      '2026-11',
      '2026-11',
      at('2026-12-01T04:59:59Z'),
      'PERIOD_NOT_OVER',
    ],
    ['one that leaves out another', '2026-11', '2026-10', now, 'PERIOD_OUT_OF_ORDER'],
    ['the same again', '2026-11', '2026-12', now, 'PERIOD_OUT_OF_ORDER'],
  ] as const)('%s is refused', (_, period, next, at, code) => {
    const result = exportPeriod(terms(), input({ period }), { now: at, next });
    expect(result.ok || [result.error.code, result.error.path]).toEqual([code, ['period']]);
  });

  test('taken period by period, no entry is charged twice, and every one is', () => {
    const times = fc.integer({ min: at('2026-08-01T12:00:00Z'), max: at('2026-11-30T12:00:00Z') });
    fc.assert(
      fc.property(fc.array(times, { maxLength: 20 }), (starts) => {
        const all = starts.map((startedAt, index) => entry(`e${index}`, { startedAt }));
        const t = terms({
          lines: [block({ minutes: 120, carryOver: { maxMinutes: null, periods: 1 } })],
        });
        const taken: string[] = [];
        let opening: ReturnType<typeof rollUp>['closing'] = [];
        for (const period of ['2026-08', '2026-09', '2026-10', '2026-11']) {
          const entries = all.filter((each) => !taken.includes(each.id));
          const done = must(
            exportPeriod(t, input({ period, entries, opening }), { now, next: period }),
          );
          taken.push(...done.lockedIds);
          opening = done.usage.closing;
        }
        expect(taken.toSorted()).toEqual(all.map((each) => each.id).toSorted());
      }),
    );
  });
});

describe('the document', () => {
  const usage = rollUp(
    terms({ lines: [block({ name: '=HYPERLINK("http://x")' })] }),
    input({ entries: [entry('a', { minutes: 700 })], parts: [part('p', { name: '+1 "spare"' })] }),
  );
  const document = invoiceDocument(usage, head);

  test('is numbered, names its schema, and adds up', () => {
    expect(document).toMatchObject({
      schema: 'wardline.invoice',
      version: 2,
      period: '2026-11',
      currency: 'USD',
    });
    expect(document.lines.map((line) => line.number)).toEqual([1, 2, 3]);
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  });

  test('as CSV: decimal amounts, quoted texts, no formula', () => {
    expect(invoiceCsv(document).split('\r\n')).toEqual([
      'export_id,contract,period,line,kind,contract_line_id,description,quantity,unit,unit_price,amount,currency',
      `x1,"Harbour, Inc.",2026-11,1,FIXED,block,"'=HYPERLINK(""http://x"")",1,PERIOD,1000.00,1000.00,USD`,
      'x1,"Harbour, Inc.",2026-11,2,OVERAGE,,Beyond the contract: remote,1.75,HOUR,90.00,157.50,USD',
      `x1,"Harbour, Inc.",2026-11,3,PART,,"'+1 ""spare""",2,PIECE,12.50,25.00,USD`,
      '',
    ]);
  });

  test('no cell begins as a formula would, whatever the texts', () => {
    const nasty = fc
      .constantFrom('=', '+', '-', '@', ' =', '\t', '\r=', '＝', 'x')
      .chain((start) => fc.string().map((rest) => start + rest));
    fc.assert(
      fc.property(nasty, nasty, (contract, description) => {
        const named = rollUp(terms({ lines: [block({ name: description })] }), input());
        const csv = invoiceCsv(
          invoiceDocument(named, { ...head, contract: { id: 'c', name: contract } }),
        );
        const cells = csv.slice(csv.indexOf('\r\n') + 2).match(/"(?:[^"]|"")*"|[^,\r\n]+/g) ?? [];
        for (const cell of cells) {
          expect(cell.replace(/^"/, '')).not.toMatch(/^\s*[=+\-@＝＋－＠]/);
        }
      }),
    );
  });
});

test.each([
  [123_450, 'USD', '1234.50'],
  [5, 'EUR', '0.05'],
  [-5, 'EUR', '-0.05'],
  [1200, 'JPY', '1200'],
  [1200, 'KWD', '1.200'],
])('%i %s is %s', (minor, currency, text) => expect(formatMoney({ minor, currency })).toBe(text));

test.each([
  ['a currency that is none', { currency: 'usd' }, 'CURRENCY_UNKNOWN', ['currency']],
  ['an offset', { timezone: '+01:00' }, 'TIME_ZONE_UNKNOWN', ['timezone']],
  [
    'no increment',
    { rounding: { ...terms().rounding, incrementMinutes: 0 } },
    'NUMBER_OUT_OF_RANGE',
    ['rounding', 'incrementMinutes'],
  ],
  [
    'a rounding that is none',
    { rounding: { ...terms().rounding, mode: 'DOWN' } },
    'VALUE_UNKNOWN',
    ['rounding', 'mode'],
  ],
  [
    'half a cent',
    { hourlyRates: { ON_SITE: 0.5, REMOTE: 0, TRAVEL: 0 } },
    'NUMBER_OUT_OF_RANGE',
    ['hourlyRates', 'ON_SITE'],
  ],
  [
    'a discount after hours',
    { afterHoursPercent: 50 },
    'NUMBER_OUT_OF_RANGE',
    ['afterHoursPercent'],
  ],
  [
    'a travel rule that is none',
    { travel: { kind: 'BY_MILE' } },
    'VALUE_UNKNOWN',
    ['travel', 'kind'],
  ],
  [
    'a negative trip',
    { travel: { kind: 'PER_TRIP', priceMinor: -1 } },
    'NUMBER_OUT_OF_RANGE',
    ['travel', 'priceMinor'],
  ],
  ['two lines of one id', { lines: [block(), block()] }, 'ID_REPEATED', ['lines', 1, 'id']],
  [
    'a block of nothing',
    { lines: [block({ minutes: 0 })] },
    'NUMBER_OUT_OF_RANGE',
    ['lines', 0, 'minutes'],
  ],
  [
    'a carry-over of no periods',
    { lines: [block({ carryOver: { maxMinutes: null, periods: 0 } })] },
    'NUMBER_OUT_OF_RANGE',
    ['lines', 0, 'carryOver', 'periods'],
  ],
  ['a line without a name', { lines: [block({ name: '' })] }, 'TEXT_EMPTY', ['lines', 0, 'name']],
])('terms with %s are refused', (_, over, code, path) => {
  const result = defineBillingTerms({ ...terms(), ...over } as BillingTerms);
  expect(result.ok ? 'accepted' : [result.error.code, result.error.path]).toEqual([code, path]);
});
