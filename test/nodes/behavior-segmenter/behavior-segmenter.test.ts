import assert from 'node:assert/strict';
import { ANA, DAY } from '../../support/house';
import { Workbench, watched, withListeners, type Given } from '../../support/workbench';

const SEGMENTER = { id: 'n', type: 'nurture-behavior-segmenter', store: 'store' };
const STANDARD = ['customer', 'hot', 'warm', 'fresh', 'cold', 'otherwise'];

describe('behavior segmenter', () => {
  let bench: Workbench;
  const open = async (config: Given = {}, outputs = STANDARD.length): Promise<void> => {
    bench = await Workbench.open([...withListeners({ ...SEGMENTER, ...config }, outputs), ...watched('n')]);
  };
  afterEach(() => bench.close());

  const LEADS: [string, string, number, string][] = [
    ['customer', 'purchased', 0, 'customer'],
    ['hot', 'cart_updated', 0, 'hot'],
    ['warm', 'pricing_viewed', 0, 'warm'],
    ['fresh', 'form_submitted', 0, 'fresh'],
    ['otherwise', 'form_submitted', 20 * DAY, 'fresh'],
    ['cold', 'form_submitted', 30 * DAY, 'cold'],
  ];
  for (const [segment, behavior, later, stage] of LEADS) {
    it(`sends who did ${behavior} ${later / DAY} days ago to "${segment}", and sets the stage`, async () => {
      await open();
      await bench.knows({ behavior });
      await bench.pass(later);
      await bench.give('n', { phone: ANA, payload: 'mine', topic: 'shop' });
      const counts = STANDARD.map((_name, output) => bench.out('n', output).length);
      assert.deepEqual(
        counts,
        STANDARD.map((name) => (name === segment ? 1 : 0)),
      );
      const msg = bench.out('n', STANDARD.indexOf(segment))[0] as Given & {
        segment?: { name?: unknown; why?: unknown };
        lead?: { stage?: unknown };
      };
      assert.deepEqual([msg.payload, msg.topic, msg.segment?.name], ['mine', 'shop', segment]);
      assert.ok(Array.isArray(msg.segment?.why) && msg.segment.why.length > 0);
      assert.deepEqual([msg.lead?.stage, (await bench.lead()).lead.stage], [stage, stage]);
      assert.deepEqual(JSON.parse(JSON.stringify(msg)), msg);
    });
  }

  it('leaves the stage alone when it was told so', async () => {
    await open({ setStage: false });
    await bench.knows({ behavior: 'pricing_viewed' });
    await bench.give('n', { phone: ANA });
    assert.deepEqual([bench.out('n', 2).length, (await bench.lead()).lead.stage], [1, 'fresh']);
  });

  it('has an output for each segment of its own, then "otherwise"', async () => {
    const segments = [
      { name: 'big', match: 'all', rules: [{ kind: 'field', key: 'seats', op: 'over', value: 10 }] },
      { name: 'talks', match: 'any', rules: [{ kind: 'replied' }, { kind: 'tag', has: 'caller' }] },
    ];
    await open({ segments }, 3);
    await bench.knows({ lead: { seats: '12' } });
    await bench.give('n', { phone: ANA });
    await bench.knows({ phone: '+12025550177', lead: { tags: ['caller'] } });
    await bench.give('n', { phone: '+12025550177' });
    await bench.give('n', { phone: '+12025550178' });
    assert.deepEqual(
      [0, 1, 2].map((output) => bench.out('n', output).length),
      [1, 1, 1],
    );
    assert.equal((await bench.lead()).lead.stage, 'fresh', 'a segment without a stage sets none');
  });

  it('decides by what the store knows, not by the picture in the message', async () => {
    await open();
    const { lead } = await bench.knows({ behavior: 'purchased' });
    await bench.give('n', { lead: { id: lead.id, stage: 'fresh' } });
    assert.equal(bench.out('n', 0).length, 1);
    assert.equal(bench.received('completed').length, 1);
  });
});
