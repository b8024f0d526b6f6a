import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { outcomes, plan, trial } from './readme-example.ts';

test('the README shows what runs here, and it answers as the README says', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const example = readFileSync(new URL('readme-example.ts', import.meta.url), 'utf8');
  const [shown] = example.replace('../src/index.ts', '@wardline/triage-rules').split('\nexport {');
  expect(readme).toContain(`\`\`\`ts\n${shown}\`\`\``);
  expect(outcomes.map(({ ruleId, result }) => [ruleId, result])).toEqual([['pumps', 'APPLIED']]);
  expect(plan.map(({ target, from, to }) => `${target} ${from} ${to}`)).toEqual([
    'domain IT HTM',
    'teamId null htm-team',
  ]);
  expect(trial.firing).toEqual([{ ruleId: 'pumps', times: 1 }]);
  expect(trial.different[0]?.added).toHaveLength(2);
});
