import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EMBEDDED, type Running, start, temporaryFolder } from './support/run-command.ts';

describe.runIf(EMBEDDED)('wardline demo', () => {
  const READY = /Wardline is ready: (http:\/\/localhost:(\d+)\/graphql)/;

  const folder = temporaryFolder();
  const demo = (...more: string[]) =>
    start(['demo', '--data', folder.path, '--port', '0', ...more]);

  /** A started demo: where it is, who one can be, what it printed. */
  interface Started {
    readonly running: Running;
    readonly address: string;
    readonly printed: string;
    readonly tokens: ReadonlyMap<string, string>;
  }

  async function started(running: Running): Promise<Started> {
    const [, address = ''] = await running.waitFor(READY);
    const { input: printed } = await running.waitFor(/begins again/);
    const tokens = [...printed.matchAll(/^ {2}([A-Z_]+) +(wl_\S+) {2}(.+?), (.+)$/gm)];
    return {
      running,
      address,
      printed,
      tokens: new Map(tokens.map(([, role, token, , place]) => [`${role} ${place}`, token ?? ''])),
    };
  }

  async function ask(address: string, token: string | undefined, query: string) {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query }),
    });
    return (await response.json()) as { data?: never; errors?: { message: string }[] };
  }

  const ADMIN = 'MSP_ADMIN Northlight Managed Care IT';
  const OTHER_ADMIN = 'MSP_ADMIN Prairie Clinic Systems';
  const COUNTS =
    '{ tickets(first: 1) { totalCount } assets(first: 1) { totalCount } clinics(first: 1) { totalCount } organizations(first: 1) { totalCount } }';

  let first: Started;
  beforeAll(async () => {
    first = await started(demo());
  });
  afterAll(async () => {
    first.running.child.kill('SIGKILL');
    await first.running.finished();
    folder.remove();
  });

  describe('a first start', () => {
    test('imports the real log and prints how it compares', () => {
      expect(first.printed).toContain(
        '685 rows: 110 created, 377 updated, 198 unchanged, 0 failed',
      );
      expect(first.printed).toMatch(/final state +110 +0 +0/);
    });

    test('prints one token per role, and each signs in', async () => {
      expect([...first.tokens.keys()].map((key) => key.split(' ')[0])).toEqual([
        'MSP_ADMIN',
        'DISPATCHER',
        'TECHNICIAN',
        'AUDITOR',
        'ORG_ADMIN',
        'CLINIC_ADMIN',
        'CLINIC_STAFF',
        'EXTERNAL',
        'MSP_ADMIN',
      ]);
      for (const token of first.tokens.values()) {
        const { data, errors } = await ask(
          first.address,
          token,
          '{ viewer { person { displayName } } }',
        );
        expect(errors).toBeUndefined();
        expect(data).toMatchObject({ viewer: { person: { displayName: expect.any(String) } } });
      }
    });

    test('prints three queries that work as they are', async () => {
      const queries = [...first.printed.matchAll(/^# .+\n(\{[\s\S]+?\n\})$/gm)].map(
        ([, text]) => text ?? '',
      );
      expect(queries).toHaveLength(4);
      for (const query of queries) {
        const { data, errors } = await ask(first.address, first.tokens.get(ADMIN), query);
        expect(errors).toBeUndefined();
        const [list] = Object.values(data ?? {}) as { nodes: unknown[] }[];
        expect(list?.nodes.length).toBeGreaterThan(0);
      }
    });

    test('has what the demo promises, and a wall between the two MSPs', async () => {
      expect(await ask(first.address, first.tokens.get(ADMIN), COUNTS)).toEqual({
        data: {
          tickets: { totalCount: 117 },
          assets: { totalCount: 204 },
          clinics: { totalCount: 12 },
          organizations: { totalCount: 3 },
        },
      });
      expect(await ask(first.address, first.tokens.get(OTHER_ADMIN), COUNTS)).toEqual({
        data: {
          tickets: { totalCount: 1 },
          assets: { totalCount: 12 },
          clinics: { totalCount: 2 },
          organizations: { totalCount: 1 },
        },
      });
    });

    test('answers a made-up token like none', async () => {
      const { errors } = await ask(first.address, `wl_${'0'.repeat(32)}_${'A'.repeat(43)}`, COUNTS);
      expect(errors).toHaveLength(1);
    });

    test.skipIf(process.platform === 'win32')('keeps its tokens from other users', () => {
      expect(statSync(join(folder.path, 'demo-tokens.json')).mode & 0o777).toBe(0o600);
    });
  });

  describe('beside a running demo', () => {
    test('a second one on its folder is refused, with and without --fresh', async () => {
      for (const more of [[], ['--fresh']]) {
        const { code, err } = await demo(...more).finished();
        expect(code).toBe(1);
        expect(err).toContain(`is in use by process ${first.running.child.pid}`);
      }
      expect(await ask(first.address, first.tokens.get(ADMIN), COUNTS)).toHaveProperty('data');
    });

    test('a taken port is said before anything else happens', async () => {
      const other = createServer();
      await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
      const { port } = other.address() as AddressInfo;
      const elsewhere = join(folder.path, '..', `${port}-never-made`);
      const { code, err } = await start([
        'demo',
        '--data',
        elsewhere,
        '--port',
        String(port),
      ]).finished();
      other.close();
      expect(code).toBe(1);
      expect(err).toContain(`Port ${port} is taken by another program.`);
      expect(existsSync(elsewhere)).toBe(false);
    });
  });

  test('told to stop it stops well; started again it is the same demo, at once', async () => {
    const stopped = await first.running.stop('SIGTERM');
    expect(stopped.code).toBe(0);
    expect(existsSync(join(folder.path, 'wardline.lock'))).toBe(false);
    const second = await started(demo());
    expect(second.tokens).toEqual(first.tokens);
    expect(second.printed).not.toContain('685 rows');
    expect(await ask(second.address, second.tokens.get(ADMIN), COUNTS)).toMatchObject({
      data: { tickets: { totalCount: 117 } },
    });
    first = second;
  });

  test('killed without warning, the folder opens again with everything in it', async () => {
    await first.running.stop('SIGKILL');
    expect(existsSync(join(folder.path, 'wardline.lock'))).toBe(true);
    first = await started(demo());
    expect(await ask(first.address, first.tokens.get(ADMIN), COUNTS)).toMatchObject({
      data: { tickets: { totalCount: 117 } },
    });
  });

  test('--fresh begins again, and tokens of the former life are worth nothing', async () => {
    const former = first.tokens.get(ADMIN);
    await first.running.stop('SIGTERM');
    first = await started(demo('--fresh', '--no-import'));
    expect(await ask(first.address, former, COUNTS)).toHaveProperty('errors');
    expect(await ask(first.address, first.tokens.get(ADMIN), COUNTS)).toMatchObject({
      data: { tickets: { totalCount: 7 } },
    });
  });

  test('stopped or killed in the middle of the import, the next start finishes it', async () => {
    const other = temporaryFolder();
    const args = ['demo', '--data', other.path, '--port', '0'];
    for (const [signal, code] of [
      ['SIGTERM', 0],
      ['SIGKILL', null],
    ] as const) {
      const ended = start(args);
      await ended.waitFor(/Importing the incident log …/);
      expect(await ended.stop(signal)).toMatchObject({ code });
    }
    const next = await started(start(args));
    expect(next.printed).toContain('110 incidents: ');
    expect(next.printed).toContain(' 0 failed');
    expect(await ask(next.address, next.tokens.get(ADMIN), COUNTS)).toMatchObject({
      data: { tickets: { totalCount: 117 } },
    });
    expect((await next.running.stop('SIGINT')).code).toBe(0);
    other.remove();
  });

  test('--fresh deletes nothing where something else lies, or what no demo made', async () => {
    for (const files of [['demo.json', 'thesis.txt'], ['pgdata']]) {
      const other = temporaryFolder();
      for (const file of files) writeFileSync(join(other.path, file), 'precious');
      const { code, err } = await start([
        'demo',
        '--data',
        other.path,
        '--port',
        '0',
        '--fresh',
      ]).finished();
      expect(code).toBe(1);
      expect(err).toContain('Nothing was deleted');
      for (const file of files)
        expect(readFileSync(join(other.path, file), 'utf8')).toBe('precious');
      other.remove();
    }
  });
});
