import assert from 'node:assert/strict';
import type { Engine } from '../../../../src/engine';
import { ANA, DAY, numberOf } from '../../../support/house';
import type { FlowNode } from '../../../support/in-process';
import {
  ACCOUNT,
  STORE,
  Workbench,
  engineOf,
  watched,
  withListeners,
  type Given,
  type Surroundings,
} from '../../../support/workbench';

const OURS: Given = { name: 'Riverside Dental' };
const THEIRS = [
  { ...STORE, id: 'other-store', path: 'other', name: 'Bolt Cycles', brand: 'Bolt' },
  { ...ACCOUNT, id: 'other-account', store: 'other-store' },
];
const TRIGGER = { id: 'trigger', type: 'nurture-lead-trigger', store: 'store' };

/** Every node that takes a message, as one of the other client, with the number of its outputs. */
const NODES: readonly (readonly [FlowNode, number])[] = [
  [{ id: 'n', type: 'nurture-sms-send', account: 'other-account', text: 'Hello' }, 2],
  [{ id: 'n', type: 'nurture-wait-until', store: 'other-store' }, 2],
  [{ id: 'n', type: 'nurture-opt-out-guard', store: 'other-store' }, 2],
  [{ id: 'n', type: 'nurture-reply-router', store: 'other-store' }, 3],
  [{ id: 'n', type: 'nurture-behavior-segmenter', store: 'other-store', setStage: true }, 5],
  [
    {
      id: 'n',
      type: 'nurture-lead-update',
      store: 'other-store',
      updates: [{ what: 'add_tag', tag: 'crossed' }],
    },
    1,
  ],
  [{ id: 'n', type: 'nurture-lead-trigger', store: 'other-store' }, 3],
];
const SEND = NODES[0]![0];

const NAMES = /"Riverside Dental".*"Bolt Cycles"/;

describe('a lead of one client at a node of another', () => {
  let bench: Workbench;
  let other: Engine;

  const open = async (flow: readonly FlowNode[], more: Surroundings = {}): Promise<void> => {
    bench = await Workbench.open([...THEIRS, ...flow, ...watched('n')], { store: OURS, ...more });
    other = await engineOf(bench.red.node('other-store'));
  };
  afterEach(() => bench.close());

  /** One clear error for a Catch node, nothing that leaves, and a lead of whom the other client knows nothing. */
  const isRefused = async (outputs: number, errors = 1): Promise<void> => {
    await other.rest();
    const caught = bench.received('caught');
    assert.equal(caught.length, errors);
    for (const { error } of caught) assert.match((error as { message: string }).message, NAMES);
    const statuses = bench.received('statuses').map(({ status }) => (status as { text?: string }).text);
    assert.equal(statuses.at(-1), 'lead of another store');
    assert.equal(bench.received('completed').length, 0);
    for (let output = 0; output < outputs; output++) assert.equal(bench.out('n', output).length, 0);
    assert.equal(await other.store.read({ phone: numberOf(ANA) }), undefined);
  };

  for (const [node, outputs] of NODES) {
    it(`is refused by ${node.type} and changes nothing`, async () => {
      await open([...withListeners(node, outputs), { ...TRIGGER, ...onTab(['n']) }]);
      await bench.knows();
      await isRefused(outputs);
    });
  }

  it('is refused after a wait of its own store', async () => {
    await open([
      ...withListeners(SEND, 2),
      { ...TRIGGER, ...onTab(['wait']) },
      { id: 'wait', type: 'nurture-wait-until', store: 'store', ...onTab(['n'], ['n']) },
    ]);
    await bench.knows();
    await bench.pass(DAY);
    await isRefused(2);
  });

  it('is refused after a wait that began before messages told their store', async () => {
    await open([
      ...withListeners(SEND, 2),
      { id: 'wait', type: 'nurture-wait-until', store: 'store', ...onTab(['n'], ['n']) },
    ]);
    const { lead } = await bench.knows();
    const schedule = { kind: 'after', amount: 1, unit: 'days' } as const;
    const plan = { schedule, spreadMs: 0, awaits: [] };
    const msg = { lead: { id: lead.id, phone: ANA }, enrollment: { id: 'e-1', visit: '7' } };
    await bench.engine.waits.begin(lead.id, { node: 'wait', visit: 'a', plan, msg });
    await bench.pass(DAY);
    await isRefused(2);
  });

  it('is refused after a reply, by a wait or by a router', async () => {
    await open([
      ...withListeners(SEND, 2),
      { ...TRIGGER, exitOnReply: false, ...onTab(['wait']) },
      { id: 'wait', type: 'nurture-wait-until', store: 'store', ...onTab(['n'], []) },
      {
        id: 'router',
        type: 'nurture-reply-router',
        store: 'store',
        routes: [],
        listen: 'all',
        ...onTab(['n']),
      },
    ]);
    await bench.knows();
    await bench.replies('yes');
    await bench.replies('and another thing');
    await isRefused(2, 2);
  });

  it('is refused when the journey is left or the lead is turned away', async () => {
    await open([
      ...withListeners(SEND, 2),
      {
        ...TRIGGER,
        policy: 'once',
        exits: [{ kind: 'behavior', name: 'purchased', success: true }],
        ...onTab([], ['n'], ['n']),
      },
    ]);
    await bench.knows();
    await bench.knows({ behavior: 'purchased' });
    await bench.pass(DAY);
    await bench.knows();
    await isRefused(2, 2);
  });

  const PUT_TOGETHER_ANEW: readonly (readonly [string, (msg: Given) => Given])[] = [
    ['with a copy of the lead alone', ({ lead }) => ({ lead })],
    ['with the enrollment alone, and a number', ({ enrollment }) => ({ enrollment, phone: ANA })],
    ['with the id of the lead alone', ({ lead }) => ({ lead: { id: (lead as Given)['id'] } })],
    [
      'with the id and the number of the lead',
      ({ lead }) => ({ lead: { id: (lead as Given)['id'], phone: ANA } }),
    ],
    ['with a number that comes before the lead', ({ lead }) => ({ lead, payload: { phone: ANA } })],
  ];
  for (const [how, anew] of PUT_TOGETHER_ANEW) {
    it(`is refused when a function has put the message together anew, ${how}`, async () => {
      await open([...withListeners(SEND, 2), ...withListeners(TRIGGER, 3)]);
      await bench.knows();
      await bench.give('n', anew(bench.out('trigger')[0]!));
      await isRefused(2);
    });
  }

  it('is refused when the message has passed a node of its store as a plain number', async () => {
    await open([
      ...withListeners(SEND, 2),
      { id: 'guard', type: 'nurture-opt-out-guard', store: 'store', ...onTab(['n'], ['n']) },
    ]);
    await bench.give('guard', { phone: ANA });
    await isRefused(2);
  });

  it('is warned of at every deploy, at the node', async () => {
    await open([...withListeners(SEND, 2), { ...TRIGGER, name: 'Welcome', ...onTab(['n']) }]);
    const warned = (): string[] => bench.red.complaints().filter((text) => text.startsWith('Leads of'));
    assert.match(warned().join(), /^Leads of "Riverside Dental" .* "Welcome", .* "Bolt Cycles"/);
  });

  it('may be a lead of the other client too: a plain number is one of the store of the node', async () => {
    await open(
      [...withListeners({ ...SEND, purpose: 'transactional' }, 2), ...withListeners(TRIGGER, 3)],
      {},
    );
    await bench.knows();
    await bench.give('n', { phone: ANA, enrollment: undefined, topic: 'from elsewhere' });
    await other.rest();
    assert.deepEqual(bench.received('caught'), []);
    const record = await other.store.read({ phone: numberOf(ANA) });
    assert.notEqual(record?.lead.id, (await bench.lead()).lead.id);
  });

  it('is told apart by the paths when both stores have one name', async () => {
    await open([...withListeners(SEND, 2), { ...TRIGGER, ...onTab(['n']) }], {
      store: { name: 'Bolt Cycles' },
    });
    await bench.knows();
    const [caught] = bench.received('caught');
    assert.match((caught?.['error'] as { message: string }).message, /Cycles \(leads\).*Cycles \(other\)/);
  });

  it('never shows a phone number in the error', async () => {
    await open([...withListeners(SEND, 2), { ...TRIGGER, ...onTab(['n']) }]);
    await bench.knows();
    const [caught] = bench.received('caught');
    assert.doesNotMatch((caught?.['error'] as { message: string }).message, /\d{4}/);
  });
});

function onTab(...wires: string[][]): Given {
  return { z: 'tab', x: 0, y: 0, wires };
}
