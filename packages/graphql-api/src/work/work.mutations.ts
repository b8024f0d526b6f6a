import type { LineTerms } from '@wardline/platform';
import { builder } from '../builder.ts';
import { defineMutation } from '../mutations/define-mutation.ts';
import { given } from '../mutations/given.ts';
import { optionalUuidOf, uuidOf, uuidsOf } from '../node/global-id.ts';
import { BillingTerms, Contract, InvoiceExport } from '../rows.ts';
import { DateTime, LocalDate, TimeZone } from '../scalars.ts';
import { WorkLogBilling, WorkLogKind } from '../tickets/ticket.enums.ts';
import {
  BillingLineKind,
  HrEventKind,
  ProRataRule,
  RoundingMode,
  RoundingScope,
  TravelRule,
} from './work.enums.ts';
import { partUsed, ticket } from './work.returns.ts';

const clientId =
  'Your own UUID for it, made beforehand; a retry with the same one cannot make a second.';
const contract = {
  description: 'The contract.',
  record: { type: Contract, shape: 'Contract', id: 'contractId' },
} as const;

const billingTerms = {
  description: 'The terms.',
  record: { type: BillingTerms, shape: 'BillingTerms', id: 'billingTermsId' },
} as const;
const invoiceExport = {
  description: 'The export.',
  record: { type: InvoiceExport, shape: 'InvoiceExport', id: 'invoiceExportId' },
} as const;

defineMutation('partUsedAdd', {
  description: 'Records a part that was used up on a ticket.',
  input: builder.inputType('PartUsedAddInput', {
    description: 'A part.',
    fields: (t) => ({
      id: t.string({ description: clientId }),
      ticketId: t.id({ required: true, description: 'The ticket.' }),
      name: t.string({ required: true, description: 'What; at most 200 characters.' }),
      quantity: t.int({ required: true, description: 'How many pieces.' }),
      unitPriceMinor: t.int({
        required: true,
        description: 'What one costs, in the minor unit of the contract’s currency.',
      }),
      billing: t.field({ type: WorkLogBilling, required: true, description: 'Who pays.' }),
      usedAt: t.field({ type: DateTime, description: 'When; left out: now.' }),
    }),
  }),
  returns: {
    ticket,
    partUsed,
  },
  run: (desk, { ticketId, id, usedAt, ...input }) =>
    desk.work.addPart({ ...given({ id, usedAt }), ...input, ticketId: uuidOf('Ticket', ticketId) }),
});

const RoundingInput = builder.inputType('RoundingInput', {
  description: 'How time is rounded.',
  fields: (t) => ({
    incrementMinutes: t.int({ required: true, description: 'To multiples of this, 1 to 1440.' }),
    minimumMinutes: t.int({ required: true, description: 'The least that counts.' }),
    mode: t.field({ type: RoundingMode, required: true, description: 'Which way.' }),
    per: t.field({ type: RoundingScope, required: true, description: 'What together.' }),
  }),
});

const TravelInput = builder.inputType('TravelInput', {
  description: 'How travel is charged.',
  fields: (t) => ({
    kind: t.field({ type: TravelRule, required: true, description: 'How.' }),
    priceMinor: t.int({ description: 'For a trip, in the minor unit.' }),
  }),
});

const RatesInput = builder.inputType('HourlyRatesInput', {
  description: 'What an hour costs beyond what lines include, in the minor unit.',
  fields: (t) => ({
    onSite: t.int({ required: true, description: 'On site.' }),
    remote: t.int({ required: true, description: 'Remote.' }),
    travel: t.int({ required: true, description: 'Travel, if it counts as work.' }),
  }),
});

const CarryOverInput = builder.inputType('CarryOverInput', {
  description: 'How unused block time goes on.',
  fields: (t) => ({
    maxMinutes: t.int({ description: 'At most so much; left out: all of it.' }),
    periods: t.int({ required: true, description: 'For how many months.' }),
  }),
});

const LineInput = builder.inputType('BillingLineInput', {
  description: 'How a line of the contract charges; the line says for which clinic and trades.',
  fields: (t) => ({
    contractLineId: t.id({ required: true, description: 'The line.' }),
    kind: t.field({ type: BillingLineKind, required: true, description: 'How.' }),
    priceMinor: t.int({ description: 'In the minor unit; left out: 0. Not by the hour.' }),
    minutes: t.int({ description: 'Minutes for each month, of block hours; left out: 60.' }),
    carryOver: t.field({ type: CarryOverInput, description: 'Of block hours; left out: lost.' }),
    includesParts: t.boolean({ description: 'Whether parts are included; left out: no.' }),
    kinds: t.field({ type: [WorkLogKind], description: 'Only this work; left out: all.' }),
    assetIds: t.idList({ description: 'Only work on these assets; left out: all.' }),
  }),
});

function lineOf(line: typeof LineInput.$inferInput): LineTerms {
  const { kind, priceMinor, minutes, carryOver, includesParts } = line;
  const common = {
    contractLineId: uuidOf('ContractLine', line.contractLineId),
    kinds: line.kinds ?? [],
    assetIds: uuidsOf('Asset', line.assetIds ?? []),
  };
  const price = priceMinor ?? 0;
  switch (kind) {
    case 'TIME_AND_MATERIAL':
      return { ...common, kind };
    case 'BLOCK_HOURS': {
      const goesOn = carryOver
        ? { maxMinutes: carryOver.maxMinutes ?? null, periods: carryOver.periods }
        : null;
      return { ...common, kind, priceMinor: price, minutes: minutes ?? 60, carryOver: goesOn };
    }
    default:
      return { ...common, kind, priceMinor: price, includesParts: includesParts ?? false };
  }
}

const RATE_FIELDS: Readonly<Record<string, string>> = {
  ON_SITE: 'onSite',
  REMOTE: 'remote',
  TRAVEL: 'travel',
};

defineMutation('billingTermsSet', {
  description:
    'Says how a contract charges from a month on; a month is charged by one set of terms. What was exported stays as it was.',
  input: builder.inputType('BillingTermsSetInput', {
    description: 'All of the terms.',
    fields: (t) => ({
      contractId: t.id({ required: true, description: 'The contract.' }),
      expectedVersion: t.int({
        description:
          'The version of the terms set last, which you decided these on; left out: 0, the contract has none yet.',
      }),
      validFrom: t.string({
        description:
          'The first month that is charged by them, `2026-11`; it holds as a whole. They hold until others set from a later month do. A month that was exported is refused (`PERIOD_EXPORTED`). What was done before the first terms is not charged. Left out: the month it is now in `timeZone`.',
      }),
      currency: t.string({ required: true, description: 'ISO 4217: `USD`.' }),
      timeZone: t.field({ type: TimeZone, required: true, description: 'Where months begin.' }),
      rounding: t.field({ type: RoundingInput, required: true, description: 'How to round.' }),
      travel: t.field({ type: TravelInput, required: true, description: 'Travel.' }),
      hourlyRates: t.field({ type: RatesInput, required: true, description: 'Rates.' }),
      calendarId: t.id({ description: 'Outside of these hours work counts more.' }),
      afterHoursPercent: t.int({ description: 'So much, 100 to 1000; left out: 100.' }),
      proRata: t.field({
        type: ProRataRule,
        description: 'A month that the contract holds in part; left out: `BY_DAY`.',
      }),
      lines: t.field({
        type: [LineInput],
        required: true,
        description: 'In the order in which work goes to them.',
      }),
    }),
  }),
  returns: {
    contract,
    billingTerms,
  },
  conflictsOn: 'BillingTerms',
  pathOf: (path) =>
    path.map((key) => (key === 'timezone' ? 'timeZone' : (RATE_FIELDS[key as string] ?? key))),
  run: (desk, input) => {
    const { onSite, remote, travel: onTheRoad } = input.hourlyRates;
    const { kind, priceMinor } = input.travel;
    const { expectedVersion, validFrom } = input;
    return desk.work.setTerms({
      ...given({ expectedVersion, validFrom }),
      contractId: uuidOf('Contract', input.contractId),
      calendarId: optionalUuidOf('Calendar', input.calendarId) ?? null,
      currency: input.currency,
      timezone: input.timeZone,
      rounding: input.rounding,
      travel: kind === 'PER_TRIP' ? { kind, priceMinor: priceMinor ?? 0 } : { kind },
      hourlyRates: { ON_SITE: onSite, REMOTE: remote, TRAVEL: onTheRoad },
      afterHoursPercent: input.afterHoursPercent ?? 100,
      proRata: input.proRata ?? 'BY_DAY',
      lines: input.lines.map(lineOf),
    });
  },
});

defineMutation('billingTermsWithdraw', {
  description:
    'Takes back terms that were a slip, such as a rise that was called off, while no month from theirs on is exported (`PERIOD_EXPORTED`): those before them hold instead. They stay to be read.',
  input: builder.inputType('BillingTermsWithdrawInput', {
    description: 'Which terms.',
    fields: (t) => ({
      billingTermsId: t.id({ required: true, description: 'The terms.' }),
    }),
  }),
  returns: { contract, billingTerms },
  run: (desk, { billingTermsId }) =>
    desk.work.withdrawTerms({ billingTermsId: uuidOf('BillingTerms', billingTermsId) }),
});

defineMutation('invoiceExportCreate', {
  description:
    'Exports a month of a contract to accounting, once: asked again it answers with what was exported then, unless that was voided. Months go in order. One in which the contract does not hold is refused (`PERIOD_NOT_COVERED`); one that it holds in part is charged by `proRata` of the terms. Each line is quantity times unit price, half up.',
  input: builder.inputType('InvoiceExportCreateInput', {
    description: 'Which month of which contract.',
    fields: (t) => ({
      id: t.string({ description: clientId }),
      contractId: t.id({ required: true, description: 'The contract.' }),
      period: t.string({ required: true, description: 'A month that is over, `2026-11`.' }),
    }),
  }),
  returns: { contract, invoiceExport },
  run: (desk, { id, contractId, period }) =>
    desk.work.exportInvoice({
      ...given({ id }),
      period,
      contractId: uuidOf('Contract', contractId),
    }),
});

defineMutation('invoiceExportVoid', {
  description:
    'Takes back an export that was wrong, the latest of its contract that stands (`INVOICE_NOT_LATEST`): its work is open again, and `invoiceExportCreate` exports the month anew, as another document with an id of its own. What was voided stays to be read.',
  input: builder.inputType('InvoiceExportVoidInput', {
    description: 'Which export, and why.',
    fields: (t) => ({
      invoiceExportId: t.id({ required: true, description: 'The export.' }),
      reason: t.string({
        required: true,
        description: 'Why, for all who read it; at most 500 characters.',
      }),
    }),
  }),
  returns: { contract, invoiceExport },
  run: (desk, { invoiceExportId, reason }) =>
    desk.work.voidInvoice({ reason, invoiceExportId: uuidOf('InvoiceExport', invoiceExportId) }),
});

defineMutation('hrEventRecord', {
  description:
    'Takes over from an HR system that somebody begins, moves or leaves, and opens the ticket for their access with its checklist. The ticket is confidential: colleagues do not read it.',
  input: builder.inputType('HrEventRecordInput', {
    description: 'What happens with whom.',
    fields: (t) => ({
      id: t.string({ description: clientId }),
      kind: t.field({ type: HrEventKind, required: true, description: 'What happens.' }),
      clinicId: t.id({ required: true, description: 'The clinic.' }),
      personName: t.string({ required: true, description: 'With whom.' }),
      effectiveOn: t.field({ type: LocalDate, required: true, description: 'From which date.' }),
      role: t.string({ description: 'What they then work as.' }),
      systems: t.stringList({ description: 'What access is about: `EHR`, `Badge`, `VPN`.' }),
      externalId: t.string({
        description: 'The HR system’s own id of the event; the same one is taken over once.',
      }),
      checklistTemplateId: t.id({
        description:
          'The checklist template to work through. Default: Wardline’s own for the kind.',
      }),
    }),
  }),
  returns: { ticket },
  run: (desk, { clinicId, kind, personName, effectiveOn, checklistTemplateId, ...input }) =>
    desk.work.recordHrEvent({
      ...given({
        ...input,
        checklistTemplateId:
          checklistTemplateId && uuidOf('ChecklistTemplate', checklistTemplateId),
      }),
      kind,
      personName,
      effectiveOn,
      clinicId: uuidOf('Clinic', clinicId),
    }),
});
