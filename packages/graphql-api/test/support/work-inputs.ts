// Every mutation of billing with an input that succeeds.

import { type MspWorld, toGlobalId } from './index.ts';
import type { MutationSample } from './mutation-inputs.ts';

export function workSamples(world: MspWorld): MutationSample[] {
  const { work, entries, tickets, assets, clinics, templates } = world;
  const timeEntryId = toGlobalId('TimeEntry', entries.workLog);
  const contractId = toGlobalId('Contract', work.contractId);
  return [
    {
      mutation: 'workLogCorrect',
      input: { timeEntryId, expectedVersion: 1, minutes: 20, reason: 'Looked again.' },
    },
    {
      mutation: 'workLogVoid',
      input: { timeEntryId, expectedVersion: 2, reason: 'It was another clinic’s.' },
    },
    {
      mutation: 'partUsedVoid',
      input: { partUsedId: toGlobalId('PartUsed', work.partId), reason: 'Not used.' },
    },
    {
      mutation: 'partUsedAdd',
      input: {
        ticketId: toGlobalId('Ticket', tickets.nurse),
        name: 'Toner',
        quantity: 1,
        unitPriceMinor: 999,
        billing: 'BILLABLE',
      },
    },
    {
      mutation: 'billingTermsSet',
      input: {
        contractId,
        expectedVersion: 2,
        proRata: 'BY_DAY',
        calendarId: toGlobalId('Calendar', world.calendarId),
        currency: 'USD',
        timeZone: 'America/New_York',
        rounding: { incrementMinutes: 15, minimumMinutes: 15, mode: 'UP', per: 'ENTRY' },
        travel: { kind: 'FREE' },
        hourlyRates: { onSite: 15_000, remote: 12_000, travel: 0 },
        afterHoursPercent: 150,
        lines: [
          {
            kind: 'BLOCK_HOURS',
            contractLineId: toGlobalId('ContractLine', work.contractLineId),
            priceMinor: 10_000,
            minutes: 60,
            carryOver: { periods: 2 },
            kinds: ['REMOTE'],
            assetIds: [toGlobalId('Asset', assets.printer)],
          },
        ],
      },
    },
    {
      mutation: 'billingTermsWithdraw',
      input: { billingTermsId: toGlobalId('BillingTerms', work.plannedTermsId) },
    },
    {
      mutation: 'invoiceExportVoid',
      input: {
        invoiceExportId: toGlobalId('InvoiceExport', work.invoiceExportId),
        reason: 'The rate was wrong.',
      },
    },
    { mutation: 'invoiceExportCreate', input: { contractId, period: work.period } },
    {
      mutation: 'contractUpdate',
      input: { contractId, expectedVersion: 1, name: 'Better care', validUntil: null },
    },
    {
      mutation: 'contractLineRemove',
      input: { contractLineId: toGlobalId('ContractLine', work.spareLineId) },
    },
    {
      mutation: 'hrEventRecord',
      input: {
        kind: 'LEAVER',
        clinicId: toGlobalId('Clinic', clinics.riverside),
        personName: 'Lee',
        effectiveOn: '2026-12-24',
        systems: ['EHR'],
        checklistTemplateId: toGlobalId('ChecklistTemplate', templates.battery),
      },
    },
  ];
}
