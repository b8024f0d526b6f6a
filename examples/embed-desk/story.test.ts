import { createWardline } from '@wardline/platform';
import { expect, test } from 'vitest';
import { story } from './story.ts';

test('the nurse reads the reply and never the note', async () => {
  const wardline = await createWardline({ database: { kind: 'embedded', folder: 'memory://' } });
  try {
    expect(await story(wardline)).toEqual([
      'nurse: OPENED',
      'nurse: PUBLIC_REPLY I bring a spare one in ten minutes.',
      'technician: OPENED',
      'technician: PUBLIC_REPLY I bring a spare one in ten minutes.',
      'technician: INTERNAL_NOTE Third pump this month: battery batch?',
    ]);
  } finally {
    await wardline.close();
  }
});
