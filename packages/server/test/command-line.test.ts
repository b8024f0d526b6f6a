import { describe, expect, test } from 'vitest';
import { run } from './support/run-command.ts';

const SOME_ID = '01938000-0000-7000-8000-00000000dead';
const COMMANDS = ['demo', 'serve', 'work', 'migrate', 'setup', 'token', 'import', 'doctor'];

describe('help', () => {
  test('lists every command, on stdout', async () => {
    const { code, out, err } = await run(['--help']);
    expect(code).toBe(0);
    expect(err).toBe('');
    for (const name of COMMANDS) expect(out).toContain(`\n  ${name} `);
  });

  test('without a command is the same, as a mistake', async () => {
    const { code, out } = await run([]);
    expect(code).toBe(2);
    expect(out).toContain('usage: wardline');
  });

  test.each(COMMANDS)('of %s shows its use and examples, and does nothing', async (name) => {
    const { code, out } = await run([name, '--help']);
    expect(code).toBe(0);
    expect(out).toContain(`usage: wardline ${name}`);
    expect(out).toContain('examples:');
  });
});

describe('a wrong command line says what to write instead, and exits with 2', () => {
  const cases: readonly (readonly [args: string[], message: string])[] = [
    [['demmo'], 'there is no command "demmo". Did you mean demo?'],
    [['quux'], 'there is no command "quux".'],
    [['demo', '--prot', '1'], 'The option --prot is unknown. Did you mean --port?'],
    [['demo', '--frsh'], 'The option --frsh is unknown. Did you mean --fresh?'],
    [['demo', '--xyzzyx=1'], 'The option --xyzzyx is unknown.'],
    [['demo', 'now'], '"now" is one argument too many.'],
    [['demo', '--port', 'http'], '--port must be a whole number from 0 to 65535, not "http".'],
    [['demo', '--port', '70000'], '--port must be a whole number from 0 to 65535'],
    [['serve', '--data', ''], '--data needs a value.'],
    [['import'], 'the format (servicenow-incidents or contacts) is missing.'],
    [['import', 'servicenow-incidents'], 'the file is missing.'],
    [['import', 'jira', 'x.csv'], '"jira" is no format; there is servicenow-incidents, contacts.'],
    [['import', 'servicenow-incidents', 'x.csv', '--msp', '7'], '--msp must be a UUID.'],
    [['import', 'contacts', 'x.csv'], '--msp is missing'],
    [
      ['import', 'contacts', 'x.csv', '--time-zone', 'UTC'],
      '--time-zone is nothing contacts takes.',
    ],
    [
      ['import', 'contacts', 'x.csv', '--msp', SOME_ID, '--column', 'phone=Phone'],
      '--column knows external_id, email,',
    ],
    [
      ['import', 'contacts', 'x.csv', '--msp', SOME_ID, '--map', 'Main'],
      '--map needs PLACE=ID, not "Main".',
    ],
    [['setup', '--msp', 'A'], '--admin is missing'],
    [['token', '--msp', 'x', '--person', 'y'], '--msp must be a UUID.'],
  ];
  test.each(cases)('%j', async (args, message) => {
    const { code, out, err } = await run(args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(message);
    expect(err).toContain('--help');
  });

  test('two databases at once, or an address that is none', async () => {
    const url = 'postgres://somewhere/wardline';
    expect(await run(['migrate', '--data', 'x'], { DATABASE_URL: url })).toMatchObject({ code: 2 });
    expect(await run(['migrate'], { DATABASE_URL: 'mysql://x' })).toMatchObject({ code: 2 });
  });
});

test('a server that cannot be reached is named without its password', async () => {
  const { code, err } = await run(['serve', '--port', '0'], {
    DATABASE_URL: 'postgres://me:hunter2@127.0.0.1:1/nowhere',
  });
  expect(code).toBe(1);
  expect(err).toContain('PostgreSQL cannot be reached');
  expect(err).not.toContain('hunter2');
});

test('the demo refuses to be seen from elsewhere; so does development mode', async () => {
  const demo = await run(['demo', '--host', '0.0.0.0']);
  expect(demo).toMatchObject({ code: 1 });
  expect(demo.err).toContain('listens on this machine only');
  const serve = await run(['serve', '--development', '--host', '0.0.0.0']);
  expect(serve).toMatchObject({ code: 1 });
});
