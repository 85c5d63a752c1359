import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SimulatedClock } from '../../../src/clock';
import { ANA, DAY, HOUR, MINUTE, START } from '../../support/house';
import { startInProcess, type FlowNode } from '../../support/in-process';
import { removeFolder, temporaryFolder } from '../../support/temporary';
import { ACCOUNT, STORE, Workbench, watched, withListeners, type Given } from '../../support/workbench';

const send = (id: string, more: Given = {}): FlowNode => ({
  id,
  type: 'nurture-sms-send',
  account: 'account',
  text: `Text of ${id}`,
  introduce: false,
  ...more,
});
const GUARD: FlowNode = { id: 'guard', type: 'nurture-opt-out-guard', store: 'store' };
/** Tuesday 3 March 2026 at this hour in New York. */
const at = (hour: number, minute = 0): number => START + (hour - 11) * HOUR + minute * MINUTE;

/** The gate of a verdict that stopped a text, as the message shows it. */
function gateOf(msg: Given | undefined, name: string): Given | undefined {
  const { gates } = (msg?.['verdict'] ?? {}) as { readonly gates?: readonly Given[] };
  return gates?.find(({ gate }) => gate === name);
}

describe('the gates before a text, in a real flow', () => {
  let bench: Workbench;
  const open = async (nodes: FlowNode[], when: number, store: Given = {}): Promise<void> => {
    bench = await Workbench.open(
      [...nodes.flatMap((node) => withListeners(node, 2)), ...watched(...nodes.map(({ id }) => id))],
      { at: when, store },
    );
  };
  afterEach(() => bench.close());
  const reasons = (id: string): unknown[] => bench.out(id, 1).map(({ reason }) => reason);

  it('a number that the carrier says has opted out is suppressed, and not tried again (scenario 48)', async () => {
    const out = '+15005550004'; // of no area: it must be day in all of the US
    await open([send('x')], at(17));
    await bench.knows({ phone: out });
    await bench.give('x', { phone: out });
    await bench.give('x', { phone: out });
    assert.deepEqual(reasons('x'), ['failed', 'opted_out']);
    const { ledger, messages } = await bench.lead(out);
    assert.deepEqual(
      ledger.map(({ kind, channel }) => [kind, channel]),
      [
        ['consent', 'webhook'],
        ['opt_out', 'carrier'],
      ],
    );
    await bench.pass(7 * DAY);
    assert.deepEqual([messages.length, (await bench.lead(out)).messages.length], [1, 1]);
  });

  describe('the cap (scenario 65)', () => {
    const texts = [send('x'), send('y', { onHold: 'hold' })];

    it('puts a text of another journey off to the next day, with the reason', async () => {
      await open([...texts, GUARD], at(10));
      await bench.knows();
      await bench.give('x', { phone: ANA });
      await bench.pass(4 * HOUR);
      await bench.give('y', { phone: ANA });
      await bench.give('guard', { phone: ANA });
      const held = (await bench.lead()).waits.map(({ because }) => because);
      assert.deepEqual(
        held,
        Array(2).fill('The lead has had as many marketing texts as the contact rules allow for now.'),
      );
      await bench.pass(20 * HOUR - 1);
      assert.deepEqual(await bench.texts(), ['Text of x']);
      await bench.pass(10 * MINUTE);
      assert.deepEqual(await bench.texts(), ['Text of x', 'Text of y']);
    });

    for (const onCap of ['skip', 'leave'] as const) {
      it(`lets it go by when it shall ${onCap}`, async () => {
        await open(texts, at(10), { onCap });
        await bench.knows();
        await bench.give('x', { phone: ANA });
        await bench.give('y', { phone: ANA });
        assert.deepEqual(reasons('y'), ['over_cap']);
        assert.equal(gateOf(bench.out('y', 1)[0], 'frequency_cap')?.['value'], '1 sent');
      });
    }

    it('does not count a text that failed', async () => {
      const invalid = '+15005550001';
      await open(texts, at(17));
      await bench.knows({ phone: invalid });
      await bench.give('x', { phone: invalid });
      await bench.engine.update((await bench.lead(invalid)).lead.id, [
        { kind: 'field', key: 'phone_unreachable', value: null },
      ]);
      await bench.give('y', { phone: invalid });
      assert.deepEqual([reasons('x'), reasons('y')], [['failed'], ['failed']]);
    });
  });

  it('an order goes out at night, marketing does not, and marketing under its label is warned of (scenario 66)', async () => {
    const order = send('order', { purpose: 'transactional', text: 'Your order has shipped.' });
    const disguised = send('disguised', { purpose: 'transactional', text: 'Shipped! Get 10% off the next.' });
    await open([order, send('offer'), disguised], at(22, 30));
    await bench.knows();
    await bench.give('order', { phone: ANA });
    await bench.give('offer', { phone: ANA });
    assert.deepEqual(await bench.texts(), ['Your order has shipped.']);
    assert.equal((await bench.lead()).waits[0]?.kind, 'hold');
    assert.deepEqual(bench.red.complaints().filter((one) => one.includes('sounds like marketing')).length, 1);
  });

  describe('the hours of states (scenario 67)', () => {
    const FLORIDA = ANA;
    const TEXAS = '+12145550142';
    /** Sunday 8 March 2026, 10:00 in Dallas: daylight time has just begun. */
    const SUNDAY = Date.UTC(2026, 2, 8, 15);

    it('hold a text to Florida at 20:15', async () => {
      await open([send('x')], at(20, 15));
      await bench.knows({ phone: FLORIDA });
      await bench.give('x', { phone: FLORIDA });
      const { notes, messages } = await bench.lead(FLORIDA);
      const note = notes.at(-1);
      const gates = note?.kind === 'text_held' ? note.verdict.gates : [];
      const hours = gates.find(({ gate }) => gate === 'contact_hours');
      assert.deepEqual(
        [messages.length, hours?.answer, hours?.value, hours?.rule],
        [0, 'hold', 'Tue 20:15 America/New_York', 'hours.by_state.FL'],
      );
    });

    it('hold a text to Texas on Sunday until noon', async () => {
      await open([send('x')], SUNDAY);
      await bench.knows({ phone: TEXAS });
      await bench.give('x', { phone: TEXAS });
      await bench.pass(2 * HOUR - 1);
      assert.deepEqual(await bench.texts(TEXAS), []);
      await bench.pass(10 * MINUTE);
      assert.deepEqual(await bench.texts(TEXAS), ['Text of x']);
    });

    it('ask both zones of who moved: a number of Florida, an address in California', async () => {
      // 9:00 in Miami is 6:00 in Los Angeles; California opens at 9:00.
      await open([send('x')], at(9));
      await bench.knows({ phone: FLORIDA, lead: { state: 'CA' } });
      await bench.give('x', { phone: FLORIDA });
      await bench.pass(3 * HOUR - 1);
      assert.deepEqual(await bench.texts(FLORIDA), [], '11:59 in Miami, 8:59 in Los Angeles');
      await bench.pass(10 * MINUTE);
      assert.deepEqual(await bench.texts(FLORIDA), ['Text of x']);
    });
  });

  it('a text for today that is held past midnight is dropped as stale (scenario 69)', async () => {
    await open([send('x', { text: 'Today only!', staleAfter: 3, staleUnit: 'hours' })], at(22));
    await bench.knows();
    await bench.give('x', { phone: ANA });
    await bench.pass(12 * HOUR);
    assert.deepEqual([reasons('x'), await bench.texts()], [['stale'], []]);
  });

  it('every attempt stays in the history with all its gates, allowed, held and blocked', async () => {
    await open([send('x'), send('y'), GUARD], at(22));
    await bench.knows();
    await bench.give('x', { phone: ANA });
    await bench.pass(11 * HOUR);
    await bench.replies('STOP');
    await bench.give('y', { phone: ANA });
    await bench.give('guard', { phone: ANA });
    const { notes, messages } = await bench.lead();
    const verdicts = [
      ...notes.flatMap((note) => ('verdict' in note ? [note.verdict] : [])),
      ...messages.filter(({ node }) => node === 'x').map(({ verdict }) => verdict),
    ];
    assert.deepEqual(
      verdicts.map(({ answer, gates }) => [answer, gates.length]),
      [
        ['hold', 9],
        ['block', 9],
        ['block', 9],
        ['allow', 9],
      ],
    );
  });
});

describe('a lead store whose file is damaged (scenario 52)', () => {
  it('texts nobody, says so, and other flows go on', async () => {
    const userDir = temporaryFolder();
    const nodes = [
      ...withListeners(send('x'), 2),
      ...withListeners(GUARD, 2),
      ...withListeners({ id: 'other', type: 'helper' }, 1),
      ...watched('x', 'guard'),
    ];
    const flows = [{ id: 'tab', type: 'tab', label: 'tab' }, STORE, ACCOUNT, ...nodes];
    const folder = join(userDir, 'lead-nurture', 'leads');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'manifest'), 'no manifest at all\n');
    writeFileSync(join(folder, 'journal-0'), 'no journal at all\n');
    const red = await startInProcess({ flows, clock: new SimulatedClock(START), userDir });
    try {
      for (const id of ['x', 'guard', 'other']) red.node(id).receive({ phone: ANA, payload: 'hello' });
      await red.receives('caught', 2);
      await red.receives('other', 1);
      assert.deepEqual([...red.received('x.0'), ...red.received('guard.0')], [], 'nothing passes');
      assert.ok(
        red.complaints().some((one) => /lead store/.test(one)),
        red.complaints().join('\n'),
      );
    } finally {
      await red.stop();
      removeFolder(userDir);
    }
  });
});
