import assert from 'node:assert/strict';
import { ANA, HOUR, numberOf } from '../../support/house';
import { ACCOUNT, STORE, Workbench, engineOf, withListeners } from '../../support/workbench';
import { readBehaviorInput } from '../../../src/leads/behavior-input';
import type { Engine } from '../../../src/engine';

const OTHER_STORE = { ...STORE, id: 'other-store', path: 'other', brand: 'Bolt' };
const OTHER_ACCOUNT = { ...ACCOUNT, id: 'other-account', store: 'other-store' };

describe('two clients in one Node-RED (scenario 80)', () => {
  let bench: Workbench;
  let other: Engine;

  before(async () => {
    const trigger = { id: 'n', type: 'nurture-lead-trigger', store: 'store' };
    const theirs = { ...trigger, id: 'm', store: 'other-store' };
    bench = await Workbench.open([
      OTHER_STORE,
      OTHER_ACCOUNT,
      ...withListeners(trigger, 3),
      ...withListeners(theirs, 3),
    ]);
    other = await engineOf(bench.red.node('other-store'));
    await bench.knows({ id: 'ours' });
    const reading = readBehaviorInput(
      { phone: ANA, consent: true, id: 'theirs' },
      { now: bench.clock.now(), country: 'US', newId: () => other.newId('b') },
    );
    assert.ok(reading.ok);
    await other.record({ input: reading.input, source: 'webhook' });
    await other.rest();
  });
  after(() => bench.close());

  const theirAna = async (): Promise<string> =>
    JSON.stringify(await other.store.read({ phone: numberOf(ANA) }));

  it('know the same person each for itself', async () => {
    assert.deepEqual([bench.out('n').length, bench.out('m').length], [1, 1]);
    assert.equal(JSON.stringify(await bench.lead()).includes('theirs'), false);
    assert.equal((await theirAna()).includes('ours'), false);
  });

  it('STOP to one ends nothing at the other', async () => {
    await bench.replies('STOP');
    await bench.pass(HOUR);
    assert.equal(bench.out('n', 1)[0]?.['reason'], 'opted_out');
    assert.equal(bench.out('m', 1).length, 0);
    assert.equal((await theirAna()).includes('opt_out'), false);
    const record = await other.store.read({ phone: numberOf(ANA) });
    assert.deepEqual(record?.replies, []);
  });
});
