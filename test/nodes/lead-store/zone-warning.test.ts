import assert from 'node:assert/strict';
import { Workbench } from '../../support/workbench';

describe('old time zone data', () => {
  let bench: Workbench;
  const open = async (zoneData: string): Promise<void> => {
    bench = await Workbench.open([], { zoneData });
  };
  afterEach(() => bench.close());
  const warnings = (): number =>
    bench.red.complaints().filter((one) => one.includes('time zone data')).length;

  it('are warned of once, when a lead lives where they are wrong', async () => {
    await open('2026c');
    await bench.knows();
    assert.equal(warnings(), 0);
    await bench.knows({ phone: '+12045550142' });
    await bench.knows({ phone: '+12045550143' });
    assert.equal(warnings(), 1);
    assert.match(bench.red.complaints().join(), /western Canada.*\(2026c\).*2026e or later/);
  });

  it('are not there in a newer runtime', async () => {
    await open('2026f');
    await bench.knows({ phone: '+12045550142' });
    assert.equal(warnings(), 0);
  });
});
