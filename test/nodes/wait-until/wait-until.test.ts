import assert from 'node:assert/strict';
import { ANA, DAY, HOUR } from '../../support/house';
import { Workbench, watched, withListeners, type Given } from '../../support/workbench';

const WAIT = { id: 'n', type: 'nurture-wait-until', store: 'store' };

describe('wait until', () => {
  let bench: Workbench;
  const open = async (config: Given = {}, outputs = 2): Promise<void> => {
    bench = await Workbench.open([
      ...withListeners({ ...WAIT, ...config }, outputs),
      ...withListeners(
        { id: 'router', type: 'nurture-reply-router', store: 'store', listen: 'all', routes: [] },
        1,
      ),
      ...watched('n'),
    ]);
    await bench.knows();
  };
  afterEach(() => bench.close());
  const left = (): number[] => [0, 1, 2].map((output) => bench.out('n', output).length);

  it('times out once, at its time, with the message as it came in', async () => {
    await open();
    const own = { payload: { cart: [1, 2] }, topic: 'shop', custom: { deep: [{ er: true }] } };
    await bench.give('n', { phone: ANA, ...own });
    assert.equal(bench.received('completed').length, 1, 'done is called when the wait is on disk');
    await bench.pass(DAY - 1);
    assert.deepEqual(left(), [0, 0, 0]);
    await bench.pass(1);
    assert.deepEqual(left(), [0, 1, 0]);
    const [msg] = bench.out('n', 1);
    const { payload, topic, custom } = msg!;
    assert.deepEqual({ payload, topic, custom }, own);
    assert.deepEqual(msg?.['lead'], {
      id: (await bench.lead()).lead.id,
      phone: ANA,
      name: 'Ana Lopez',
      firstName: 'Ana',
      lastName: 'Lopez',
      stage: 'fresh',
      tags: [],
      fields: {},
      leadStore: 'leads',
    });
    await bench.pass(30 * DAY);
    assert.deepEqual(left(), [0, 1, 0]);
  });

  it('ends at once by a reply, with the reply in the message (scenario 16)', async () => {
    await open();
    await bench.give('n', { phone: ANA, topic: 'shop' });
    await bench.pass(2 * HOUR);
    await bench.replies('how much for 5 seats?');
    assert.deepEqual(left(), [1, 0, 0]);
    const [msg] = bench.out('n', 0);
    assert.equal(msg?.['payload'], 'how much for 5 seats?');
    assert.equal(msg?.['topic'], 'shop');
    const { id, at, text } = (await bench.lead()).replies[0]!;
    assert.deepEqual(msg?.['reply'], { id, at, text, media: [], kind: 'text', unknownSender: false });
    assert.equal(bench.out('router').length, 0, 'a reply that a wait asked for is not routed twice');
    await bench.pass(30 * DAY);
    assert.deepEqual(left(), [1, 0, 0]);
  });

  it('leaves a reply one millisecond after its end to the router (scenario 17)', async () => {
    await open();
    await bench.give('n', { phone: ANA });
    await bench.pass(DAY + 1);
    await bench.replies('still there?');
    assert.deepEqual(left(), [0, 1, 0]);
    assert.deepEqual(
      bench.out('router').map(({ payload }) => payload),
      ['still there?'],
    );
  });

  it('has an output for each awaited thing, in their order, then "timed out"', async () => {
    await open({ awaits: [{ kind: 'behavior', name: 'link_clicked' }, { kind: 'reply' }] }, 3);
    await bench.give('n', { phone: ANA });
    await bench.knows({ behavior: 'page_viewed' });
    assert.deepEqual(left(), [0, 0, 0]);
    await bench.knows({ behavior: 'link_clicked', properties: { link: 'guide' } });
    assert.deepEqual(left(), [1, 0, 0]);
    const behavior = bench.out('n', 0)[0]?.['behavior'];
    assert.ok(typeof behavior === 'object' && behavior !== null && 'name' in behavior);
    assert.equal(behavior.name, 'link_clicked');
    await bench.give('n', { phone: ANA });
    await bench.replies('hello');
    assert.deepEqual(left(), [1, 1, 0]);
    await bench.give('n', { phone: ANA });
    await bench.pass(DAY);
    assert.deepEqual(left(), [1, 1, 1]);
  });

  it('waits without an end when that was chosen', async () => {
    await open({ timeout: 'never' });
    await bench.give('n', { phone: ANA });
    await bench.pass(3000 * DAY);
    assert.deepEqual(left(), [0, 0, 0]);
    await bench.replies('here I am');
    assert.deepEqual(left(), [1, 0, 0]);
  });

  it('waits longer than the 24.8 days that a timer can', async () => {
    await open({ amount: 5, unit: 'weeks' });
    await bench.give('n', { phone: ANA });
    await bench.pass(34 * DAY);
    assert.deepEqual(left(), [0, 0, 0]);
    await bench.pass(DAY);
    assert.deepEqual(left(), [0, 1, 0]);
  });

  it('leaves out req, res and what no JSON can hold, warns once, and keeps the rest', async () => {
    await open({ amount: 1, unit: 'hours' });
    const circle: { self?: unknown } = {};
    circle.self = circle;
    const unkept = { req: { url: '/' }, res: { end: () => undefined }, circle, f: () => 1, big: 10n };
    // As an http in node hands it over: without being cloned.
    await bench.give('n', { phone: ANA, payload: 'kept', ...unkept });
    await bench.give('n', { phone: ANA, payload: 'kept too', ...unkept });
    await bench.pass(HOUR);
    const out = bench.out('n', 1);
    assert.deepEqual(
      out.map(({ payload }) => payload),
      ['kept', 'kept too'],
    );
    for (const msg of out) {
      assert.deepEqual(
        Object.keys(msg).filter((key) => key in unkept),
        [],
      );
      assert.deepEqual(JSON.parse(JSON.stringify(msg)), msg);
    }
    const warnings = bench.red.complaints();
    assert.equal(warnings.length, 1);
    assert.match(warnings[0]!, /cannot keep msg\.req, msg\.res, msg\.circle, msg\.f, msg\.big/);
  });

  it('refuses a message over 64 KB with one error, and parks nothing', async () => {
    await open();
    await bench.give('n', { phone: ANA, payload: 'x'.repeat(65 * 1024) });
    const [caught] = bench.received('caught');
    assert.match(JSON.stringify(caught?.['error']), /too large to wait: at most 64 KB/);
    assert.equal(bench.received('caught').length, 1);
    assert.equal(bench.received('completed').length, 0);
    assert.deepEqual((await bench.lead()).waits, []);
  });

  it('parks a message once that comes twice, and two messages twice', async () => {
    await open();
    await bench.give('n', { phone: ANA, _msgid: 'same' });
    await bench.give('n', { phone: ANA, _msgid: 'same' });
    assert.equal((await bench.lead()).waits.length, 1);
    await bench.give('n', { phone: ANA, _msgid: 'other' });
    assert.equal((await bench.lead()).waits.length, 2);
  });

  it('trusts the store and not the picture of the lead in the message', async () => {
    await open({ amount: 1, unit: 'hours' });
    const { lead } = await bench.lead();
    await bench.give('n', { lead: { id: lead.id, phone: '+12025550199', name: 'Somebody Else' } });
    await bench.pass(HOUR);
    assert.equal(await bench.engine.store.size(), 1);
    const told = bench.out('n', 1)[0]?.['lead'];
    assert.ok(typeof told === 'object' && told !== null && 'phone' in told);
    assert.equal(told.phone, ANA);
  });
});
