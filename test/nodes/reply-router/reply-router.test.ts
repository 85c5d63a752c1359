import assert from 'node:assert/strict';
import { ANA, HOUR, numberOf } from '../../support/house';
import type { FlowNode } from '../../support/in-process';
import { Workbench, watched, withListeners, type Given } from '../../support/workbench';

const ROUTES = [
  { name: 'demo', kind: 'menu', number: 1 },
  { name: 'yes', kind: 'words', words: ['yes'] },
  { name: 'question', kind: 'question' },
];
const ROUTER: FlowNode = { id: 'n', type: 'nurture-reply-router', store: 'store', routes: ROUTES };
const TRIGGER: FlowNode = { id: 'trigger', type: 'nurture-lead-trigger', store: 'store' };
const STRANGER = '+12025550177';

describe('reply router', () => {
  let bench: Workbench;
  const open = async (config: Given = {}): Promise<void> => {
    bench = await Workbench.open([
      ...withListeners({ ...ROUTER, ...config }, 4),
      ...withListeners(TRIGGER, 3),
      { id: 'tab-2', type: 'tab', label: 'another tab' },
      ...withListeners({ ...ROUTER, id: 'elsewhere', z: 'tab-2', listen: config['listen'] ?? 'flow' }, 4),
      ...watched('n'),
    ]);
  };
  afterEach(() => bench.close());
  const counts = (id = 'n'): number[] => [0, 1, 2, 3].map((output) => bench.out(id, output).length);

  const REPLIES: [string, number, string][] = [
    ['1 please', 0, 'demo'],
    ['Yes!', 1, 'yes'],
    ['👍', 1, 'yes'],
    ['how much is it', 2, 'question'],
    ['Let me think', 3, 'anything else'],
  ];
  for (const [text, output, name] of REPLIES) {
    it(`hears "${text}" and sends it to "${name}"`, async () => {
      await open();
      await bench.knows();
      await bench.replies(text);
      const expected = [0, 0, 0, 0];
      expected[output] = 1;
      assert.deepEqual(counts(), expected);
      const msg = bench.out('n', output)[0] as Given & { route?: { name?: unknown; why?: unknown } };
      assert.deepEqual([msg.route?.name, msg.payload], [name, text]);
      assert.ok(String(msg.route?.why).length > 0);
    });
  }

  describe('behind a journey that waited for a reply', () => {
    const WAIT = { id: 'wait', type: 'nurture-wait-until', store: 'store', amount: 1, unit: 'hours' };
    const flow = async (awaits: readonly Given[]): Promise<void> => {
      const [trigger, ...listeners] = withListeners({ ...TRIGGER, exitOnReply: false }, 3);
      const [sms, ...heard] = withListeners(
        { id: 'sms', type: 'nurture-sms-send', account: 'account', text: 'Hi!' },
        2,
      );
      bench = await Workbench.open([
        ...withListeners({ ...ROUTER, routes: [{ name: 'late', kind: 'late' }] }, 2),
        { ...trigger!, wires: [['sms'], ['trigger.1'], ['trigger.2']] },
        ...listeners,
        { ...sms!, wires: [['wait'], ['sms.1']] },
        ...heard,
        ...withListeners({ ...WAIT, awaits }, awaits.length + 1),
      ]);
      await bench.knows();
      await bench.pass(HOUR + 1);
      await bench.replies('sorry, I was away');
    };

    it('hears a reply that came too late for the wait, with the journey it belongs to (scenario 17)', async () => {
      await flow([{ kind: 'reply' }]);
      const [msg] = bench.out('n', 0);
      const { enrollment, reply } = msg as { enrollment?: { id?: unknown }; reply?: { late?: unknown } };
      assert.equal(enrollment?.id, (await bench.lead()).enrollments[0]?.id);
      assert.equal(reply?.late, true);
    });

    it('calls no reply late when no wait has asked for one', async () => {
      await flow([{ kind: 'behavior', name: 'purchased' }]);
      const [msg] = bench.out('n', 1);
      assert.equal((msg as { reply?: { late?: unknown } }).reply?.late, false);
    });
  });

  it('lets nobody answer a reaction or a machine that no route is for (scenarios 55, 56)', async () => {
    await open();
    await bench.knows();
    const notAnswers = ['Liked "Hi Ana!"', "I'm driving right now and will reply later. (Auto-reply)"];
    for (const text of [...notAnswers, 'This number does not accept SMS']) {
      await bench.replies(text);
      await bench.give('n', { phone: ANA, payload: text });
    }
    assert.deepEqual(counts(), [0, 0, 0, 0]);
    assert.deepEqual(bench.received('caught'), []);
    assert.equal((await bench.lead()).replies.length, 3, 'they are kept with the lead');
  });

  it('puts what a route read into the message, by the clock where the lead lives', async () => {
    await open({
      routes: [
        { name: 'mail', kind: 'email' },
        { name: 'when', kind: 'date' },
        { name: 'order', kind: 'pattern', pattern: 'order #?([0-9]+)' },
      ],
    });
    await bench.knows();
    const texts = ['ana@Example.com', 'the 14th at 3:30pm', 'Where is my order #4711?'];
    for (const text of texts) await bench.replies(text);
    const values = [0, 1, 2].map((output) => (bench.out('n', output)[0]?.['route'] as Given)['value']);
    assert.deepEqual(values, ['ana@example.com', '2026-03-14T15:30:00.000-04:00', '4711']);
  });

  it('hears of several texts within some seconds as of one (scenario 54)', async () => {
    bench = await Workbench.open([...withListeners({ ...ROUTER, listen: 'all' }, 4), ...watched('n')], {
      store: { version: 2, gatherSeconds: 20 },
    });
    const texts = ['hey', 'so I was wondering', "what's the price"];
    for (const text of texts) {
      await bench.replies(text);
      await bench.pass(6_000);
    }
    assert.deepEqual(counts(), [0, 0, 0, 0]);
    await bench.pass(20_000);
    assert.deepEqual(counts(), [0, 0, 1, 0]);
    const msg = bench.out('n', 2)[0];
    assert.deepEqual([msg?.payload, (msg?.['reply'] as Given)['text']], [texts.join('\n'), texts.join('\n')]);
  });

  it('hears of a wish for later that was obeyed, if a route is for it (scenario 60)', async () => {
    await open({ routes: [{ name: 'later', kind: 'snooze' }] });
    await bench.knows();
    await bench.replies('HELP');
    await bench.replies('text me next Tuesday after 5');
    const [msg] = bench.out('n', 0);
    assert.deepEqual(msg?.['route'], {
      name: 'later',
      why: 'It asks for later.',
      value: '2026-03-10T17:00:00.000-04:00',
    });
    assert.equal(bench.out('n', 1).length, 0);
    assert.match((await bench.texts()).at(-1) ?? '', /^Acme: OK, no texts before Tuesday, March 10, 5:00 PM/);
  });

  it('says when a reply chooses several numbers of the menu (scenario 53)', async () => {
    await open({ routes: [1, 2].map((number) => ({ name: `${number}`, kind: 'menu', number })) });
    await bench.knows();
    await bench.replies('1 and 2');
    const [msg] = bench.out('n', 2);
    assert.deepEqual(msg?.['route'], {
      name: 'anything else',
      why: 'It chooses more than one number of the menu.',
      ambiguous: true,
    });
  });

  it('tells who wrote, what, and in which journey', async () => {
    await open();
    const { enrollments } = await bench.knows();
    await bench.replies('yes');
    const msg = bench.out('n', 1)[0] as Given & { enrollment?: { id?: unknown }; lead?: { phone?: unknown } };
    const { id, at } = (await bench.lead()).replies[0]!;
    assert.deepEqual(msg['reply'], {
      id,
      at,
      text: 'yes',
      media: [],
      kind: 'text',
      unknownSender: false,
      late: false,
    });
    assert.equal(msg.lead?.phone, ANA);
    assert.deepEqual(JSON.parse(JSON.stringify(msg)), msg);
    assert.equal(enrollments.length, 1);
  });

  it('hears the leads of its own tab only, unless it listens to all', async () => {
    await open();
    await bench.knows();
    await bench.replies('yes');
    assert.deepEqual(
      [counts(), counts('elsewhere')],
      [
        [0, 1, 0, 0],
        [0, 0, 0, 0],
      ],
    );
  });

  it('hears everybody when it listens to all', async () => {
    await open({ listen: 'all' });
    await bench.knows();
    await bench.replies('yes');
    assert.deepEqual(
      [counts(), counts('elsewhere')],
      [
        [0, 1, 0, 0],
        [0, 1, 0, 0],
      ],
    );
  });

  it('hears who was in no journey when it listens to these too, and of other tabs nobody', async () => {
    await open({ listen: 'flow_or_none' });
    await bench.replies('Do you repair bikes?', STRANGER);
    await bench.pass(HOUR);
    await bench.replies('And lend them?', STRANGER);
    await bench.pass(HOUR);
    await bench.knows();
    await bench.replies('yes');
    assert.deepEqual(
      [counts(), counts('elsewhere')],
      [
        [0, 1, 2, 0],
        [0, 0, 2, 0],
      ],
    );
  });

  it('hears a number that nobody told us of, and assumes no consent (scenario 64)', async () => {
    await open({ listen: 'all', routes: [{ name: 'new', kind: 'unknown_sender' }, ...ROUTES.slice(0, 2)] });
    await bench.replies('Do you repair bikes?', STRANGER);
    assert.deepEqual(counts(), [1, 0, 0, 0]);
    const { reply } = bench.out('n')[0] as { reply?: { unknownSender?: unknown } };
    assert.equal(reply?.unknownSender, true);
    const record = await bench.lead(STRANGER);
    assert.deepEqual([record.ledger, record.messages], [[], []]);
  });

  it('hears neither STOP nor HELP nor START of somebody who opted out (scenarios 33, 43, 44)', async () => {
    await open({ listen: 'all' });
    await bench.knows();
    for (const text of ['HELP', 'STOP', 'START']) {
      await bench.replies(text);
      await bench.pass(HOUR);
    }
    assert.deepEqual(counts(), [0, 0, 0, 0]);
    assert.equal((await bench.texts()).length, 3, 'each of them is answered');
  });

  it('does not listen when it was told so, and routes what is wired in', async () => {
    await open({ listen: 'off' });
    await bench.knows();
    await bench.replies('yes');
    assert.deepEqual(counts(), [0, 0, 0, 0]);
    await bench.give('n', { phone: ANA, payload: 'yes', topic: 'wired' });
    await bench.give('n', { phone: ANA, payload: 'not this', reply: { text: 'What does it cost?' } });
    assert.deepEqual(counts(), [0, 1, 1, 0]);
    assert.equal(bench.out('n', 1)[0]?.['topic'], 'wired');
  });

  it('tells of the files that came with a reply, also when it has no words', async () => {
    await open({ listen: 'all' });
    const media = [{ url: 'https://api.twilio.com/media/1', contentType: 'image/jpeg' }];
    const incoming = { id: 'MM1', from: numberOf(ANA), to: '+12025550100', text: '', account: 'account' };
    await bench.engine.receive({ ...incoming, media });
    await bench.engine.rest();
    const [msg] = bench.out('n', 3);
    assert.equal(msg?.['payload'], '');
    assert.deepEqual((msg?.['reply'] as { media?: unknown }).media, media);
  });

  it('says so when a wired message carries no reply', async () => {
    await open();
    await bench.give('n', { phone: ANA, payload: { a: 1 } });
    const caught = bench.received('caught');
    assert.equal(caught.length, 1);
    assert.match(JSON.stringify(caught[0]?.['error']), /carries no reply/);
    assert.deepEqual(counts(), [0, 0, 0, 0]);
  });
});
