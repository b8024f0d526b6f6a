// What docs/getting-started.md shows is run as it stands there, against a running demo.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EMBEDDED, type Running, start, temporaryFolder } from './support/run-command.ts';

describe.runIf(EMBEDDED)('docs/getting-started.md', () => {
  const GUIDE = readFileSync(new URL('../../../docs/getting-started.md', import.meta.url), 'utf8');
  const folder = temporaryFolder();
  const tokens = new Map<string, string>();
  let running: Running;
  let address = '';

  const blocks = (language: string) =>
    [...GUIDE.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
      ([, text]) => text ?? '',
    );

  beforeAll(async () => {
    running = start(['demo', '--data', folder.path, '--port', '0', '--no-import']);
    const { input } = await running.waitFor(/begins again/);
    address = /ready: (\S+)/.exec(input)?.[1] ?? '';
    for (const [, role = '', token = ''] of input.matchAll(/^ {2}([A-Z_]+) +(wl_\S+) .*$/gm)) {
      if (!tokens.has(role)) tokens.set(role, token);
    }
  });
  afterAll(async () => {
    await running.stop('SIGTERM');
    folder.remove();
  });

  /** Runs a snippet in another program, against the demo, as a technician. */
  function runSnippet(program: string, args: readonly string[], snippet: string) {
    const { NODE_OPTIONS: _options, ...env } = process.env;
    return spawnSync(program, args, {
      input: snippet.replaceAll('http://localhost:4000/graphql', address),
      env: { ...env, WARDLINE_TOKEN: tokens.get('TECHNICIAN') },
      encoding: 'utf8',
      timeout: 600_000,
    });
  }

  const has = (program: string) => spawnSync(program, ['--version']).status === 0;

  test.skipIf(!has('curl') || !has('bash'))('the curl snippets', () => {
    const snippets = blocks('bash');
    expect(snippets.length).toBeGreaterThan(0);
    for (const snippet of snippets) {
      const { stdout, stderr } = runSnippet('bash', ['-s'], snippet);
      expect(JSON.parse(stdout || stderr)).toMatchObject({
        data: { tickets: { nodes: expect.arrayContaining([expect.anything()]) } },
      });
    }
  });

  test.skipIf(!has('python3'))('the Python snippet', () => {
    const [snippet = ''] = blocks('python');
    const { status, stdout, stderr } = runSnippet('python3', ['-'], snippet);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^INC-\d+ [\s\S]*\d+ tickets\n$/);
  });

  test.skipIf(!has('pwsh'))('the PowerShell snippet', () => {
    const [snippet = ''] = blocks('powershell');
    expect(runSnippet('pwsh', ['-NoProfile', '-Command', '-'], snippet).stdout).toContain('INC-');
  });

  test('the embedding snippet', () => {
    const [snippet = ''] = blocks('js');
    // Beside the package, where its dependencies are found as in an embedder's own project.
    const home = fileURLToPath(new URL('../node_modules/.getting-started/', import.meta.url));
    mkdirSync(home, { recursive: true });
    writeFileSync(`${home}snippet.mjs`, snippet);
    const args = ['--conditions=@wardline/source', `${home}snippet.mjs`];
    const { status, stdout, stderr } = runSnippet(process.execPath, args, '');
    rmSync(home, { recursive: true });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/ FORBIDDEN\n$/);
  });

  test('the GraphQL snippets, one after the other, each as the role it names', async () => {
    const known = new Map([['inThirtyDays', new Date(Date.now() + 30 * 86_400_000).toISOString()]]);
    const ask = async (role: string, query: string) => {
      const response = await fetch(address, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${tokens.get(role)}`,
        },
        body: JSON.stringify({ query }),
      });
      return (await response.json()) as {
        data: Record<string, Record<string, unknown>>;
        errors?: unknown;
      };
    };
    const clinics = await ask('CLINIC_ADMIN', '{ clinics(first: 1) { nodes { id } } }');
    const { nodes } = clinics.data.clinics as { nodes: { id: string }[] };
    known.set('clinicId', nodes[0]?.id ?? '');
    for (const snippet of blocks('graphql')) {
      const role = /^# as ([A-Z_]+)/.exec(snippet)?.[1] ?? '';
      const query = snippet.replace(/\$(\w+)/g, (_, name: string) => known.get(name) ?? name);
      const { data, errors } = await ask(role, query);
      expect(errors, snippet).toBeUndefined();
      for (const payload of Object.values(data)) {
        if ('userErrors' in payload) expect(payload.userErrors, snippet).toEqual([]);
        if ('person' in payload) known.set('personId', (payload.person as { id: string }).id);
      }
    }
  });
});
