import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { onCall, selection } from './readme-example.ts';

test('the README shows what runs here, and it answers as the README says', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const example = readFileSync(new URL('readme-example.ts', import.meta.url), 'utf8');
  const [shown] = example.replace('../src/index.ts', '@wardline/dispatch').split('\nexport {');
  expect(readme).toContain(`\`\`\`ts\n${shown}\`\`\``);
  expect([onCall.first, onCall.people[0]?.reason]).toEqual(['ben', { code: 'TURN', turn: 1 }]);
  expect([selection.assigneeId, selection.reason.code]).toEqual(['ana', 'THEIR_TURN']);
  expect(selection.candidates[1]?.rejections.map(({ code }) => code)).toEqual([
    'SKILL_MISSING',
    'AT_CAPACITY',
  ]);
});
