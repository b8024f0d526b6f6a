import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/** Bytes of packages bundled for a browser with everything they need, minified and gzipped. */
export async function bundleSize(...packages: string[]): Promise<number> {
  const result = await build({
    stdin: {
      contents: packages.map((name) => `export * from '@wardline/${name}';`).join('\n'),
      resolveDir: new URL('.', import.meta.url).pathname,
    },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2023',
    conditions: ['@wardline/source'],
    write: false,
  });
  return gzipSync(result.outputFiles[0]?.contents ?? '', { level: 9 }).length;
}
