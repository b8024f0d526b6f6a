import type { BillingLine, Row, BillingTerms as Terms } from '@wardline/platform';
import { builder } from '../builder.ts';
import { toGlobalId } from '../node/global-id.ts';
import { Node } from '../node/node.type.ts';
import { column, idField, many, one } from '../reading/fields.ts';
import { readsExtension } from '../reading/reads.ts';
import { BillingTerms, Calendar, Contract } from '../rows.ts';
import { DateTime, TimeZone } from '../scalars.ts';
import { Domain, WorkLogKind } from '../tickets/ticket.enums.ts';
import { Money } from './money.type.ts';
import {
  BillingLineKind,
  ProRataRule,
  RoundingMode,
  RoundingScope,
  TravelRule,
} from './work.enums.ts';

type LineOf = BillingLine & { readonly currency: string };
const LineType = builder.objectRef<LineOf>('BillingLine').implement({
  description: 'How a line of a contract charges.',
  fields: (t) => ({
    contractLineId: t.id({
      description: 'Id of a `ContractLine`.',
      resolve: (line) => toGlobalId('ContractLine', line.id),
    }),
    kind: t.field({ type: BillingLineKind, description: 'How.', resolve: (line) => line.kind }),
    price: t.field({
      type: Money,
      nullable: true,
      description: 'For a month, an asset or a clinic; null by the hour.',
      resolve: (line) =>
        'priceMinor' in line ? { minor: line.priceMinor, currency: line.currency } : null,
    }),
    minutes: t.int({
      nullable: true,
      description: 'Minutes bought for each month, of block hours.',
      resolve: (line) => (line.kind === 'BLOCK_HOURS' ? line.minutes : null),
    }),
    kinds: t.field({
      type: [WorkLogKind],
      description: 'Only this work; empty: all.',
      resolve: (line) => [...line.covers.kinds],
    }),
    assetIds: t.idList({
      description: 'Only work on these `Asset`s; empty: on any.',
      resolve: (line) => line.covers.assetIds.map((id) => toGlobalId('Asset', id)),
    }),
    clinicIds: t.idList({
      description:
        'Only work for these `Clinic`s, as the line said when the terms were set; empty: for all.',
      resolve: (line) => line.covers.clinicIds.map((id) => toGlobalId('Clinic', id)),
    }),
    domains: t.field({
      type: [Domain],
      description: 'Only work of these trades, as the line said then; empty: of all.',
      resolve: (line) => line.covers.domains as 'IT'[],
    }),
    categories: t.stringList({
      description:
        'Only work on tickets of these categories, as the line said then; empty: of all.',
      resolve: (line) => [...line.covers.categories],
    }),
    includesParts: t.boolean({
      description: 'Whether parts are included.',
      resolve: (line) => 'includesParts' in line && line.includesParts,
    }),
    carryOverMaxMinutes: t.int({
      nullable: true,
      description: 'How much of unused block time goes on at most; null: all, or nothing.',
      resolve: (line) =>
        line.kind === 'BLOCK_HOURS' ? (line.carryOver?.maxMinutes ?? null) : null,
    }),
    carryOverPeriods: t.int({
      nullable: true,
      description: 'For how many months unused block time goes on; null: it is lost.',
      resolve: (line) => (line.kind === 'BLOCK_HOURS' ? (line.carryOver?.periods ?? null) : null),
    }),
  }),
});

type Rates = Terms['hourlyRates'] & { readonly currency: string };
const rate = (kind: keyof Terms['hourlyRates']) => ({
  type: Money,
  resolve: (rates: Rates) => ({ minor: rates[kind], currency: rates.currency }),
});
const RatesType = builder.objectRef<Rates>('HourlyRates').implement({
  description: 'What an hour costs.',
  fields: (t) => ({
    onSite: t.field({ description: 'On site.', ...rate('ON_SITE') }),
    remote: t.field({ description: 'Remote.', ...rate('REMOTE') }),
    travel: t.field({ description: 'Travel, if it counts as work.', ...rate('TRAVEL') }),
  }),
});

const ofTerms = <T>(pick: (terms: Terms) => T) => ({
  extensions: readsExtension({ columns: ['terms'] }),
  resolve: (row: Row) => pick(row.terms as Terms),
});

BillingTerms.implement({
  description: 'How a contract charges from a month on.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'BillingTerms'),
    contract: one(t, 'contract', Contract, { description: 'The contract.' }),
    calendar: one(t, 'calendar', Calendar, {
      description: 'The hours outside of which work counts more; null: it never does.',
    }),
    version: column(t, 'version', 'Int', {
      description:
        'Counts up from 1, contract by contract; the highest is the `expectedVersion` of the next.',
    }),
    validFrom: column(t, 'validFrom', 'String', {
      description:
        'The first month, `2026-11`, that is charged by them. Of those from the same month the highest version holds.',
    }),
    createdAt: column(t, 'createdAt', DateTime, { description: 'When they were set.' }),
    withdrawnAt: column(t, 'withdrawnAt', DateTime, {
      nullable: true,
      description: 'When they were taken back: they never held; null: they stand.',
    }),
    currency: t.field({
      type: 'String',
      description: 'ISO 4217.',
      ...ofTerms((terms) => terms.currency),
    }),
    timeZone: t.field({
      type: TimeZone,
      description: 'Where months and dates begin.',
      ...ofTerms((terms) => terms.timezone),
    }),
    incrementMinutes: t.field({
      type: 'Int',
      description: 'What time is rounded to.',
      ...ofTerms((terms) => terms.rounding.incrementMinutes),
    }),
    minimumMinutes: t.field({
      type: 'Int',
      description: 'The least that is counted.',
      ...ofTerms((terms) => terms.rounding.minimumMinutes),
    }),
    roundingMode: t.field({
      type: RoundingMode,
      description: 'Which way.',
      ...ofTerms((terms) => terms.rounding.mode),
    }),
    roundingScope: t.field({
      type: RoundingScope,
      description: 'What together.',
      ...ofTerms((terms) => terms.rounding.per),
    }),
    travel: t.field({
      type: TravelRule,
      description: 'How travel is charged.',
      ...ofTerms((terms) => terms.travel.kind),
    }),
    tripPrice: t.field({
      type: Money,
      nullable: true,
      description: 'For a trip; null: trips have no price of their own.',
      ...ofTerms(({ travel, currency }) =>
        travel.kind === 'PER_TRIP' ? { minor: travel.priceMinor, currency } : null,
      ),
    }),
    hourlyRates: t.field({
      type: RatesType,
      description: 'What an hour costs beyond what lines include.',
      ...ofTerms(({ hourlyRates, currency }) => ({ ...hourlyRates, currency })),
    }),
    afterHoursPercent: t.field({
      type: 'Int',
      description: 'What work outside of the hours counts.',
      ...ofTerms((terms) => terms.afterHoursPercent),
    }),
    proRata: t.field({
      type: ProRataRule,
      description: 'What a month costs that the contract holds in part.',
      ...ofTerms((terms) => terms.proRata),
    }),
    lines: t.field({
      type: [LineType],
      description: 'In the order in which work goes to them.',
      ...ofTerms(({ lines, currency }) => lines.map((line) => ({ ...line, currency }))),
    }),
  }),
});

builder.objectField(Contract, 'billingTerms', (t) =>
  many(t, 'billingTerms', BillingTerms, 'BillingTerms', {
    description: 'How it charges and has charged, the latest set first.',
  }),
);
