import assert from 'node:assert/strict';
import { ANA } from '../support/house';
import type { FlowNode } from '../support/in-process';
import { Workbench, watched, withListeners, type Given } from '../support/workbench';

const LEAD = { phone: ANA };
const INTO_STORE = [
  'opt-out-guard',
  'wait-until',
  'behavior-segmenter',
  'reply-router',
  'lead-update',
  'lead-trigger',
];
const node = (type: string, config: Given): FlowNode => ({ id: 'n', type: `nurture-${type}`, ...config });

/** A lead store that is there and not set up. */
const HALF: FlowNode = { id: 'half', type: 'nurture-lead-store', path: 'no path!' };

/** What is wrong, the node, what its one error says, and its status. */
const CASES: [string, FlowNode, RegExp, string][] = [
  ...INTO_STORE.flatMap((type): typeof CASES => [
    [`${type} without a lead store`, node(type, {}), /Choose a lead store/, 'not set up'],
    [
      `${type} with a lead store that is gone`,
      node(type, { store: 'nowhere' }),
      /lead store of this node is missing, disabled or not set up/,
      'no lead store',
    ],
    [
      `${type} with a lead store that is not set up`,
      node(type, { store: 'half' }),
      /lead store of this node is missing, disabled or not set up/,
      'no lead store',
    ],
    [
      `${type} with something else for a lead store`,
      node(type, { store: 'account' }),
      /lead store of this node is missing, disabled or not set up/,
      'no lead store',
    ],
  ]),
  ['sms-send without an account', node('sms-send', { text: 'Hi' }), /Choose an SMS account/, 'not set up'],
  [
    'sms-send with an account that is gone',
    node('sms-send', { account: 'nowhere', text: 'Hi' }),
    /SMS account of this node is missing/,
    'no SMS account',
  ],
  ['sms-send without a text', node('sms-send', { account: 'account' }), /text is empty/, 'not set up'],
  [
    'sms-send with blanks for a text',
    node('sms-send', { account: 'account', text: ' \n' }),
    /empty/,
    'not set up',
  ],
  [
    'sms-send with broken Mustache',
    node('sms-send', { account: 'account', text: 'Hi {{#firstName}}' }),
    /firstName/,
    'not set up',
  ],
  [
    'sms-send with a tag that is not closed',
    node('sms-send', { account: 'account', text: 'Hi {{firstName' }),
    /./,
    'not set up',
  ],
  [
    'sms-send with [Name] left in its text (scenario 72)',
    node('sms-send', { account: 'account', text: 'Hi [Name], welcome!' }),
    /\[Name\] would be sent as it stands/,
    'not set up',
  ],
  [
    'wait-until with a wait that never ends',
    node('wait-until', { store: 'store', timeout: 'never', awaits: [] }),
    /would never end/,
    'not set up',
  ],
  [
    'wait-until with letters for an amount',
    node('wait-until', { store: 'store', amount: 'a few' }),
    /"amount" must be a number/,
    'not set up',
  ],
  [
    'behavior-segmenter with a segment that takes nobody',
    node('behavior-segmenter', { store: 'store', segments: [{ name: 'warm', rules: [] }] }),
    /add a rule/,
    'not set up',
  ],
  [
    'reply-router with a route without words',
    node('reply-router', { store: 'store', routes: [{ name: 'yes', kind: 'words', words: [] }] }),
    /at least one word/,
    'not set up',
  ],
  [
    'lead-trigger that starts at nothing',
    node('lead-trigger', { store: 'store', behaviors: [] }),
    /at least one behavior/,
    'not set up',
  ],
  [
    'lead-update with an update that is none',
    node('lead-update', { store: 'store', updates: [{ what: 'magic' }] }),
    /"what" must be one of/,
    'not set up',
  ],
];

describe('a node that is set up wrongly', () => {
  for (const [title, bad, sentence, status] of CASES) {
    it(`${title}: one clear error for each message, a red status, and nothing else`, async () => {
      const flow = [HALF, ...withListeners(bad, 3), ...watched('n')];
      const bench = await Workbench.open(flow);
      try {
        for (const round of [1, 2]) {
          await bench.give('n', { ...LEAD, payload: 'hello', round });
          const caught = bench.received('caught');
          assert.equal(caught.length, round, 'one error for each message');
          const { error, round: of } = caught.at(-1)!;
          assert.ok(typeof error === 'object' && error !== null && 'message' in error);
          assert.match(String(error.message), sentence);
          assert.doesNotMatch(String(error.message), /305|0142/, 'an error holds no phone number');
          assert.doesNotMatch(
            String(error.message),
            /^\w+: /,
            'it is a sentence, without the name of a class',
          );
          assert.equal(of, round, 'the message comes along');
        }
        assert.equal(bench.received('completed').length, 0);
        const shown = bench.received('statuses').at(-1)?.['status'];
        assert.ok(typeof shown === 'object' && shown !== null && 'fill' in shown && 'text' in shown);
        assert.deepEqual([shown.fill, shown.text], ['red', status]);
        for (const output of [0, 1, 2]) assert.deepEqual(bench.out('n', output), []);
        assert.equal(await bench.engine.store.size(), 0);
      } finally {
        await bench.close();
      }
    });
  }

  it('says so also after the nodes of its store have shown how many messages they keep waiting', async () => {
    const bad = [
      node('wait-until', { store: 'store', amount: 'a few' }),
      { ...node('opt-out-guard', { store: 'store', purpose: 'x' }), id: 'm' },
    ];
    const good = { ...node('wait-until', { store: 'store' }), id: 'w' };
    const flow = [...bad, good].flatMap((one) => withListeners(one, 2));
    const bench = await Workbench.open([...flow, ...watched('n', 'm', 'w')]);
    try {
      const statuses = (): readonly [unknown, unknown][] =>
        bench.received('statuses').map((msg) => {
          assert.ok(isStatus(msg));
          return [msg.status.source.id, msg.status.text];
        });
      const shown = new Promise<void>((resolve) => {
        bench.red.node('statuses').on('input', () => {
          if (statuses().some(([id, text]) => id === 'w' && text === '1 waiting')) resolve();
        });
      });
      await bench.give('w', LEAD);
      await shown;
      // Theirs is from before anybody listened, and stays.
      assert.deepEqual([...new Set(statuses().map(([id]) => id))], ['w']);
    } finally {
      await bench.close();
    }
  });
});

describe('a message that names no lead', () => {
  const ready: Record<string, Given> = {
    'opt-out-guard': {},
    'wait-until': {},
    'behavior-segmenter': {},
    'reply-router': {},
    'lead-update': {},
    'lead-trigger': {},
    'sms-send': { account: 'account', text: 'Hi' },
  };
  const MESSAGES: [string, Given, RegExp][] = [
    ['without a number', {}, /names no lead|`phone` is missing/],
    ['with an empty number', { phone: '' }, /phone/i],
    ['with a number that is none', { phone: 'call me' }, /phone/i],
    [
      'with a number of too few digits',
      { payload: { phone: '12345' } },
      /wrong number of digits|cannot be used/,
    ],
    ['with an object for a number', { phone: { number: ANA } }, /phone/i],
  ];
  for (const [type, config] of Object.entries(ready)) {
    it(`is one clear error at ${type}, and no lead is made up`, async () => {
      const bench = await Workbench.open([
        ...withListeners(node(type, { store: 'store', ...config }), 3),
        ...watched('n'),
      ]);
      try {
        for (const [index, [what, msg, sentence]] of MESSAGES.entries()) {
          await bench.give('n', msg);
          const caught = bench.received('caught');
          assert.equal(caught.length, index + 1, what);
          assert.match(JSON.stringify(caught.at(-1)?.['error']), sentence, what);
        }
        assert.equal(bench.received('completed').length, 0);
        assert.equal(await bench.engine.store.size(), 0);
      } finally {
        await bench.close();
      }
    });
  }
});

function isStatus(msg: Given): msg is { status: { text?: unknown; source: { id: unknown } } } {
  const { status } = msg;
  return typeof status === 'object' && status !== null && 'source' in status;
}
