// A Node application with the whole desk inside. Run: pnpm --filter @wardline/example-embed-desk start
import { createWardline } from '@wardline/platform';
import { story } from './story.ts';

const wardline = await createWardline({ database: { kind: 'embedded', folder: 'memory://' } });
try {
  for (const line of await story(wardline)) console.log(line);
} finally {
  await wardline.close();
}
