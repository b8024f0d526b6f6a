// Every use case beside every other, on the same few records: each is done or told why not, and none fails.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Desk } from '../src/index.ts';
import {
  type MspWorld,
  minutes,
  type TestWardline,
  testWardline,
  twoMsps,
} from './support/index.ts';
import { buildExtras, call, type UseCaseInput, useCaseInputs } from './use-cases.ts';

const embedded = inject('wardlineTestTemplate').kind === 'pglite';
const AT_ONCE = 8;
const VOLLEYS = 150;

/** What fields name, of which there is more than what an input names: the latest of it, met by many. */
const TABLES: Readonly<Record<string, string>> = {
  ticketId: 'ticket',
  targetId: 'ticket',
  visitId: 'visit',
  stageId: 'approval_stage',
  taskId: 'task',
  timeEntryId: 'time_entry',
  partUsedId: 'part_used',
  swapId: 'rotation_swap',
  overrideId: 'rotation_override',
  absenceId: 'absence',
  blackoutId: 'blackout',
  relationId: 'asset_relation',
  contractLineId: 'contract_line',
  billingTermsId: 'billing_terms',
  invoiceExportId: 'invoice_export',
  ruleSetId: 'triage_rule_set',
  templateId: 'checklist_template',
  rotationId: 'rotation',
  agreementId: 'agreement',
  clinicGroupId: 'clinic_group',
  grantId: 'access_grant',
  affiliationId: 'person_affiliation',
};
/** Where the version is that an input was decided on. */
const VERSIONED: Readonly<Record<string, string>> = {
  ...TABLES,
  assetId: 'asset',
  teamId: 'team',
  clinicId: 'clinic',
  personId: 'person',
  calendarId: 'calendar',
  contractId: 'contract',
  locationId: 'location',
  organizationId: 'organization',
  escalationPolicyId: 'escalation_policy',
  coManagedAgreementId: 'co_managed_agreement',
};

let on: TestWardline;
let a: MspWorld;
let inputs: readonly UseCaseInput[];
let desks: readonly Desk[];
beforeAll(async () => {
  if (embedded) return;
  on = await testWardline((options) => ({ ...options, maxConnections: AT_ONCE + 2 }));
  a = (await twoMsps(on.wardline)).a;
  const { mspAdmin, technician } = a.people;
  desks = [await mspAdmin.desk(), a.desk, await mspAdmin.desk(), await technician.desk()];
  inputs = [...useCaseInputs(a, await buildExtras(a, on), on.ports.now()), ...more()];
});
afterAll(async () => {
  if (!embedded) await on.close();
});

/** What of tickets and their assets comes about most, in more ways. */
function more(): UseCaseInput[] {
  const { clinics, people, assets, teams } = a;
  const ticketId = a.tickets.nurse;
  const move = (to: string, rest: object = {}) => ({
    name: 'tickets.transition',
    input: { ticketId, to, ...rest },
  });
  const opening = { channel: 'PHONE', domain: 'IT', assetIds: [assets.printer] };
  return [
    ...['INCIDENT', 'SERVICE_REQUEST', 'WORK_ORDER', 'PROBLEM'].map((type) => ({
      name: 'tickets.open',
      input: { type, clinicId: clinics.riverside, requesterId: null, title: type, ...opening },
    })),
    move('IN_PROGRESS'),
    move('ON_HOLD', { holdReason: 'REQUESTER' }),
    move('RESOLVED', { resolutionCode: 'FIXED', resolutionNote: 'Done' }),
    move('CLOSED'),
    ...(['CHILD_OF', 'CAUSED_BY', 'RELATES_TO', 'PROBLEM_OF'] as const).map((kind) => ({
      name: 'tickets.addLink',
      input: { ticketId, targetId: a.tickets.shared, kind },
    })),
    { name: 'tickets.merge', input: { ticketId, targetId: a.tickets.shared } },
    ...['LOW', 'LIFE_SUPPORT'].map((criticality) => ({
      name: 'assets.update',
      input: { assetId: assets.printer, expectedVersion: 1, changes: { criticality } },
    })),
    { name: 'tickets.update', input: { ticketId, changes: { assetIds: [assets.printer] } } },
    { name: 'tickets.assign', input: { ticketId, assigneeId: people.technician.id } },
    { name: 'dispatch.assign', input: { ticketId, teamId: teams.serviceDesk } },
    { name: 'sweep', input: {} },
  ];
}

/** The use case with what is there now: one of the latest records, the version it has, words of its own. */
async function asItIsNow({ input }: UseCaseInput, choice: number, word: string) {
  const now = structuredClone(input) as Record<string, unknown>;
  for (const [field, table] of Object.entries(TABLES)) {
    if (typeof now[field] !== 'string') continue;
    const latest = await on.database.admin<{ id: string }>(
      `select id from ${table} where msp_id = $1 order by id desc limit 3`,
      [a.mspId],
    );
    const [one] = latest.slice(choice % (latest.length + 1));
    if (one) now[field] = one.id;
  }
  if ('body' in now) now.body = word;
  if (typeof now.name === 'string') now.name = `${now.name} ${word}`;
  if ('expectedVersion' in now) now.expectedVersion = await versionOf(now);
  return now;
}

async function versionOf(input: Readonly<Record<string, unknown>>): Promise<number> {
  const field = Object.keys(VERSIONED).find((each) => typeof input[each] === 'string');
  const [from, id] =
    'rounding' in input
      ? ['billing_terms where contract_id = $1', input.contractId]
      : field
        ? [`${VERSIONED[field]} where id = $1`, input[field]]
        : ['msp where id = $1', a.mspId];
  const [row] = await on.database.admin<{ n: number }>(
    `select coalesce(max(version), 0)::int as n from ${from}`,
    [id],
  );
  return row?.n ?? 0;
}

test.skipIf(embedded)(
  'each is done or refused, no word is lost and no number is missing',
  async () => {
    const failures: unknown[] = [];
    const told: string[] = [];
    const outcomes = { done: 0, refused: 0 };
    let words = 0;
    const fire = async (useCase: UseCaseInput, desk: Desk, input: Record<string, unknown>) => {
      try {
        if (useCase.name === 'sweep') {
          failures.push(...(await on.wardline.sweep()).failed);
          return;
        }
        const { ok } = await call(desk, useCase.name, input);
        outcomes[ok ? 'done' : 'refused']++;
        if (ok && typeof input.body === 'string') told.push(input.body);
      } catch (error) {
        failures.push({ name: useCase.name, input, error });
      }
    };
    const each = fc.record({
      of: fc.nat(inputs.length - 1),
      choice: fc.nat(3),
      desk: fc.nat(desks.length - 1),
    });
    const volley = fc.array(each, { minLength: AT_ONCE, maxLength: AT_ONCE });
    await fc.assert(
      fc.asyncProperty(volley, async (chosen) => {
        on.ports.advance(minutes(1));
        const ready = await Promise.all(
          chosen.map(async ({ of, choice, desk }) => {
            const useCase = inputs[of] as UseCaseInput;
            const input = await asItIsNow(useCase, choice, `word ${words++}`);
            return () => fire(useCase, desks[desk] as Desk, input);
          }),
        );
        await Promise.all(ready.map((go) => go()));
        expect(failures).toEqual([]);
      }),
      // A race that is lost once need not be lost again: there is nothing to shrink.
      { numRuns: VOLLEYS, endOnFailure: true },
    );
    // Most of it is something, or nothing of this says anything.
    expect(outcomes.done).toBeGreaterThan(outcomes.refused);
    const kept = await on.database.admin<{ body: string }>(
      `select distinct body from timeline_entry where msp_id = $1 and body like 'word %'
         and kind in ('PUBLIC_REPLY', 'INTERNAL_NOTE')`,
      [a.mspId],
    );
    expect(kept.map(({ body }) => body).sort()).toEqual(told.sort());
    const numbers = await on.database.admin(
      `select type, count(*), max(split_part(number, '-', 2)::int) from ticket where msp_id = $1
       group by type having count(*) <> max(split_part(number, '-', 2)::int)`,
      [a.mspId],
    );
    expect(numbers).toEqual([]);
    const nested = await on.database.admin(
      `select 1 from ticket_link one join ticket_link two on two.msp_id = one.msp_id
         and two.from_id = one.to_id and two.kind = one.kind where one.kind = 'CHILD_OF'`,
    );
    expect(nested).toEqual([]);
    const exports = await on.database.admin(
      `select 1 from time_entry t join invoice_export i on i.msp_id = t.msp_id
         and i.id = t.invoice_export_id where i.voided_at is not null`,
    );
    expect(exports).toEqual([]);
    const unheard = await on.database.admin(
      `select (select count(*) from audit_entry) - (select count(*) from outbox_event) as n`,
    );
    expect(unheard).toEqual([{ n: '0' }]);
  },
);
