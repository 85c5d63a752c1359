import { openEmbeddedStore } from '../../../src/store/embedded/store';
import { create } from '../samples';

/** A process that opens the store of a folder, changes a lead, says so, and holds on until it is killed. */
async function hold(folder: string): Promise<void> {
  const store = await openEmbeddedStore({ folder });
  await create(store, 1);
  process.stdout.write('held\n');
  process.stdin.resume();
}

void hold(process.argv[2] ?? '');
