import {
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { connectDatabase } from '@wardline/platform';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EMBEDDED, run, start, temporaryFolder } from './support/run-command.ts';

describe.runIf(EMBEDDED)('on an embedded database', () => {
  const folder = temporaryFolder();
  const data = ['--data', join(folder.path, 'data')];

  let msp = '';
  let admin = '';
  let clinic = '';

  /** SQL as the owner, on the folder that nobody else has open. */
  async function sql<R>(text: string): Promise<R[]> {
    const database = await connectDatabase({ kind: 'embedded', folder: join(folder.path, 'data') });
    try {
      return await database.orm.em.getConnection().execute<R[]>(text);
    } finally {
      await database.close();
    }
  }

  beforeAll(async () => {
    expect(await run(['migrate', ...data])).toMatchObject({ code: 0 });
    const made = await run(['setup', ...data, '--msp', 'North Shore IT', '--admin', 'Ada']);
    expect(made.code).toBe(0);
    msp = /MSP +(\S+)/.exec(made.out)?.[1] ?? '';
    admin = /administrator +(\S+)/.exec(made.out)?.[1] ?? '';
  });
  afterAll(() => folder.remove());

  test('what was migrated needs no migration', async () => {
    expect(await run(['migrate', ...data])).toMatchObject({
      code: 0,
      out: 'Nothing to do: up to date.\n',
    });
  });

  test('doctor finds a healthy database healthy, and a missing one missing, creating nothing', async () => {
    const healthy = await run(['doctor', ...data]);
    expect(healthy.code).toBe(0);
    expect(healthy.out).toMatch(/ok +Row-level security on \d\d tables/);
    const nowhere = join(folder.path, 'nowhere');
    expect(await run(['doctor', '--data', nowhere])).toMatchObject({ code: 1 });
    expect(readdirSync(folder.path)).not.toContain('nowhere');
  });

  test('doctor notices a table whose wall somebody took down', async () => {
    await sql('alter table ticket no force row level security');
    const { code, out } = await run(['doctor', ...data]);
    expect(code).toBe(1);
    expect(out).toContain('Not forced on ticket.');
    await sql('alter table ticket force row level security');
  });

  test('setup and token give tokens that sign in over HTTP; serve has no GraphiQL', async () => {
    const made = await run(['token', ...data, '--msp', msp, '--person', admin]);
    expect(made.code).toBe(0);
    const running = start(['serve', ...data, '--port', '0']);
    const [, address = ''] = await running.waitFor(/serves (http:\S+)/);
    const ask = async (query: string) => {
      const headers = {
        'content-type': 'application/json',
        authorization: `Bearer ${made.out.trim()}`,
      };
      const response = await fetch(address, {
        method: 'POST',
        headers,
        body: JSON.stringify({ query }),
      });
      return (await response.json()) as { data: Record<string, unknown> };
    };
    const organization = await ask(
      'mutation { organizationCreate(input: { name: "Org" }) { organization { id } userErrors { message } } }',
    );
    const { id } = (organization.data.organizationCreate as { organization: { id: string } })
      .organization;
    const made2 = await ask(
      `mutation { clinicCreate(input: { organizationId: "${id}", name: "Clinic", timeZone: "Europe/Berlin" }) { clinic { name } userErrors { message } } }`,
    );
    expect(made2.data.clinicCreate).toMatchObject({ clinic: { name: 'Clinic' }, userErrors: [] });
    const page = await fetch(address, { headers: { accept: 'text/html' } });
    expect(await page.text()).not.toMatch(/graphiql/i);
    expect((await running.stop('SIGTERM')).code).toBe(0);
    const [row] = await sql<{ id: string }>('select id from clinic');
    clinic = row?.id ?? '';
  });

  test('a token for nobody is refused', async () => {
    const { code, err } = await run(['token', ...data, '--msp', msp, '--person', msp]);
    expect(code).toBe(1);
    expect(err).toContain('[NOT_FOUND]');
  });

  describe('import contacts', () => {
    const file = join(folder.path, 'people.csv');
    const importing = (...more: string[]) =>
      run(['import', 'contacts', file, ...data, '--msp', msp, ...more]);

    test('previews, imports, and finds nothing new the second time', async () => {
      writeFileSync(file, '\uFEFFWork e-mail,name,clinic\r\nann@example.org,"Doe, Ann",Clinic\r\n');
      const more = ['--column', 'email=Work e-mail'];
      const dry = await importing('--dry-run', ...more);
      expect(dry).toMatchObject({ code: 0 });
      expect(dry.out).toContain('Dry run, nothing was kept. Source: contacts\n1 rows: 1 created');
      const json = await importing('--json', ...more);
      expect(JSON.parse(json.out)).toMatchObject({ rows: { total: 1, created: 1, failed: 0 } });
      expect((await importing(...more)).out).toContain('0 created, 0 updated, 1 unchanged');
    });

    test('bad rows exit with 1, by line on stdout and as a harmless CSV', async () => {
      const errors = join(folder.path, 'errors.csv');
      writeFileSync(file, 'email,name\n=1+1,"=HYPERLINK(""x"")"\nben@example.org,Ben\n');
      const more = ['--clinic', clinic, '--errors', errors];
      const { code, out } = await importing(...more);
      expect(code).toBe(1);
      expect(out).toContain('2 rows: 1 created, 0 updated, 0 unchanged, 1 failed');
      expect(out).toContain('line 2 EMAIL_INVALID: email is not an e-mail address.');
      expect(readFileSync(errors, 'utf8')).toBe(
        '\uFEFFline,column,code,message,external_id,email,name\r\n' +
          `2,email,EMAIL_INVALID,email is not an e-mail address.,,'=1+1,"'=HYPERLINK(""x"")"\r\n`,
      );
      expect(statSync(errors).mode & 0o777).toBe(0o600);
      // What is there is never overwritten: it might be the file itself.
      const again = await importing('--clinic', clinic, '--errors', file);
      expect(again).toMatchObject({ code: 1, out: '' });
      expect(readFileSync(file, 'utf8')).toContain('ben@example.org');
    });

    test('a file of something else exits with 1 and says what is missing', async () => {
      writeFileSync(file, 'email;name\nann@example.org;Ann\n');
      const { code, err } = await importing('--clinic', clinic);
      expect(code).toBe(1);
      expect(err).toContain('[COLUMNS_MISSING]');
    });
  });

  describe('import', () => {
    const file = join(folder.path, 'log.csv');
    const importing = (...more: string[]) =>
      run([
        'import',
        'servicenow-incidents',
        file,
        ...data,
        '--msp',
        msp,
        '--clinic',
        clinic,
        '--time-zone',
        'Europe/Berlin',
        ...more,
      ]);
    const HEADER = 'number,incident_state,opened_at,sys_updated_at';

    test('a good file exits with 0, dry or not, and can be told in JSON', async () => {
      writeFileSync(file, `${HEADER}\nINC1,New,01-02-2026 10:00,01-02-2026 10:05\n`);
      const dry = await importing('--dry-run');
      expect(dry.code).toBe(0);
      expect(dry.out).toContain('Dry run, nothing was kept.');
      const json = await importing('--json');
      expect(json.code).toBe(0);
      expect(JSON.parse(json.out)).toMatchObject({ rows: { total: 1, created: 1, failed: 0 } });
    });

    test('a bad row exits with 1 and is named by its line', async () => {
      writeFileSync(file, `${HEADER}\nINC2,New,01-02-2026 10:00,31-02-2026 10:05\n`);
      const { code, out } = await importing();
      expect(code).toBe(1);
      expect(out).toContain('line 2 INC2 DATE_INVALID: sys_updated_at must be');
    });

    test('a file that is none of ours, not there, or a folder exits with 1', async () => {
      writeFileSync(file, Buffer.from([0x1f, 0x8b, 8, 0, 0, 0]));
      expect(await importing()).toMatchObject({ code: 1, out: '' });
      expect(
        await run([
          'import',
          'servicenow-incidents',
          folder.path,
          ...data,
          '--msp',
          msp,
          '--clinic',
          clinic,
          '--time-zone',
          'UTC',
        ]),
      ).toMatchObject({ code: 1 });
      expect(
        await run([
          'import',
          'servicenow-incidents',
          `${file}.not`,
          ...data,
          '--msp',
          msp,
          '--clinic',
          clinic,
          '--time-zone',
          'UTC',
        ]),
      ).toMatchObject({ code: 1 });
    });

    test('--map must name a place and a clinic', async () => {
      expect(await importing('--map', 'Location 1')).toMatchObject({ code: 2 });
    });
  });

  describe('a folder or schema that cannot be used is named, with what to do', () => {
    test('the schema of a newer version', async () => {
      await sql(
        `insert into mikro_orm_migrations (name, executed_at) values ('9999-from-the-future', now())`,
      );
      for (const command of ['serve', 'migrate']) {
        const { code, err } = await run([
          command,
          ...data,
          ...(command === 'serve' ? ['--port', '0'] : []),
        ]);
        expect(code).toBe(1);
        expect(err).toContain('migrated by a newer Wardline (9999-from-the-future)');
      }
      expect(await run(['doctor', ...data])).toMatchObject({ code: 1 });
      await sql(`delete from mikro_orm_migrations where name = '9999-from-the-future'`);
    });

    test('a damaged database', async () => {
      const control = join(folder.path, 'data', 'pgdata', 'global', 'pg_control');
      const intact = readFileSync(control);
      truncateSync(control, 100);
      const { code, err } = await run(['serve', ...data, '--port', '0']);
      expect(code).toBe(1);
      expect(err).toContain('does not open');
      writeFileSync(control, intact);
      expect(await run(['doctor', ...data])).toMatchObject({ code: 0 });
    });

    test('a file where the folder should be', async () => {
      const file = join(folder.path, 'a-file');
      writeFileSync(file, '');
      for (const command of ['serve', 'demo']) {
        const { code, err } = await run([command, '--data', file, '--port', '0']);
        expect(code).toBe(1);
        expect(err).toContain(file);
      }
    });

    test('a demo in a folder with a database that no demo made', async () => {
      const { code, err } = await run(['demo', ...data, '--port', '0']);
      expect(code).toBe(1);
      expect(err).toContain("holds a database that is not a demo's");
    });

    test('a demo’s folder beyond this machine, whatever the command', async () => {
      const demo = join(folder.path, 'a-demo');
      mkdirSync(demo);
      writeFileSync(join(demo, 'demo.json'), '{}');
      const { code, err } = await run([
        'serve',
        '--data',
        demo,
        '--port',
        '0',
        '--host',
        '0.0.0.0',
      ]);
      expect(code).toBe(1);
      expect(err).toContain('tokens are no secret');
    });

    test.skipIf(process.getuid?.() === 0)('a folder that may not be written', async () => {
      const locked = join(folder.path, 'read-only');
      mkdirSync(locked, { mode: 0o555 });
      expect(await run(['serve', '--data', locked, '--port', '0'])).toMatchObject({ code: 1 });
    });
  });
});
