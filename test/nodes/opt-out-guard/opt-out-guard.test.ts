import assert from 'node:assert/strict';
import { ANA, DAY, HOUR, START } from '../../support/house';
import { Workbench, watched, withListeners, type Given } from '../../support/workbench';

const GUARD = { id: 'n', type: 'nurture-opt-out-guard', store: 'store' };
const NIGHT = START + 12 * HOUR;

describe('opt-out guard', () => {
  let bench: Workbench;
  const open = async (config: Given = {}, at = START): Promise<void> => {
    bench = await Workbench.open([...withListeners({ ...GUARD, ...config }, 2), ...watched('n')], { at });
  };
  afterEach(() => bench.close());
  const counts = (): number[] => [0, 1].map((output) => bench.out('n', output).length);

  it('lets pass who may be texted, with the verdict and everything that came in', async () => {
    await open();
    await bench.knows();
    await bench.give('n', { phone: ANA, payload: { mine: 1 }, topic: 'shop' });
    assert.deepEqual(counts(), [1, 0]);
    const { payload, topic, verdict } = bench.out('n')[0] as Given & { verdict?: { answer?: unknown } };
    assert.deepEqual([payload, topic, verdict?.answer], [{ mine: 1 }, 'shop', 'allow']);
  });

  it('stops who may not, and says why in a word and in a sentence', async () => {
    await open();
    await bench.knows({ consent: false });
    await bench.give('n', { phone: ANA });
    await bench.replies('STOP');
    await bench.give('n', { phone: ANA });
    assert.deepEqual(
      bench.out('n', 1).map(({ reason, payload }) => [reason, payload]),
      [
        ['no_consent', 'The lead has not agreed to marketing texts.'],
        ['opted_out', 'The lead opted out, and only her own START lifts that.'],
      ],
    );
    assert.deepEqual(counts(), [0, 2]);
    assert.deepEqual(
      (await bench.lead()).notes.map(({ kind }) => kind),
      ['not_sent', 'not_sent'],
    );
  });

  it('keeps a message of the night until the morning, whole, and asks again then', async () => {
    await open({}, NIGHT);
    await bench.knows();
    await bench.give('n', { phone: ANA, payload: { mine: 1 } });
    await bench.pass(9 * HOUR - 1);
    assert.deepEqual(counts(), [0, 0]);
    await bench.pass(HOUR);
    assert.deepEqual(counts(), [1, 0]);
    assert.deepEqual(bench.out('n')[0]?.['payload'], { mine: 1 });
    await bench.pass(DAY);
    assert.deepEqual(counts(), [1, 0]);
  });

  it('forgets what it holds for somebody who opts out meanwhile', async () => {
    await open({}, NIGHT);
    await bench.knows();
    await bench.give('n', { phone: ANA });
    await bench.replies('STOP');
    await bench.pass(2 * DAY);
    assert.deepEqual(counts(), [0, 0]);
  });

  it('does not hold when it was told so', async () => {
    await open({ onHold: 'block' }, NIGHT);
    await bench.knows();
    await bench.give('n', { phone: ANA });
    assert.deepEqual([counts(), bench.out('n', 1)[0]?.['reason']], [[0, 1], 'outside_hours']);
  });

  it('asks no consent and no hours for an answer in a conversation', async () => {
    await open({ purpose: 'conversational' }, NIGHT);
    await bench.knows({ consent: false });
    await bench.give('n', { phone: ANA });
    assert.deepEqual(counts(), [1, 0]);
  });
});
