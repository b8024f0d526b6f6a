import { describedEnum } from '../builder.ts';

export const LinkKind = describedEnum('LinkKind', 'How one ticket stands to another.', {
  CHILD_OF:
    'It is resolved with the other, a major incident. Called off, that lets its open children go.',
  DUPLICATE_OF: 'It is about the same.',
  CAUSED_BY: 'The other caused it.',
  PROBLEM_OF: 'It is the problem behind the other.',
  CHANGE_FOR: 'It is the change that mends the other.',
  BLOCKS: 'The other waits for it.',
  FOLLOWS: 'It was opened because the other was closed.',
  SPLIT_FROM: 'It was a part of the other.',
  RELATES_TO: 'They have to do with each other.',
});

export const ManualLinkKind = describedEnum('ManualLinkKind', 'How to link two tickets.', {
  CHILD_OF: 'It is resolved with the target, a major incident.',
  DUPLICATE_OF: 'It is about the same as the target.',
  CAUSED_BY: 'The target caused it.',
  PROBLEM_OF: 'It is the problem behind the target.',
  CHANGE_FOR: 'It is the change that mends the target.',
  BLOCKS: 'The target waits for it.',
  RELATES_TO: 'They have to do with each other.',
});
