// What an integration's key opens, and that every token that is not good is refused alike.
import { createHash } from 'node:crypto';
import type { Permission } from '@wardline/access';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CredentialRefused, type Desk } from '../src/index.ts';
import { readAll, readIds, SHAPE_NAMES } from './read-everything.ts';
import {
  days,
  type MspWorld,
  must,
  refused,
  type TestWardline,
  testWardline,
  twoMsps,
} from './support/index.ts';

let on: TestWardline;
let a: MspWorld;
beforeAll(async () => {
  on = await testWardline();
  a = (await twoMsps(on.wardline)).a;
});
afterAll(() => on.close());

/** `wl_`, 32 digits, `_`. */
const SECRET_AT = 36;

async function makeKey(scopes: readonly Permission[], clinicIds: readonly string[] | null = null) {
  const expiresAt = on.ports.now() + days(30);
  const made = await must(a.desk.apiKeys.create({ name: 'RMM', scopes, clinicIds, expiresAt }));
  if (made.token === null) throw new Error('A new key comes with its token.');
  return { apiKeyId: made.apiKeyId, token: made.token };
}

async function deskOf(token: string): Promise<Desk> {
  return on.wardline.as(await on.wardline.authenticate(token));
}

describe('a key', () => {
  test('reads what its scopes name, and of nothing else a row', async () => {
    const desk = await deskOf((await makeKey(['asset:read', 'clinic:read'])).token);
    const readable = [];
    for (const shape of SHAPE_NAMES) {
      if ((await readIds(desk, shape)).length > 0) readable.push(shape);
    }
    // When changes must not happen in a clinic, those know who know the clinic.
    expect(readable).toEqual(['Clinic', 'ClinicGroup', 'Asset', 'AssetRelation', 'Blackout']);
    expect(await readIds(desk, 'Asset')).toHaveLength(4);
  });

  test('does not learn through relations and filters what it may not read', async () => {
    const desk = await deskOf((await makeKey(['ticket:read'])).token);
    const { rows } = await readAll(desk, 'Ticket');
    expect(rows).toHaveLength((await readAll(a.desk, 'Ticket')).rows.length);
    for (const row of rows) {
      expect(row).toMatchObject({ clinic$: null, requester$: null, team$: null });
      expect(row.assets$).toMatchObject({ rows: [], total: 0 });
      expect(row.watchers$).toMatchObject({ rows: [], total: 0 });
    }
    for (const filter of [
      { assets: { some: {} } },
      { clinic: { name: { startsWith: 'R' } } },
      { requester: { displayName: { contains: 'n' } } },
    ]) {
      expect(await readIds(desk, 'Ticket', filter)).toEqual([]);
    }
  });

  test('reaches its clinics and no others', async () => {
    const { lakeside } = a.clinics;
    const desk = await deskOf((await makeKey(['asset:read', 'ticket:read'], [lakeside])).token);
    expect(await readIds(desk, 'Asset')).toEqual([a.assets.lakesideServer]);
    expect(await readIds(desk, 'Ticket')).toEqual(
      [a.tickets.lakeside, a.tickets.lakesideOther].sort(),
    );
  });

  test('does what its scopes name', async () => {
    const { token } = await makeKey(['ticket:read', 'ticket:create', 'clinic:read']);
    const desk = await deskOf(token);
    const input = {
      type: 'INCIDENT',
      clinicId: a.clinics.lakeside,
      requesterId: null,
      title: 'Disk',
      channel: 'API',
      domain: 'IT',
    } as const;
    const { ticketId } = await must(desk.tickets.open(input));
    expect(await refused(desk.tickets.reply({ ticketId, body: 'x' }))).toMatchObject({
      code: 'FORBIDDEN',
    });
    const [entry] = (await readAll(a.desk, 'AuditEntry', { recordId: { eq: ticketId } })).rows;
    expect(entry).toMatchObject({ action: 'TicketOpened', actorKind: 'API_KEY' });
  });

  test('can hold no scope that hands out rights, and mints no key', async () => {
    const expiresAt = on.ports.now() + days(1);
    for (const scopes of [['apikey:manage'], ['grant:manage'], [], ['no:such'] as never]) {
      const attempt = a.desk.apiKeys.create({
        name: 'x',
        scopes: scopes as Permission[],
        expiresAt,
      });
      expect(await refused(attempt)).toMatchObject({ code: 'KEY_SCOPES_INVALID' });
    }
    const desk = await deskOf((await makeKey(['asset:read', 'msp:manage'])).token);
    const scopes = ['asset:read'] as const;
    expect(await refused(desk.apiKeys.create({ name: 'x', scopes, expiresAt }))).toMatchObject({
      code: 'NEVER_FOR_API_KEYS',
    });
    const { id } = a.people.mspAdmin;
    const token = desk.people.createToken({ personId: id, name: 'x', expiresAt });
    expect(await refused(token)).toMatchObject({ code: 'FORBIDDEN' });
    const past = { personId: id, name: 'x', expiresAt: on.ports.now() };
    expect(await refused(a.desk.people.createToken(past))).toMatchObject({
      code: 'EXPIRY_OUT_OF_RANGE',
    });
  });

  test('of no clinic is refused rather than taken for all', async () => {
    const expiresAt = on.ports.now() + days(1);
    const key = { name: 'x', scopes: ['asset:read'], clinicIds: [], expiresAt } as const;
    expect(await refused(a.desk.apiKeys.create(key))).toMatchObject({ code: 'KEY_SCOPES_INVALID' });
  });

  test('is kept as a hash only', async () => {
    const { apiKeyId, token } = await makeKey(['asset:read']);
    const secret = token.slice(SECRET_AT);
    const [row] = await on.database.admin<{ all: string; secret_hash: string }>(
      'select row_to_json(c)::text as all, secret_hash from credential c where id = $1',
      [apiKeyId],
    );
    expect(row?.all).not.toContain(secret);
    expect(row?.secret_hash).toBe(createHash('sha256').update(secret).digest('hex'));
    const shown = JSON.stringify(await readAll(a.desk, 'ApiKey'));
    expect(shown).not.toContain(row?.secret_hash);
  });
});

describe('refused alike', () => {
  /** Signing in, or at the latest the first thing done with it, fails. */
  const refusalOf = async (token: string) => {
    const error = await deskOf(token)
      .then((desk) => readIds(desk, 'Asset'))
      .then(
        () => null,
        (reason: unknown) => reason,
      );
    expect(error).toBeInstanceOf(CredentialRefused);
    const { name, message, code } = error as CredentialRefused;
    return { name, message, code, more: Object.keys(error as object).sort() };
  };

  test('malformed, unknown, wrong secret, expired, revoked, deactivated: one answer', async () => {
    const good = await makeKey(['asset:read']);
    const revoked = await makeKey(['asset:read']);
    await must(a.desk.apiKeys.revoke({ apiKeyId: revoked.apiKeyId }));
    const expiring = await must(
      a.desk.apiKeys.create({
        name: 'short',
        scopes: ['asset:read'],
        expiresAt: on.ports.now() + 1000,
      }),
    );
    const left = await a.people.otherNurse.token();
    await on.database.admin('update person set active = false where id = $1', [
      a.people.otherNurse.id,
    ]);
    on.ports.advance(1000);
    const [prefix, id] = good.token.split('_');
    const secret = good.token.slice(SECRET_AT);
    const other = `${secret.slice(0, -2)}${secret.endsWith('AA') ? 'BB' : 'AA'}`;
    const bad = [
      '',
      'wl',
      'Bearer x',
      `${good.token} `,
      `${good.token}\n`,
      good.token.toUpperCase(),
      `xx_${id}_${secret}`,
      `${prefix}_${'0'.repeat(32)}_${secret}`,
      `${prefix}_${id}_${other}`,
      `${prefix}_${id}_`,
      `${prefix}_${id}_${secret}_`,
      `${'x'.repeat(100_000)}`,
      'wl_\0_\ud800',
      revoked.token,
      expiring.token ?? '',
      left,
    ];
    const first = await refusalOf('nonsense');
    for (const token of bad) expect(await refusalOf(token)).toEqual(first);
    await expect(on.wardline.authenticate(good.token)).resolves.toBeDefined();
  });

  test('a key that was good a moment ago, for reading and for writing', async () => {
    const first = await refusalOf('nonsense');
    const revoked = await makeKey(['asset:read', 'ticket:read', 'ticket:reply']);
    const leaving = await a.people.lakesideNurse.token();
    const expiring = await must(
      a.desk.apiKeys.create({
        name: 'short',
        scopes: ['asset:read'],
        expiresAt: on.ports.now() + 1000,
      }),
    );
    const tokens = [revoked.token, leaving, expiring.token ?? ''];
    const desks = [];
    for (const token of tokens) {
      const desk = await deskOf(token);
      expect((await readIds(desk, 'Asset')).length).toBeGreaterThan(0);
      desks.push(desk);
    }
    await must(a.desk.apiKeys.revoke({ apiKeyId: revoked.apiKeyId }));
    const { id } = a.people.lakesideNurse;
    await on.database.admin('update person set active = false where id = $1', [id]);
    on.ports.advance(1000);
    for (const token of tokens) expect(await refusalOf(token)).toEqual(first);
    const reply = { ticketId: a.tickets.lakeside, body: 'Still here' };
    for (const desk of desks) {
      await expect(readIds(desk, 'Asset')).rejects.toBeInstanceOf(CredentialRefused);
      await expect(desk.tickets.reply(reply)).rejects.toBeInstanceOf(CredentialRefused);
    }
  });

  test('an object that looks like a principal opens nothing', async () => {
    const real = on.wardline.service(a.mspId);
    expect(() => on.wardline.as({ ...real })).toThrow(TypeError);
    const { principal, context, epoch, validUntil } = real;
    const forged = { principal, context, epoch, validUntil, renew: () => Promise.resolve() };
    expect(() => on.wardline.as(forged)).toThrow(TypeError);
  });
});
