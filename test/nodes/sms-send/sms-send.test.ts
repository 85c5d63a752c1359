import assert from 'node:assert/strict';
import { GATES } from '../../../src/leads/verdict';
import { ANA, DAY, HOUR, START } from '../../support/house';
import { Workbench, watched, withListeners, type Given } from '../../support/workbench';

const SEND = { id: 'n', type: 'nurture-sms-send', account: 'account', introduce: false };
const NIGHT = START + 12 * HOUR;

describe('SMS send', () => {
  let bench: Workbench;
  const open = async (config: Given = {}, at = START): Promise<void> => {
    const node = { ...SEND, text: 'Hi {{firstName | "there"}}!', ...config };
    bench = await Workbench.open([...withListeners(node, 2), ...watched('n')], { at });
  };
  afterEach(() => bench.close());
  const counts = (): number[] => [0, 1].map((output) => bench.out('n', output).length);
  const reasons = (): unknown[] => bench.out('n', 1).map(({ reason }) => reason);

  it('says what it sent, and why it might', async () => {
    await open();
    await bench.knows();
    await bench.give('n', { phone: ANA, topic: 'shop' });
    assert.deepEqual(counts(), [1, 0]);
    const [msg] = bench.out('n');
    assert.equal(msg?.['payload'], 'Hi Ana!');
    assert.equal(msg?.['topic'], 'shop');
    const { id, life } = (await bench.lead()).messages[0]!;
    assert.deepEqual(msg?.['sms'], {
      id,
      to: ANA,
      text: 'Hi Ana!',
      segments: 1,
      planned: START,
      ...life,
    });
    const verdict = msg?.['verdict'];
    assert.ok(typeof verdict === 'object' && verdict !== null && 'answer' in verdict && 'gates' in verdict);
    assert.equal(verdict.answer, 'allow');
    assert.ok(Array.isArray(verdict.gates) && verdict.gates.length === GATES.length);
    assert.deepEqual(JSON.parse(JSON.stringify(msg)), msg);
    assert.equal(bench.received('completed').length, 1);
  });

  it('sends pictures along, and says which', async () => {
    await open({ media: ['https://acme.test/{{product}}.png'] });
    await bench.knows();
    await bench.give('n', { phone: ANA, product: 'bike' });
    await bench.give('n', { phone: ANA });
    const [sent] = bench.out('n');
    const sms = sent?.['sms'];
    assert.ok(typeof sms === 'object' && sms !== null && 'media' in sms);
    assert.deepEqual(sms.media, ['https://acme.test/bike.png']);
    assert.equal((await bench.texts()).length, 1);
  });

  it('sends one text for a message that comes twice, and says so both times', async () => {
    await open();
    await bench.knows();
    await bench.give('n', { phone: ANA, _msgid: 'same' });
    await bench.give('n', { phone: ANA, _msgid: 'same' });
    assert.deepEqual(await bench.texts(), ['Hi Ana!']);
    assert.deepEqual(counts(), [2, 0]);
  });

  it('asks for permission itself, without any guard, and says why not (scenarios 5 and 33)', async () => {
    await open();
    await bench.knows({ consent: false });
    await bench.give('n', { phone: ANA });
    await bench.knows({ consent: true, behavior: 'page_viewed' });
    await bench.replies('STOP');
    await bench.give('n', { phone: ANA });
    assert.deepEqual(reasons(), ['no_consent', 'opted_out']);
    assert.deepEqual(
      bench.out('n', 1).map(({ payload }) => payload),
      [
        'The lead has not agreed to marketing texts.',
        'The lead opted out, and only her own START lifts that.',
      ],
    );
    assert.equal((await bench.texts()).length, 1, 'the answer to STOP and nothing else');
  });

  it('holds a text in the night and over the cap, and sends it when its time has come', async () => {
    await open({}, NIGHT);
    await bench.knows();
    await bench.give('n', { phone: ANA, topic: 'first' });
    await bench.give('n', { phone: ANA, topic: 'second' });
    assert.deepEqual(counts(), [0, 0]);
    await bench.pass(10 * HOUR);
    assert.deepEqual(
      bench.out('n').map(({ topic }) => topic),
      ['first'],
    );
    await bench.pass(DAY);
    assert.deepEqual(
      bench.out('n').map(({ topic }) => topic),
      ['first', 'second'],
    );
    assert.equal((await bench.texts()).length, 2);
  });

  it('does not hold when it was told so', async () => {
    await open({ onHold: 'not_sent' }, NIGHT);
    await bench.knows();
    await bench.give('n', { phone: ANA });
    assert.deepEqual([counts(), reasons()], [[0, 1], ['outside_hours']]);
    await bench.pass(DAY);
    assert.deepEqual(await bench.texts(), []);
  });

  it('answers somebody who writes in the night', async () => {
    await open({ purpose: 'conversational' }, NIGHT);
    await bench.knows({ consent: false });
    await bench.replies('How much is it?');
    await bench.give('n', { phone: ANA });
    assert.deepEqual(await bench.texts(), ['Hi Ana!']);
  });

  it('tells what the gateway refused', async () => {
    // Nobody knows where area code 500 is, so a marketing text would have to wait for Hawaii.
    await open({ purpose: 'transactional' });
    const phone = '+15005550009';
    await bench.knows({ phone });
    await bench.give('n', { phone });
    assert.deepEqual(reasons(), ['failed']);
    assert.equal(bench.out('n', 1)[0]?.['payload'], 'This phone number cannot receive texts.');
  });

  it('names the brand and says how to stop in the first text, and not again', async () => {
    await open({ introduce: true });
    await bench.knows();
    await bench.give('n', { phone: ANA });
    await bench.pass(DAY);
    await bench.give('n', { phone: ANA });
    assert.deepEqual(await bench.texts(), ['Acme: Hi Ana! Reply STOP to opt out.', 'Hi Ana!']);
  });

  const NAMES: [string, string, string][] = [
    ['a missing name', '', 'Hi there!'],
    ['a name with blanks around it', '  bob ', 'Hi Bob!'],
    ['a template for a name', '{{7*7}}', 'Hi there!'],
    ['a tag of ours for a name', '{{lead.phone}}', 'Hi there!'],
    ['markup for a name', '<script>', 'Hi there!'],
    ['an address for a name', 'https://evil.example/login', 'Hi there!'],
    ['SQL for a name', "Robert'); DROP", "Hi Robert');!"],
    ['a placeholder for a name', '[Name]', 'Hi there!'],
  ];
  for (const [what, name, text] of NAMES) {
    it(`greets a lead with ${what} as "${text}" (scenario 71)`, async () => {
      await open();
      await bench.knows({ name });
      await bench.give('n', { phone: ANA });
      assert.deepEqual(await bench.texts(), [text]);
    });
  }

  it('counts a name of 80 characters in the segments (scenario 71)', async () => {
    await open({ text: `Hi {{name}}! ${'x'.repeat(80)}` });
    await bench.knows({ name: `${'A'.repeat(40)} ${'b'.repeat(39)}` });
    await bench.give('n', { phone: ANA });
    assert.equal((await bench.lead()).messages[0]?.segments, 2);
  });

  const UNSENT: [string, string, Given, RegExp][] = [
    ['lacks a value', 'Your code is {{code}}.', {}, /\{\{code\}\} has no value/],
    // Scenario 72.
    ['gets a placeholder from the flow', '{{payload}}', { payload: 'Hi [Name], welcome' }, /placeholder/],
    ['comes out empty', '{{payload}}{{#x}}y{{/x}}', { payload: '' }, /\{\{payload\}\} has no value/],
  ];
  for (const [what, text, msg, why] of UNSENT) {
    it(`does not send a text that ${what}, and says so once`, async () => {
      await open({ text });
      await bench.knows();
      await bench.give('n', { phone: ANA, ...msg });
      assert.deepEqual([counts(), reasons()], [[0, 1], ['text_not_complete']]);
      assert.match(String(bench.out('n', 1)[0]?.['payload']), why);
      assert.equal(bench.red.complaints().length, 1);
      assert.deepEqual(await bench.texts(), []);
    });
  }
});
