// One change is one transaction: its rows, its audit entry, its outbox event, its first answer; or nothing.
import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { ok } from '@wardline/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asService } from '../src/access/as-service.ts';
import { AgreementEntity } from '../src/agreements/agreement.entity.ts';
import { ClinicEntity } from '../src/tenancy/clinic.entity.ts';
import { unitOfWork } from '../src/unit-of-work.ts';
import { readAll } from './read-everything.ts';
import { countRows, everyRow } from './rows.ts';
import {
  days,
  hours,
  type MspWorld,
  must,
  refused,
  type TestWardline,
  testWardline,
  twoMsps,
} from './support/index.ts';
import { buildExtras, call, useCaseInputs } from './use-cases.ts';

let on: TestWardline;
let a: MspWorld;
let b: MspWorld;
beforeAll(async () => {
  on = await testWardline();
  ({ a, b } = await twoMsps(on.wardline));
});
afterAll(() => on.close());

const report = () =>
  ({
    type: 'INCIDENT',
    clinicId: a.clinics.riverside,
    requesterId: a.people.nurse.id,
    title: 'Screen stays dark',
    channel: 'PORTAL',
    domain: 'IT',
  }) as const;

const last = (number: string) => Number(number.split('-')[1]);

describe('every use case', () => {
  test('leaves an audit entry and an outbox event for each change, under one request id', async () => {
    const inputs = useCaseInputs(a, await buildExtras(a, on), on.ports.now());
    for (const [i, { name, input, isQuery = false }] of inputs.entries()) {
      const before = await countRows(on.database);
      const requestId = `request ${i}`;
      const desk = await a.people.mspAdmin.desk({ requestId });
      expect(await call(desk, name, input), name).toMatchObject({ ok: true });
      const after = await countRows(on.database);
      const added = (after.audit_entry ?? 0) - (before.audit_entry ?? 0);
      expect(added > 0, name).toBe(!isQuery);
      expect((after.outbox_event ?? 0) - (before.outbox_event ?? 0), name).toBe(added);
      const trail = await on.database.admin(
        `select e.actor_id, e.actor_kind, e.action, o.type, o.published_at
         from audit_entry e join outbox_event o on o.msp_id = e.msp_id and o.record_id = e.record_id
           and o.type = e.action and o.facts = e.facts and o.at = e.at
         where e.request_id = $1 and length(e.authority) > 0`,
        [requestId],
      );
      expect(trail.length, name).toBeGreaterThanOrEqual(added);
      for (const entry of trail) {
        expect(entry).toMatchObject({
          actor_id: a.people.mspAdmin.id,
          actor_kind: 'MEMBER',
          published_at: null,
        });
      }
    }
  });

  test('keeps people’s words out of the audit trail and the outbox', async () => {
    const words = ['It happened again', 'We are on it', 'Between us', 'Looked at it', a.marker];
    for (const table of ['audit_entry', 'outbox_event']) {
      const [all] = await on.database.admin<{ text: string }>(
        `select string_agg(row_to_json(t)::text, ' ') as text from ${table} t`,
      );
      expect(words.filter((word) => all?.text.includes(word))).toEqual([]);
    }
  });
});

describe('a refusal', () => {
  test('leaves nothing, wherever it comes from', async () => {
    const before = await everyRow(on.database);
    const { desk } = a;
    const ticketId = a.tickets.nurse;
    const refusals = await Promise.all([
      refused(desk.tickets.open({ ...report(), title: '' })),
      refused(desk.tickets.open({ ...report(), title: 'x'.repeat(1_000_000) })),
      refused(desk.tickets.open({ ...report(), title: 'a\0b' })),
      refused(desk.tickets.open({ ...report(), title: '\ud800' })),
      refused(desk.tickets.open({ ...report(), impact: 'ENORMOUS' as never })),
      refused(desk.tickets.open({ ...report(), type: 'CHANGE' })),
      refused(desk.tickets.open({ ...report(), id: 'nonsense' as never })),
      refused(desk.tickets.reply({ ticketId, body: ' ' })),
      refused(desk.tickets.reply({ ticketId, body: 'x', entryId: '1' as never })),
      refused(desk.tickets.transition({ ticketId, to: 'CLOSED' })),
      refused(desk.tickets.transition({ ticketId, to: 'ON_HOLD' })),
      refused(desk.tickets.transition({ ticketId, to: 'NOWHERE' as never })),
      refused(
        desk.clinics.create({
          organizationId: a.organizations.summit,
          name: 'X',
          timeZone: '+02:00',
        }),
      ),
      refused(desk.people.create({ side: 'PROVIDER', displayName: 'X', email: 'no address' })),
      refused(
        desk.people.create({ side: 'PROVIDER', displayName: 'X', email: 'NORA.NURSE@example.org' }),
      ),
      refused(
        desk.assets.register({
          clinicId: a.clinics.lakeside,
          kind: 'PRINTER',
          name: 'X',
          tag: 'TAG-1',
        }),
      ),
      refused(
        desk.calendars.create({ name: 'X', definition: { timezone: 'Mars/Base', weekly: {} } }),
      ),
    ]);
    const taken = refusals.filter(({ code }) => code === 'ALREADY_EXISTS');
    expect(taken.map(({ path }) => path)).toEqual([['email'], ['tag']]);
    expect(refusals.map(({ code }) => code)).toEqual([
      'TEXT_EMPTY',
      'TEXT_TOO_LONG',
      'TEXT_NOT_STORABLE',
      'TEXT_NOT_STORABLE',
      'VALUE_UNKNOWN',
      'DETAIL_REQUIRED',
      'ID_INVALID',
      'TEXT_EMPTY',
      'ID_INVALID',
      'TRANSITION_REFUSED',
      'HOLD_REASON_REQUIRED',
      'VALUE_UNKNOWN',
      'TIME_ZONE_UNKNOWN',
      'EMAIL_INVALID',
      'ALREADY_EXISTS',
      'ALREADY_EXISTS',
      'CALENDAR_TIMEZONE_UNKNOWN',
    ]);
    expect(await everyRow(on.database)).toEqual(before);
    // Nor was a number used up.
    const { ticketId: next } = await must(a.desk.tickets.open(report()));
    const numbers = await on.database.admin<{ number: string }>(
      `select number from ticket where msp_id = $1 and type = 'INCIDENT' order by opened_at, id`,
      [a.mspId],
    );
    expect(numbers.map(({ number }) => last(number)).sort((x, y) => x - y)).toEqual(
      numbers.map((_, i) => i + 1),
    );
    expect(next).toBeDefined();
  });

  test('so does a failure in between, after rows, audit entry and event were written', async () => {
    const before = await everyRow(on.database);
    const { session } = a.desk;
    const fail = unitOfWork(session, async (uow) => {
      await uow.em.execute(
        `update organization set name = 'Half done' where msp_id = ? and id = ?`,
        [a.mspId, a.organizations.summit],
      );
      uow.record({
        type: 'OrganizationRenamed',
        recordType: 'Organization',
        recordId: a.organizations.summit,
        clinicId: null,
        facts: {},
        authority: 'test',
      });
      await uow.em.flush();
      throw new Error('the power is cut');
    });
    await expect(fail).rejects.toThrow('the power is cut');
    expect(await everyRow(on.database)).toEqual(before);
  });

  test('of the second of several use cases together undoes the first', async () => {
    const before = await everyRow(on.database);
    const outcome = await a.desk.together(async (desk) => {
      await must(desk.organizations.create({ name: 'Half' }));
      return desk.organizations.create({ name: '' });
    });
    expect(outcome).toMatchObject({ ok: false, error: { code: 'TEXT_EMPTY' } });
    expect(await everyRow(on.database)).toEqual(before);
  });
});

describe('what Wardline reads on its own account', () => {
  test('is nothing the caller finds afterwards in the same transaction', async () => {
    const { session } = await a.people.nurse.desk();
    const internal = { mspId: a.mspId, id: a.agreements.internal };
    const found = await unitOfWork(session, async (uow) => {
      const own = () => uow.em.findOne(AgreementEntity, internal);
      const [before, asWardline, after] = [await own(), await asService(uow, own), await own()];
      return ok([before, asWardline?.name, after] as const);
    });
    expect(found).toEqual({ ok: true, value: [null, 'Desk and field', null] });
  });

  test('what the caller had read before stays what it is', async () => {
    const { session } = await a.people.nurse.desk();
    const kept = await unitOfWork(session, async (uow) => {
      const own = () => uow.em.findOneOrFail(ClinicEntity, { mspId: a.mspId, id });
      const id = a.clinics.riverside;
      const before = await own();
      return ok([(await asService(uow, own)) === before, (await own()) === before] as const);
    });
    expect(kept).toEqual({ ok: true, value: [true, true] });
  });
});

describe('versions', () => {
  test('a change decided on an older version is refused and told the current one', async () => {
    const { ticketId } = await must(a.desk.tickets.open(report()));
    const to = 'IN_PROGRESS';
    await must(a.desk.tickets.transition({ ticketId, to, expectedVersion: 1 }));
    const stale = { ticketId, to: 'ON_HOLD', holdReason: 'VENDOR', expectedVersion: 1 } as const;
    expect(await refused(a.desk.tickets.transition(stale))).toMatchObject({
      code: 'VERSION_CONFLICT',
      recordId: ticketId,
      current: 2,
      path: ['expectedVersion'],
    });
    await must(a.desk.tickets.transition({ ...stale, expectedVersion: 2 }));
    for (const expectedVersion of [0, -1, 999, Number.NaN]) {
      const wrong = { clinicId: a.clinics.hilltop, name: 'X', expectedVersion };
      expect(await refused(a.desk.clinics.update(wrong))).toMatchObject({
        code: 'VERSION_CONFLICT',
      });
    }
  });
});

describe('an idempotency key', () => {
  const keyed = (key: string, requestHash = 'open', msp = a) =>
    on.wardline.as(on.wardline.service(msp.mspId), { idempotency: { key, requestHash } });

  test('gives the first answer again and has one effect', async () => {
    const first = await must(keyed('k1').tickets.open(report()));
    const before = await everyRow(on.database);
    on.ports.advance(hours(23));
    expect(await must(keyed('k1').tickets.open(report()))).toEqual(first);
    expect(await everyRow(on.database)).toEqual(before);
  });

  test('used for another request is refused', async () => {
    await must(keyed('k2').tickets.open(report()));
    const before = await everyRow(on.database);
    expect(await refused(keyed('k2', 'other').tickets.open(report()))).toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
    expect(await everyRow(on.database)).toEqual(before);
  });

  test('of another actor, or another MSP, is another key', async () => {
    const mine = await must(keyed('k3').organizations.create({ name: 'One' }));
    const admin = await a.people.mspAdmin.desk({ idempotency: { key: 'k3', requestHash: 'x' } });
    const theirs = await must(admin.organizations.create({ name: 'One' }));
    const others = await must(keyed('k3', 'y', b).organizations.create({ name: 'One' }));
    const ids = [mine, theirs, others].map(({ organizationId }) => organizationId);
    expect(new Set(ids).size).toBe(3);
  });

  test('is not used up by a refusal', async () => {
    expect(await refused(keyed('k4').tickets.open({ ...report(), title: '' }))).toBeDefined();
    await must(keyed('k4').tickets.open(report()));
  });

  test('is forgotten after 24 hours', async () => {
    const first = await must(keyed('k5').tickets.open(report()));
    on.ports.advance(days(1));
    expect(await must(keyed('k5').tickets.open(report()))).toEqual(first);
    on.ports.advance(1);
    expect(await must(keyed('k5').tickets.open(report()))).not.toEqual(first);
  });

  test('does not show again the secret of a key it made', async () => {
    const input = {
      name: 'k',
      scopes: ['asset:read'],
      expiresAt: on.ports.now() + days(9),
    } as const;
    const first = await must(keyed('k6').apiKeys.create(input));
    const again = await must(keyed('k6').apiKeys.create(input));
    expect(first.token).toMatch(/^wl_/);
    expect(again).toEqual({ apiKeyId: first.apiKeyId, token: null });
    const token = { personId: a.people.nurse.id, name: 't', expiresAt: on.ports.now() + days(9) };
    const one = await must(keyed('k7').people.createToken(token));
    const two = await must(keyed('k7').people.createToken(token));
    expect(two.credentialId).toBe(one.credentialId);
    await expect(on.wardline.authenticate(one.token)).resolves.toBeDefined();
    const [kept] = await on.database.admin<{ text: string }>(
      `select string_agg(outcome::text, ' ') as text from idempotency_record`,
    );
    expect(kept?.text).not.toContain('wl_');
  });
});

test('a failure of the database is no expected answer: it is thrown, and names no other tenant’s row', async () => {
  const work = unitOfWork(a.desk.session, async (uow) => {
    await uow.em.execute('select 1 / 0');
    return { ok: true, value: 1 };
  });
  await expect(work).rejects.toThrow();
  await expect(work).rejects.not.toBeInstanceOf(UniqueConstraintViolationException);
  expect((await readAll(a.desk, 'Organization')).total).toBeGreaterThan(1);
});
