import { describe, expect, test } from 'vitest';
import { answer, vectors } from './read-vectors.ts';

describe('vectors agreed by every oracle', () => {
  test.each(vectors.filter(({ agreed }) => agreed))('$id $source', (vector) => {
    expect(answer(vector)).toMatchObject(vector.expected);
  });
});
