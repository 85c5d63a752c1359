import assert from 'node:assert/strict';
import { ANA, HOUR } from '../../../support/house';
import type { FlowNode } from '../../../support/in-process';
import { Workbench, watched, type Given } from '../../../support/workbench';

const SEGMENTER = { id: 'n', type: 'nurture-behavior-segmenter', name: 'how warm', segments: [] };
const UPDATE = {
  ...{ id: 'm', type: 'nurture-lead-update', name: 'count up' },
  updates: [{ what: 'add_tag', tag: 'round' }],
};
const TRIGGER = { id: 'trigger', type: 'nurture-lead-trigger' };

const on = (node: FlowNode, ...wires: string[][]): FlowNode => ({
  ...{ z: 'tab', x: 0, y: 0, store: 'store' },
  ...node,
  wires,
});
const ENTRY = { id: 'e', type: 'function', func: 'msg.payload = "hm"; return msg;' };
const ANEW = {
  id: 'f',
  type: 'function',
  func: 'return { payload: msg.payload, lead: msg.lead, enrollment: msg.enrollment };',
};
/** Rings without a wait, each through the node `n`; and the names that its error has to tell. */
const RINGS: Readonly<Record<string, readonly [readonly FlowNode[], string]>> = {
  'of one node': [[on(SEGMENTER, ['n'])], '"how warm" → "how warm"'],
  'of two nodes': [[on(SEGMENTER, ['m']), on(UPDATE, ['n'])], '"how warm" → "count up" → "how warm"'],
  'through links and a function that puts the message together anew': [
    [
      on(SEGMENTER, ['f']),
      on(ANEW, ['out']),
      on({ id: 'out', type: 'link out', mode: 'link', links: ['in'] }),
      on({ id: 'in', type: 'link in', links: ['out'] }, ['m']),
      on(UPDATE, ['n']),
    ],
    '"how warm" → "count up" → "how warm"',
  ],
  'of a router that nothing fits': [
    [on({ id: 'n', type: 'nurture-reply-router', listen: 'off', routes: [] }, ['n'])],
    '"reply router" → "reply router"',
  ],
  'of a guard that lets through': [
    [on({ id: 'n', type: 'nurture-opt-out-guard', purpose: 'transactional' }, ['n'], ['n'])],
    '"opt out guard" → "opt out guard"',
  ],
};

describe('a ring of wires without a wait', () => {
  let bench: Workbench;
  afterEach(() => bench.close());
  const open = async (flow: readonly FlowNode[]): Promise<void> => {
    bench = await Workbench.open(
      [on(TRIGGER, ['e'], [], []), on(ENTRY, ['n']), ...flow, ...watched('n', 'm')],
      {
        core: ['common/60-link', 'function/10-function'],
      },
    );
  };
  const errors = (): string[] =>
    bench.received('caught').map(({ error }) => (error as { message: string }).message);

  for (const [how, [flow, names]] of Object.entries(RINGS)) {
    it(`is stopped after 1,000 steps and named: ${how}`, async () => {
      await open(flow);
      await bench.knows();
      await bench.red.receives('caught', 1);
      await bench.engine.rest();
      const [error = '', ...more] = errors();
      assert.deepEqual(more, []);
      assert.ok(error.includes(names), error);
      assert.match(error, /^The message went through 1000 steps without a wait/);
      const { status } = bench.received('statuses').at(-1) as { status: Given };
      assert.deepEqual([status['fill'], status['text']], ['red', 'ring of wires']);
    });
  }

  it('is no ring when a wait is in it, however often it goes round', async () => {
    const wait = { id: 'w', type: 'nurture-wait-until', awaits: [], amount: 1, unit: 'hours' };
    const row = Array.from({ length: 12 }, (_, index) => `s${index}`);
    const segmenters = row.map((id, index) => on({ ...SEGMENTER, id }, [row[index + 1] ?? 'w']));
    await open([on(SEGMENTER, ['s0']), ...segmenters, on(wait, ['n'])]);
    await bench.knows();
    await bench.pass(80 * HOUR);
    assert.deepEqual(errors(), []);
    assert.equal(bench.received('completed').length, 81, 'rounds of 14 steps');
  });

  it('is no ring when many messages come from one', async () => {
    await open([on(SEGMENTER, ['m']), on(UPDATE, ['end']), on({ id: 'end', type: 'helper' })]);
    const { lead } = await bench.knows();
    const msg = { _msgid: 'same', lead: { id: lead.id, phone: ANA } };
    for (let row = 0; row < 1_100; row++) bench.red.node('n').receive({ ...msg, payload: row });
    await bench.engine.rest();
    assert.deepEqual(errors(), []);
    assert.equal(bench.received('end').length, 1_101);
  });
});
