import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aTicket, byNurse, byTechnician, facts, monday9, report } from '../../test/a-ticket.ts';
import {
  evolveAll,
  mergeTicket,
  openTicket,
  type TicketChanges,
  type TicketState,
  updateTicket,
} from '../index.ts';
import { checkTag, checkTags, foldTag } from './tags.ts';

const codeOf = (outcome: ReturnType<typeof checkTags>) =>
  outcome.ok ? outcome.value : [outcome.error.code, outcome.error.path.join('.')];
const change = (ticket: TicketState, changes: TicketChanges): TicketState => {
  const decided = updateTicket(ticket, { at: monday9 + 1, by: byTechnician, changes }, {});
  if (!decided.ok) throw new Error(decided.error.message);
  return evolveAll(ticket, decided.value) as TicketState;
};

describe('tags', () => {
  test('are a set: trimmed, in lower case, single spaces, each once, in order', () => {
    expect(codeOf(checkTags([' Wi-Fi', 'LOAN   device ', 'wi-fi', 'Ａ1'], ['tags']))).toEqual([
      'a1',
      'loan device',
      'wi-fi',
    ]);
  });

  test.each([
    [
      ['fine', ' '],
      ['TEXT_EMPTY', 'tags.1'],
    ],
    [['x'.repeat(51)], ['TEXT_TOO_LONG', 'tags.0']],
    // One character that folds into eighteen.
    [['ﷺ'.repeat(5)], ['TEXT_TOO_LONG', 'tags.0']],
    [['a\0b'], ['TEXT_NOT_STORABLE', 'tags.0']],
    [['a\tb'], ['TAG_INVALID', 'tags.0']],
    [['two\nlines'], ['TAG_INVALID', 'tags.0']],
    [['a\u2028b'], ['TAG_INVALID', 'tags.0']],
    [Array.from({ length: 21 }, (_, n) => `t${n}`), ['LIST_TOO_LONG', 'tags']],
    [Array.from({ length: 101 }, () => 'same'), ['LIST_TOO_LONG', 'tags']],
  ])('%j is refused where it is', (tags, refused) => {
    expect(codeOf(checkTags(tags, ['tags']))).toEqual(refused);
  });

  test('what is kept is its own fold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const kept = checkTag(text, ['tag']);
        if (!kept.ok) return;
        expect(foldTag(kept.value)).toBe(kept.value);
        expect(checkTag(kept.value, ['tag'])).toEqual(kept);
      }),
    );
  });

  test('are given at opening, but not by those who ask for help', () => {
    const tags = ['VIP', 'loan'];
    const command = { ...report, tags };
    expect(openTicket(command, facts)).toMatchObject({
      ok: true,
      value: [{ ticket: { tags: ['loan', 'vip'] } }],
    });
    const asked = openTicket({ ...command, by: byNurse }, { ...facts, asRequester: true });
    expect(asked).toMatchObject({ error: { code: 'TAGS_NOT_ACCEPTED', path: ['tags'] } });
    expect(openTicket({ ...command, tags: [] }, { ...facts, asRequester: true }).ok).toBe(true);
  });

  test('a full list takes no more, and says which list it was', () => {
    const full = Array.from({ length: 20 }, (_, n) => `t${n}`);
    const ticket = aTicket({ tags: full });
    const refused = (changes: TicketChanges) =>
      updateTicket(ticket, { at: monday9 + 1, by: byTechnician, changes }, {});
    expect(refused({ addTags: ['one more'] })).toMatchObject({
      error: { code: 'LIST_TOO_LONG', path: ['addTags'] },
    });
    expect(refused({ addTags: ['T3'] })).toEqual({ ok: true, value: [] });
    expect(change(ticket, { addTags: ['new'], removeTags: ['t0'] }).tags).toHaveLength(20);
    const other = aTicket({ id: '00000000-0000-7000-8000-000000000777' as never, tags: ['other'] });
    const noWork = { openRequiredTasks: 0, openChildren: 0, assets: [] };
    const merged = mergeTicket(other, ticket, { at: monday9 + 1, by: byTechnician }, noWork);
    expect(merged).toMatchObject({ error: { code: 'LIST_TOO_LONG', path: ['targetId'] } });
  });

  test('are changed as sets are: in any order, any number of times, to the same end', () => {
    const words = fc.subarray(['a', 'b', 'c', 'd', 'e']);
    const edit = fc.record({ addTags: words, removeTags: words });
    const ticket = aTicket();
    fc.assert(
      fc.property(words, edit, edit, (tags, first, second) => {
        const given = change(ticket, { tags });
        const once = change(given, first);
        expect(change(once, first)).toEqual(once);
        const expected = [...new Set([...tags, ...first.addTags])]
          .filter((tag) => !first.removeTags.includes(tag))
          .sort();
        expect(once.tags).toEqual(expected);
        // Those who touch different tags do not disturb each other.
        const touched = new Set([...first.addTags, ...first.removeTags]);
        const apart = {
          addTags: second.addTags.filter((tag) => !touched.has(tag)),
          removeTags: second.removeTags.filter((tag) => !touched.has(tag)),
        };
        expect(change(change(given, first), apart)).toEqual(change(change(given, apart), first));
        expect(change(once, { tags }).tags).toEqual(given.tags);
      }),
    );
  });
});
