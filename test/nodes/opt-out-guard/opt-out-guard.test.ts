import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import type { TextRequest } from '../../../src/sms/sending';
import { ANA, DAY, HOUR, MINUTE, START } from '../../support/house';
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

  it('asks no consent and no hours for an answer in a conversation, while it lasts', async () => {
    await open({ purpose: 'conversational' }, NIGHT);
    await bench.knows({ consent: false });
    await bench.replies('How much is it?');
    await bench.give('n', { phone: ANA });
    assert.deepEqual(counts(), [1, 0]);
    await bench.pass(31 * MINUTE);
    await bench.give('n', { phone: ANA });
    assert.deepEqual(counts(), [1, 0]);
    await bench.pass(10 * HOUR);
    assert.deepEqual(counts(), [2, 0]);
  });

  it('shows what it holds, and what it blocked and why', async () => {
    await open({}, NIGHT);
    const status = (): unknown =>
      (bench.received('statuses').at(-1)?.['status'] as { text?: unknown } | undefined)?.text;
    await bench.knows();
    await bench.give('n', { phone: ANA });
    await bench.knows({ phone: '+13055550143', consent: false });
    await bench.give('n', { phone: '+13055550143' });
    await until(() => status() === '1 held · 1 blocked (no consent)');
    await bench.pass(10 * HOUR);
    await until(() => status() === '1 blocked (no consent)');
  });

  describe('with rules of its own', () => {
    it('holds by them, and they hold when the text leaves', async () => {
      // Saturday 20:15 in Miami: the store opens on Sunday at 8:00, the strictest states on Monday at 9:00.
      const saturday = Date.UTC(2026, 2, 15, 0, 15);
      await open({ hours: 'strictest' }, saturday);
      await bench.knows();
      await bench.give('n', { phone: ANA });
      assert.deepEqual(counts(), [0, 0]);
      await bench.pass(36 * HOUR);
      assert.deepEqual(counts(), [0, 0], 'Sunday is over, and it is Monday 8:15');
      await bench.pass(HOUR);
      assert.deepEqual(counts(), [1, 0]);
      const { verdict } = bench.out('n')[0] as { verdict?: { gates?: { gate: string; rule: string }[] } };
      const rules = verdict?.gates?.map(({ gate, rule }) => [gate, rule]) ?? [];
      assert.deepEqual(
        new Map(rules as [string, string][]).get('contact_hours'),
        'hours.by_state.FL + hours.strictest',
      );
    });

    it('asks its own cap again on release', async () => {
      await open({ hours: 'window', hoursStart: '10:00', hoursEnd: '11:30', capCount: 1, capHours: 48 });
      await bench.knows();
      // 11:00: one is texted; the other waits for room, and for its hours, on the day after tomorrow.
      await bench.give('n', { phone: ANA });
      await bench.engine.send((await bench.lead()).lead.id, text());
      await bench.give('n', { phone: ANA });
      assert.deepEqual(counts(), [1, 0]);
      await bench.pass(2 * DAY - 1);
      assert.deepEqual(counts(), [1, 0]);
      await bench.pass(1);
      assert.deepEqual(counts(), [2, 0]);
    });
  });
});

function text(): TextRequest {
  return {
    node: 'other',
    visit: '1',
    msg: {},
    keep: () => ({}),
    account: 'account',
    template: 'Hi!',
    purpose: 'marketing',
    introduce: false,
    plainer: true,
    onHold: 'hold',
  };
}

/** A status waits a quarter of a second behind the one before it. */
async function until(done: () => boolean): Promise<void> {
  for (let i = 0; i < 100 && !done(); i++) await setTimeout(20);
  assert.ok(done());
}
