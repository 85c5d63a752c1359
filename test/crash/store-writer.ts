import { openEmbeddedStore } from '../../src/store/embedded/store';
import { behavior, created, leadId, parked, phone } from '../store/samples';

/**
 * A process that records behaviors and parks waits as fast as it can, some callers side by side, with checkpoints all
 * the while, and says each one that was answered. It goes on until it is killed.
 */
async function write(folder: string, round: number): Promise<void> {
  const store = await openEmbeddedStore({ folder, journalBytes: 50_000 });
  let next = 0;
  const caller = async (): Promise<void> => {
    for (;;) {
      const number = next++ % 300;
      const id = `r${round}-${next}`;
      const parks = next % 3 === 0;
      await store.change({ phone: phone(number) }, ({ record }) => ({
        changes: [...(record ? [] : [created(number)]), parks ? parked(id, next) : behavior(id)],
        result: undefined,
      }));
      process.stdout.write(`${leadId(number)} ${parks ? 'wait' : 'behavior'} ${id}\n`);
    }
  };
  // Of few who wait all are answered at once, of many one half after the other.
  await Promise.all(Array.from({ length: round % 2 === 0 ? 16 : 200 }, caller));
}

void write(process.argv[2] ?? '', Number(process.argv[3]));
