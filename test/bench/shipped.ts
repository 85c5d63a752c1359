import { build } from 'esbuild';
import { join } from 'node:path';
import type * as store from '../../src/store/embedded/store';

/**
 * The embedded store as the package ships it, bundled into a folder: tsx, which runs the benches, keeps the name of every
 * function and looks up every import anew, which is a tenth of a small change.
 */
export async function shippedStore(folder: string): Promise<typeof store> {
  const outfile = join(folder, 'store.cjs');
  await build({
    entryPoints: [join(__dirname, '..', '..', 'src', 'store', 'embedded', 'store.ts')],
    bundle: true,
    platform: 'node',
    target: 'node20',
    outfile,
    logLevel: 'error',
  });
  return (await import(outfile)) as typeof store;
}
