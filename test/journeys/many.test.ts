import assert from 'node:assert/strict';
import { SimulatedClock } from '../../src/clock';
import { openEmbeddedStore } from '../../src/store/embedded/store';
import { DAY, HOUR, START, TestHouse, numberOf } from '../support/house';
import { removeFolder, temporaryFolder } from '../support/temporary';

const LEADS = 10_000;
/** A flush each would take too long on a slow disk. */
const TOGETHER = 500;

/** Two hundred fall due together. */
const dueOf = (number: number): number => START + DAY + Math.floor(number / 200) * 1000;

/** Tells how many alarms are set. */
class CountingClock extends SimulatedClock {
  alarms = 0;

  override wakeAt(at: number, wake: () => void): () => void {
    this.alarms++;
    let isSet = true;
    const over = (): void => {
      if (isSet) this.alarms--;
      isSet = false;
    };
    const cancel = super.wakeAt(at, () => {
      over();
      wake();
    });
    return () => {
      over();
      cancel();
    };
  }
}

describe('10,000 waiting leads', function () {
  this.timeout(120_000);

  it('are all there after a restart, by a handful of alarms, and each wait ends once, at its time (scenario 82)', async () => {
    const folder = temporaryFolder();
    const ended: { readonly number: number; readonly at: number }[] = [];
    const open = async (at: number): Promise<{ house: TestHouse; clock: CountingClock }> => {
      const clock = new CountingClock(at);
      const house = new TestHouse({ clock, store: await openEmbeddedStore({ folder }) });
      house.engine.attach('wait', ({ handover: { event, at } }) => {
        if (event.kind === 'wait_ended') ended.push({ number: Number(event.wait.msg['number']), at });
      });
      await house.engine.start();
      return { house, clock };
    };
    try {
      const before = await open(START);
      for (let from = 0; from < LEADS; from += TOGETHER) {
        await Promise.all(
          Array.from({ length: TOGETHER }, async (_, index) => {
            const number = from + index;
            const phone = `+1305555${String(number).padStart(4, '0')}`;
            const record = await before.house.engine.known({ phone: numberOf(phone) });
            await before.house.engine.park(record?.lead.id ?? '', {
              ...{ kind: 'wait', node: 'wait', visit: '1', awaits: [], msg: { number } },
              due: dueOf(number),
            });
          }),
        );
      }
      await before.house.engine.close();

      const { house, clock } = await open(START + HOUR);
      assert.equal((await house.store.waitsByNode()).get('wait')?.count, LEADS);
      assert.ok(clock.alarms < 10, `${clock.alarms} alarms`);
      await house.pass(DAY + HOUR);
      assert.deepEqual(
        ended.sort((a, b) => a.number - b.number),
        Array.from({ length: LEADS }, (_, number) => ({ number, at: dueOf(number) })),
      );
      assert.deepEqual(house.failures, []);
      await house.engine.close();
    } finally {
      removeFolder(folder);
    }
  });
});
