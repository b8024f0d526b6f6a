import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { csv, document, lockedIds, usage } from './readme-example.ts';

test('the README shows what runs here, and it answers as the README says', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const example = readFileSync(new URL('readme-example.ts', import.meta.url), 'utf8');
  const [shown] = example
    .replace('../src/index.ts', '@wardline/contract-usage')
    .split('\nexport {');
  expect(readme).toContain(`\`\`\`ts\n${shown}\`\`\``);
  expect(lockedIds).toEqual(['e1', 'e2']);
  expect(
    usage.allocations.map(({ entryId, outcome, weighted }) => [entryId, outcome, weighted / 100]),
  ).toEqual([
    ['e1', 'BLOCK', 120],
    ['e1', 'OVERAGE', 15],
    ['e2', 'TRIP', 45],
  ]);
  expect(document.totalMinor).toBe(20_000 + 3750 + 7500);
  expect(csv.split('\r\n')).toHaveLength(document.lines.length + 2);
  const fields = [...Object.keys(document), ...document.lines.flatMap((line) => Object.keys(line))];
  for (const field of fields) expect(readme).toContain(`\`${field}\``);
});
