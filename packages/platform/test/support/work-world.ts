import type { Desk, Wardline } from '../../src/index.ts';
import type { SetBillingTerms } from '../../src/work/set-billing-terms.ts';
import { must } from './must.ts';
import { days } from './ports.ts';

/** A contract that charges block hours, with a month of long ago that was exported, and a part used since. */
export async function buildWork(
  wardline: Wardline,
  desk: Desk,
  organizationId: string,
  ticketId: string,
  marker: string,
) {
  const now = wardline.now();
  const { contractId } = await must(
    desk.contracts.create({ organizationId, name: `Care ${marker}`, validFrom: now - days(100) }),
  );
  const { contractLineId } = await must(
    desk.contracts.addLine({ contractId, name: `Hours ${marker}` }),
  );
  const spare = await must(desk.contracts.addLine({ contractId, name: `Spare ${marker}` }));
  const period = new Date(now - days(70)).toISOString().slice(0, 7);
  const terms: SetBillingTerms = {
    contractId,
    validFrom: period,
    calendarId: null,
    currency: 'USD',
    timezone: 'America/New_York',
    rounding: { incrementMinutes: 15, minimumMinutes: 15, mode: 'UP', per: 'ENTRY' },
    travel: { kind: 'FREE' },
    hourlyRates: { ON_SITE: 15_000, REMOTE: 12_000, TRAVEL: 0 },
    afterHoursPercent: 100,
    proRata: 'BY_DAY',
    lines: [
      {
        kind: 'BLOCK_HOURS',
        contractLineId,
        kinds: [],
        assetIds: [],
        minutes: 60,
        priceMinor: 10_000,
        carryOver: { maxMinutes: null, periods: 1 },
      },
    ],
  };
  const { billingTermsId } = await must(desk.work.setTerms(terms));
  const planned = await must(
    desk.work.setTerms({ ...terms, expectedVersion: 1, validFrom: nextMonth(period) }),
  );
  const { invoiceExportId } = await must(desk.work.exportInvoice({ contractId, period }));
  const { partId } = await must(
    desk.work.addPart({
      ticketId,
      name: `Fuser ${marker}`,
      quantity: 2,
      unitPriceMinor: 1250,
      billing: 'BILLABLE',
    }),
  );
  const spareLineId = spare.contractLineId;
  const plannedTermsId = planned.billingTermsId;
  return {
    contractId,
    contractLineId,
    spareLineId,
    plannedTermsId,
    billingTermsId,
    invoiceExportId,
    partId,
    period,
  };
}

/** The month after. */
export function nextMonth(period: string): string {
  const [year = 0, month = 0] = period.split('-').map(Number);
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 7);
}
