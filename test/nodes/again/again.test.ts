import assert from 'node:assert/strict';
import { ANA, HOUR, MINUTE } from '../../support/house';
import type { FlowNode } from '../../support/in-process';
import { Workbench, withListeners } from '../../support/workbench';

const ON_TAB = { z: 'tab', x: 0, y: 0 };
type Wires = readonly (readonly string[])[];
type DeployType = 'full' | 'nodes' | 'flows';

const core = (id: string, type: string, wires: Wires, more: object = {}): FlowNode => ({
  ...{ ...ON_TAB, id, type, wires },
  ...more,
});
const ours = (id: string, type: string, wires: Wires, more: object = {}): FlowNode =>
  core(id, `nurture-${type}`, wires, more);
const trigger = (...wires: string[]): FlowNode =>
  ours('trigger', 'lead-trigger', [wires, [], []], { store: 'store', behaviors: ['form_submitted'] });
const text = (id: string, ...wires: string[]): FlowNode =>
  ours(id, 'sms-send', [wires, []], {
    ...{ account: 'account', text: `says ${id}`, introduce: false, purpose: 'transactional' },
  });
const wait = (id: string, ...wires: string[]): FlowNode =>
  ours(id, 'wait-until', [wires], { store: 'store', awaits: [], timeout: 'after', amount: 1, unit: 'hours' });
const guard = (id: string, ...wires: string[]): FlowNode =>
  ours(id, 'opt-out-guard', [wires, []], { store: 'store', purpose: 'transactional' });
const update = (id: string, ...wires: string[]): FlowNode =>
  ours(id, 'lead-update', [wires], { store: 'store', updates: [{ what: 'behavior', name: id }] });
const heard = (id: string): FlowNode => core(id, 'helper', []);

interface Way {
  readonly title: string;
  readonly flow: readonly FlowNode[];
  /** What has been texted once everything has run for three and a half hours. */
  readonly texts: readonly string[];
  /** The flow from the second deploy on. */
  readonly later?: readonly FlowNode[];
}

const LINE = [trigger('one'), text('one', 'hour'), wait('hour', 'two'), text('two', 'end'), update('end')];

const WAYS: readonly Way[] = [
  { title: 'a line', flow: LINE, texts: ['one', 'two'] },
  {
    title: 'a loop through a wait',
    flow: [trigger('again'), text('again', 'hour'), wait('hour', 'again')],
    texts: ['again', 'again', 'again', 'again'],
  },
  {
    title: 'two wires that come together again',
    flow: [trigger('one', 'two'), text('one', 'hour'), text('two', 'hour'), wait('hour', 'end'), text('end')],
    texts: ['end', 'one', 'two'],
  },
  {
    title: 'a loop through two wires that come together again',
    flow: [trigger('one', 'two'), text('one', 'hour'), text('two', 'hour'), wait('hour', 'one', 'two')],
    texts: ['one', 'one', 'one', 'one', 'two', 'two', 'two', 'two'],
  },
  {
    title: 'one text now and, by the same node, once more behind a wait',
    flow: [trigger('one', 'hour'), wait('hour', 'one'), text('one')],
    texts: ['one', 'one'],
  },
  {
    title: 'two waits from one output, each with a text of its own',
    flow: [trigger('hour', 'other'), wait('hour', 'one'), wait('other', 'two'), text('one'), text('two')],
    texts: ['one', 'two'],
  },
  {
    title: 'guards, updates and link nodes on the way',
    flow: [
      trigger('guard'),
      guard('guard', 'counted'),
      update('counted', 'out'),
      core('out', 'link out', [], { mode: 'link', links: ['in'] }),
      core('in', 'link in', [['one']], { links: ['out'] }),
      text('one', 'hour'),
      wait('hour', 'guard-2'),
      guard('guard-2', 'two'),
      text('two'),
    ],
    texts: ['one', 'two'],
  },
  {
    title: 'a subflow that texts and waits, used twice',
    flow: [
      {
        ...{ id: 'sub', type: 'subflow', name: 'sub' },
        in: [{ x: 0, y: 0, wires: [{ id: 'inner' }] }],
        out: [{ x: 0, y: 0, wires: [{ id: 'inner-hour', port: 0 }] }],
      },
      { ...text('inner', 'inner-hour'), z: 'sub' },
      { ...wait('inner-hour'), z: 'sub' },
      trigger('first'),
      core('first', 'subflow:sub', [['second']]),
      core('second', 'subflow:sub', [['end']]),
      text('end'),
    ],
    texts: ['end', 'inner', 'inner'],
  },
  {
    title: 'nodes that are wired in before the text later',
    flow: LINE,
    later: [
      trigger('guard'),
      guard('guard', 'counted'),
      update('counted', 'one'),
      ...LINE.filter(({ id }) => id !== 'trigger'),
    ],
    texts: ['one', 'two'],
  },
  {
    title: 'a wait that is wired in before the text later',
    flow: LINE,
    later: [trigger('early'), wait('early', 'one'), ...LINE.filter(({ id }) => id !== 'trigger')],
    texts: ['one', 'two'],
  },
];

describe('what follows from a message that is given again after a deploy', () => {
  let bench: Workbench;
  afterEach(() => bench.close());

  const texted = async (): Promise<string[]> =>
    (await bench.texts()).map((words) => words.replace('says ', '')).sort();
  const moved = (flow: readonly FlowNode[], nth: number): FlowNode[] =>
    flow.map((one) => (one.type === 'subflow' ? one : { ...one, x: nth, name: `${one.id} ${nth}` }));

  for (const { title, flow, later = flow, texts } of WAYS)
    for (const type of ['full', 'flows', 'nodes'] satisfies DeployType[]) {
      it(`is done once: ${title}, deployed as "${type}" after each step`, async () => {
        bench = await Workbench.open(flow, { core: ['common/60-link'] });
        await bench.knows({ behavior: 'form_submitted' });
        for (let nth = 0; nth < 5; nth++) {
          await bench.deploy(moved(nth === 0 ? flow : later, nth), type);
          await bench.deploy(moved(later, nth + 10), type);
          if (nth < 3) await bench.pass(HOUR);
        }
        await bench.pass(30 * MINUTE);
        assert.deepEqual(await texted(), [...texts].sort());
        const { behaviors, waits, endedWaits } = await bench.lead();
        const names = behaviors.map(({ name }) => name);
        assert.equal(new Set(names).size, names.length, `recorded twice: ${names.join(', ')}`);
        const parked = [...waits.map(({ id }) => id), ...endedWaits];
        assert.equal(new Set(parked).size, parked.length, 'parked twice');
      });
    }

  it('is done once, also where a guard that let it pass would turn it down by now', async () => {
    const flow = [
      trigger('guard'),
      ours('guard', 'opt-out-guard', [['one'], ['instead']], { store: 'store', onHold: 'block' }),
      { ...text('one', 'hour'), purpose: 'marketing' },
      wait('hour'),
      text('instead'),
    ];
    bench = await Workbench.open(flow);
    await bench.knows({ behavior: 'form_submitted' });
    // The cap is reached by the text itself.
    await bench.deploy(moved(flow, 1), 'full');
    assert.deepEqual(await texted(), ['one']);
    assert.equal((await bench.lead()).waits.length, 1);
  });

  it('says to the nodes behind that it is given again, until it has waited', async () => {
    const flow = [trigger('first', 'hour'), heard('first'), wait('hour', 'second'), heard('second')];
    bench = await Workbench.open(flow);
    await bench.knows({ behavior: 'form_submitted' });
    await bench.deploy(moved(flow, 1), 'full');
    await bench.pass(HOUR);
    const marks = (id: string): unknown[] => bench.received(id).map((msg) => msg['again']);
    assert.deepEqual([marks('first'), marks('second')], [[undefined, true], [undefined]]);
  });

  it('comes to the wait although a delay lost its message in the deploy, and once', async () => {
    const delayed = (timeout: string): FlowNode[] => [
      trigger('one'),
      text('one', 'delay'),
      core('delay', 'delay', [['hour']], { pauseType: 'delay', timeout, timeoutUnits: 'milliseconds' }),
      wait('hour', 'two'),
      text('two'),
    ];
    bench = await Workbench.open(delayed('86400000'), { core: ['function/89-delay'] });
    await bench.knows({ behavior: 'form_submitted' });
    await bench.pass(5 * MINUTE);
    assert.equal((await bench.lead()).waits.length, 0);
    const warnings = (): number =>
      bench.red.complaints().filter((one) => one.includes('go through a delay node')).length;
    assert.equal(warnings(), 1, 'said at the deploy');
    await bench.deploy(delayed('1'), 'full');
    await bench.parked(ANA, 1);
    await bench.deploy(delayed('1'), 'full');
    await bench.pass(2 * HOUR);
    assert.deepEqual(await texted(), ['one', 'two']);
  });

  it('is told apart by the replies of a lead: each gets its answer, once', async () => {
    const flow = [
      trigger('one'),
      text('one', 'day'),
      { ...wait('day'), amount: 24 },
      ours('router', 'reply-router', [['answer']], { store: 'store', listen: 'flow', routes: [] }),
      { ...text('answer'), purpose: 'conversational' },
    ];
    bench = await Workbench.open(flow);
    await bench.knows({ behavior: 'form_submitted' });
    for (const words of ['is it blue?', 'and how heavy is it?']) {
      await bench.replies(words);
      await bench.pass(MINUTE);
      await bench.deploy(moved(flow, 1), 'full');
    }
    assert.deepEqual(await texted(), ['answer', 'answer', 'one']);
  });

  it('takes no more than a wire of its own, as messages that no journey has begun do', async () => {
    const flow = [...withListeners(wait('w'), 1)];
    bench = await Workbench.open(flow);
    await bench.give('w', { phone: ANA, _msgid: 'one' });
    await bench.give('w', { phone: ANA, _msgid: 'two' });
    await bench.give('w', { phone: ANA, _msgid: 'one' });
    await bench.pass(HOUR);
    await bench.deploy(moved(flow, 1), 'full');
    assert.deepEqual(
      bench
        .out('w')
        .map(({ _msgid }) => _msgid)
        .sort(),
      ['one', 'one', 'two', 'two'],
    );
  });
});
