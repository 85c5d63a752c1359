import assert from 'node:assert/strict';
import { ANA, DAY, HOUR, START } from '../../support/house';
import { Workbench, watched, withListeners, type Given } from '../../support/workbench';
import type { FlowNode } from '../../support/in-process';

const TRIGGER = { id: 'trigger', type: 'nurture-lead-trigger', store: 'store', name: 'Fresh leads' };
const SEND = { id: 'send', type: 'nurture-sms-send', account: 'account', text: 'Hello there!' };
const WAIT = { id: 'wait', type: 'nurture-wait-until', store: 'store', amount: 1, unit: 'days' };
const AGENT = { id: 'agent', type: 'nurture-lead-update', store: 'store', name: 'agent desk' };
const DESK = { ...AGENT, updates: [{ what: 'opt_out', channel: 'phone call' }] };

/** Trigger, text, a day, another text: what leaves each output is also heard. */
function journey(): FlowNode[] {
  const wired = (node: FlowNode, outputs: number, ...to: (string | undefined)[]): FlowNode[] => {
    const [first, ...listeners] = withListeners(node, outputs);
    const wires = Array.from({ length: outputs }, (_, at) => [
      `${node.id}.${at}`,
      ...(to[at] ? [to[at]] : []),
    ]);
    return [{ ...first!, wires }, ...listeners];
  };
  return [
    ...wired(TRIGGER, 3, 'send'),
    ...wired(SEND, 2, 'wait'),
    ...wired(WAIT, 2, undefined, 'second'),
    ...withListeners({ ...SEND, id: 'second', text: 'Still there?' }, 2),
    ...withListeners(DESK, 1),
    ...watched('trigger', 'send', 'agent'),
  ];
}

describe('permission, in a real flow', () => {
  let bench: Workbench;
  const open = async (at = START): Promise<void> => {
    bench = await Workbench.open(journey(), { at });
  };
  afterEach(() => bench.close());

  const post = async (told: Given): Promise<number> => {
    const { key } = (await (await fetch(`${bench.red.url}/lead-nurture/stores/store/key`)).json()) as Given;
    const response = await fetch(`${bench.red.url}/nurture/leads/behavior`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${String(key)}` },
      body: JSON.stringify({ phone: ANA, ...told }),
    });
    await bench.engine.rest();
    return response.status;
  };

  describe('an opted-out number in a list with the column opted_in (scenario 10)', () => {
    const row = { phone: ANA, opted_in: 'yes', behavior: 'form_submitted' };

    it('stays suppressed, and its row is reported', async () => {
      await open();
      await bench.knows();
      await bench.replies('STOP');
      const texts = (await bench.texts()).length;
      await bench.give('trigger', { payload: row });
      await bench.give('trigger', { payload: { ...row, id: '2', consent: true } });
      assert.equal(await post({ ...row, id: '3', consent: { given: true, channel: 'import' } }), 202);
      assert.deepEqual(
        bench.out('trigger', 2).map(({ reason }) => reason),
        ['opted_out', 'opted_out', 'opted_out'],
      );
      await bench.give('send', { phone: ANA });
      assert.equal(bench.out('send', 1).at(-1)?.['reason'], 'opted_out');
      assert.equal((await bench.texts()).length, texts);
    });

    it('brings no consent to a number that is new', async () => {
      await open();
      await bench.give('trigger', { payload: row });
      assert.deepEqual((await bench.lead()).ledger, []);
      assert.equal(bench.out('send', 1)[0]?.['reason'], 'no_consent');
    });
  });

  describe('an opt-out that was heard elsewhere (scenario 47)', () => {
    const ways: [string, () => Promise<unknown>, string][] = [
      [
        'by an e-mail, through the webhook',
        () => post({ optOut: { words: 'No more.', channel: 'e-mail', at: START - DAY } }),
        'e-mail',
      ],
      ['by a web form', () => post({ behavior: 'opted_out' }), 'webhook'],
      ['at the desk of an agent', () => bench.give('agent', { phone: ANA }), 'phone call'],
      [
        'by an import',
        () => bench.give('trigger', { payload: { phone: ANA, optOut: { channel: 'import' } } }),
        'import',
      ],
    ];
    for (const [title, out, channel] of ways) {
      it(`${title}, ends journey, wait and texts at once, without a confirmation`, async () => {
        await open();
        await bench.knows();
        await bench.pass(HOUR);
        assert.deepEqual((await bench.texts()).length, 1);
        await out();
        const { enrollments, waits, ledger, messages } = await bench.lead();
        assert.deepEqual(
          enrollments.map(({ state }) => state.status === 'exited' && state.reason),
          ['opted_out'],
        );
        assert.deepEqual([waits, messages.length], [[], 1]);
        const { kind, channel: told, at, recordedAt } = ledger.at(-1)!;
        assert.deepEqual([kind, told, recordedAt], ['opt_out', channel, START + HOUR]);
        assert.equal(at, channel === 'e-mail' ? START - DAY : START + HOUR);
        await bench.pass(30 * DAY);
        assert.equal((await bench.texts()).length, 1);
        assert.deepEqual(bench.out('wait', 1), []);
        await bench.replies('START');
        assert.equal((await bench.lead()).ledger.at(-1)?.kind, 'opt_in', 'her own START lifts it');
      });
    }

    it('ends a text that is held for the morning', async () => {
      await open(START + 12 * HOUR);
      await bench.knows();
      assert.equal((await bench.lead()).waits[0]?.kind, 'hold');
      await post({ optOut: true });
      await bench.pass(2 * DAY);
      assert.deepEqual([(await bench.lead()).waits, await bench.texts()], [[], []]);
    });

    it('makes a number that nobody knew a lead who is out', async () => {
      await open();
      await post({ optOut: { channel: 'e-mail' } });
      await bench.knows();
      assert.equal(bench.out('trigger', 2)[0]?.['reason'], 'opted_out');
      assert.deepEqual(await bench.texts(), []);
    });
  });
});
