import { type Allocation, type BlockBalance, ReadRefused, type Usage } from '@wardline/platform';
import { builder } from '../builder.ts';
import { toGlobalId, uuidOf } from '../node/global-id.ts';
import { InvoiceLineType } from './invoice.types.ts';
import { Money } from './money.type.ts';
import { AllocationOutcome } from './work.enums.ts';

const hundredths = 'Hundredths of a minute, the after-hours percentage included.';

const AllocationType = builder
  .objectRef<Allocation & { readonly currency: string }>('UsageAllocation')
  .implement({
    description: 'Part of a time entry, and where it went. All parts of an entry add up to it.',
    fields: (t) => ({
      timeEntryId: t.id({
        description: 'Id of a `TimeEntry`.',
        resolve: (a) => toGlobalId('TimeEntry', a.entryId),
      }),
      contractLineId: t.id({
        nullable: true,
        description: 'Id of a `ContractLine`; null: no line took it.',
        resolve: (a) => (a.lineId === null ? null : toGlobalId('ContractLine', a.lineId)),
      }),
      outcome: t.field({
        type: AllocationOutcome,
        description: 'Where it went.',
        resolve: (a) => a.outcome,
      }),
      percent: t.exposeInt('percent', { description: 'What it counts: 100, or after hours more.' }),
      weighted: t.exposeInt('weighted', { description: hundredths }),
      amount: t.field({
        type: Money,
        description: 'What is charged for it.',
        resolve: ({ amountMinor: minor, currency }) => ({ minor, currency }),
      }),
    }),
  });

const Balance = builder.objectRef<BlockBalance>('BlockBalance').implement({
  description: 'What became of block time: opening and granted are used, lost or closing.',
  fields: (t) => ({
    contractLineId: t.id({
      description: 'Id of a `ContractLine`.',
      resolve: (b) => toGlobalId('ContractLine', b.lineId),
    }),
    opening: t.exposeInt('opening', { description: `From earlier months. ${hundredths}` }),
    granted: t.exposeInt('granted', { description: 'Bought for the month.' }),
    used: t.exposeInt('used', { description: 'Used up.' }),
    lost: t.exposeInt('lost', { description: 'Expired, or more than goes on.' }),
    closing: t.exposeInt('closing', { description: 'For the next month.' }),
  }),
});

const UsageType = builder.objectRef<Usage>('ContractUsage').implement({
  description: 'What a month of a contract would cost as things are. Nothing is written.',
  fields: (t) => ({
    period: t.exposeString('period', { description: 'The month.' }),
    days: t.int({
      description: 'The days that fixed prices and bought minutes are for.',
      resolve: ({ share }) => share.days,
    }),
    ofDays: t.int({
      description: 'The days of the month; as many as `days`: the whole month is charged.',
      resolve: ({ share }) => share.ofDays,
    }),
    total: t.field({
      type: Money,
      description: 'The sum of the lines.',
      resolve: ({ totalMinor: minor, currency }) => ({ minor, currency }),
    }),
    lines: t.field({
      type: [InvoiceLineType],
      description: 'What would be charged.',
      resolve: ({ lines, currency }) =>
        lines.map((line, index) => ({ ...line, number: index + 1, currency })),
    }),
    allocations: t.field({
      type: [AllocationType],
      description: 'Every minute, and where it went.',
      resolve: ({ allocations, currency }) => allocations.map((each) => ({ ...each, currency })),
    }),
    balances: t.field({
      type: [Balance],
      description: 'Block time, line by line.',
      resolve: (usage) => [...usage.balances],
    }),
  }),
});

builder.queryField('contractUsage', (t) =>
  t.field({
    type: UsageType,
    nullable: true,
    description:
      'What a month of a contract would cost if it, and those before it that are open, were exported as things are: exactly what an export then says. Refused: a month that was exported (`PERIOD_EXPORTED`), that the contract does not hold in (`PERIOD_NOT_COVERED`), or that no terms hold in (`BILLING_TERMS_MISSING`). Null if there is no such contract for you.',
    args: {
      contractId: t.arg.id({ required: true, description: 'The contract.' }),
      period: t.arg.string({ required: true, description: 'A month, `2026-11`.' }),
    },
    resolve: async (_root, { contractId, period }, context) => {
      const id = uuidOf('Contract', contractId);
      const usage = await context.apart((desk) => desk.work.usage({ contractId: id, period }));
      if (usage.ok) return usage.value;
      if (usage.error.code === 'NOT_FOUND') return null;
      const { code, message, path } = usage.error;
      throw new ReadRefused({ code, message, path });
    },
  }),
);
