import { expect, test } from 'vitest';
import { step } from './terminal.ts';

async function told(isLive: boolean, work: Parameters<typeof step<number>>[2]) {
  let err = '';
  const terminal = {
    out: () => {},
    err: (text: string) => {
      err += text;
    },
    isLive,
  };
  await step(terminal, 'Counting', work, (value) => `${value} sheep`).catch(() => undefined);
  return err.replace(/\d+\.\d s/, 'N s');
}

test('into a file a step is two lines, whatever happens in between', async () => {
  const work = async (update: (detail: string) => void) => {
    for (let i = 0; i < 100; i++) update(`${i}`);
    return 7;
  };
  expect(await told(false, work)).toBe('  Counting …\n  Counting: 7 sheep: N s\n');
});

test('before a person it is one line that is rewritten', async () => {
  const work = async (update: (detail: string) => void) => {
    update('half way');
    return 7;
  };
  const [shown = ''] = (await told(true, work)).split('\n');
  expect(shown.split('\r\u001b[K').slice(1)).toEqual([
    '  Counting …',
    '  Counting … half way',
    '  Counting: 7 sheep: N s',
  ]);
});

test('one that fails leaves the line to the message', async () => {
  const fails = () => Promise.reject(new Error('no sheep'));
  expect((await told(true, fails)).endsWith('Counting …\n')).toBe(true);
});
