import assert from 'node:assert/strict';
import { ANA, DAY, HOUR } from '../../support/house';
import type { LeadRecord } from '../../../src/leads/record';
import { Workbench, watched, withListeners, type Given } from '../../support/workbench';

const UPDATE = { id: 'n', type: 'nurture-lead-update', store: 'store' };
const WAIT = { id: 'wait', type: 'nurture-wait-until', store: 'store', amount: 1, unit: 'weeks' };
const TRIGGER = { id: 'trigger', type: 'nurture-lead-trigger', store: 'store' };

describe('lead update', () => {
  let bench: Workbench;
  const open = async (...updates: Given[]): Promise<void> => {
    const [trigger, ...listeners] = withListeners(TRIGGER, 3);
    bench = await Workbench.open([
      { ...trigger!, wires: [['trigger.0', 'wait'], ['trigger.1'], ['trigger.2']] },
      ...listeners,
      ...withListeners(WAIT, 2),
      ...withListeners({ ...UPDATE, updates }, 1),
      ...watched('n'),
    ]);
    await bench.knows({ lead: { city: 'Miami', tags: ['old'] } });
  };
  afterEach(() => bench.close());

  const CASES: [string, Given, (record: LeadRecord) => unknown, unknown][] = [
    ['sets a field', { what: 'field', key: 'plan', value: 'pro' }, ({ lead }) => lead.fields['plan'], 'pro'],
    [
      'sets a field to a number',
      { what: 'field', key: 'seats', valueType: 'num', value: '5' },
      ({ lead }) => lead.fields['seats'],
      5,
    ],
    [
      'sets a field to true or false',
      { what: 'field', key: 'vip', valueType: 'bool', value: 'true' },
      ({ lead }) => lead.fields['vip'],
      true,
    ],
    [
      'sets a field to JSON',
      { what: 'field', key: 'cart', valueType: 'json', value: '[1, 2]' },
      ({ lead }) => lead.fields['cart'],
      [1, 2],
    ],
    [
      'sets a field from the message',
      { what: 'field', key: 'plan', valueType: 'msg', value: 'payload.plan' },
      ({ lead }) => lead.fields['plan'],
      'team',
    ],
    ['removes a field', { what: 'remove_field', key: 'city' }, ({ lead }) => lead.fields, {}],
    ['adds a tag', { what: 'add_tag', tag: 'new' }, ({ lead }) => lead.tags, ['old', 'new']],
    ['adds a tag once', { what: 'add_tag', tag: 'old' }, ({ lead }) => lead.tags, ['old']],
    ['removes a tag', { what: 'remove_tag', tag: 'old' }, ({ lead }) => lead.tags, []],
    ['moves to a stage', { what: 'stage', stage: 'hot' }, ({ lead }) => lead.stage, 'hot'],
    ['sets the zone', { what: 'zone', value: 'America/Denver' }, ({ lead }) => lead.zone, 'America/Denver'],
    [
      'writes consent into the ledger, with its words',
      { what: 'consent', words: 'Yes, text me.', channel: 'phone call' },
      ({ ledger }) => ledger.slice(1).map(({ kind, words, channel }) => [kind, words, channel]),
      [['consent', 'Yes, text me.', 'phone call']],
    ],
    [
      'takes an opt-out that was heard elsewhere like a STOP',
      { what: 'opt_out', words: 'Take me off.', channel: 'e-mail' },
      ({ ledger, waits, enrollments }) => [ledger.at(-1)?.kind, waits.length, enrollments[0]?.state.status],
      ['opt_out', 0, 'exited'],
    ],
    [
      'records a behavior with what the message brings',
      { what: 'behavior', name: 'called_us' },
      ({ behaviors }) => behaviors.slice(1).map(({ name, properties, source }) => [name, properties, source]),
      [['called_us', { plan: 'team' }, 'flow']],
    ],
    [
      'lets a recorded purchase convert',
      { what: 'behavior', name: 'purchased' },
      ({ enrollments, lead }) => [enrollments[0]?.state.status, lead.stage],
      ['converted', 'customer'],
    ],
    [
      'ends all journeys',
      { what: 'exit', which: 'all' },
      ({ enrollments, waits }) => [enrollments[0]?.state.status, waits],
      ['exited', []],
    ],
  ];
  for (const [title, update, look, expected] of CASES) {
    it(title, async () => {
      await open(update);
      await bench.give('n', { phone: ANA, payload: { plan: 'team' }, topic: 'shop' });
      assert.deepEqual(bench.received('caught'), []);
      const record = await bench.lead();
      assert.deepEqual(look(record), expected);
      const [msg] = bench.out('n');
      assert.deepEqual([msg?.['topic'], msg?.['payload']], ['shop', { plan: 'team' }]);
      const { tags, stage, fields } = record.lead;
      const told = msg?.['lead'] as Given;
      assert.deepEqual([told['tags'], told['stage'], told['fields']], [tags, stage, fields], 'as she is now');
    });
  }

  it('ends the journey that the message is in, and tells its trigger', async () => {
    await open({ what: 'exit', which: 'this' });
    const { enrollments } = await bench.lead();
    await bench.give('n', { phone: ANA, enrollment: { id: enrollments[0]?.id, visit: '1' } });
    assert.deepEqual(
      bench.out('trigger', 1).map(({ reason }) => reason),
      ['by_flow'],
    );
    await bench.pass(30 * DAY);
    assert.deepEqual(bench.out('wait', 1), []);
  });

  const REFUSED: [string, Given, RegExp][] = [
    ['a message that is in no journey', { what: 'exit', which: 'this' }, /in no journey/],
    ['JSON with a mistake', { what: 'field', key: 'a', valueType: 'json', value: '{' }, /no JSON/],
    ['a property that is missing', { what: 'field', key: 'a', valueType: 'msg', value: 'nope' }, /msg\.nope/],
    ['a zone that nobody knows', { what: 'zone', value: 'Moon/Base' }, /time zone/],
  ];
  for (const [what, update, sentence] of REFUSED) {
    it(`refuses ${what} with one error, and does none of its updates`, async () => {
      await open({ what: 'add_tag', tag: 'first' }, update, { what: 'add_tag', tag: 'last' });
      const before = await bench.lead();
      await bench.give('n', { phone: ANA });
      const caught = bench.received('caught');
      assert.equal(caught.length, 1);
      assert.match(JSON.stringify(caught[0]?.['error']), sentence);
      assert.deepEqual(bench.out('n'), []);
      assert.deepEqual(await bench.lead(), before);
    });
  }

  it('records a behavior once when the same message comes again, and twice for two messages', async () => {
    await open({ what: 'behavior', name: 'called_us' });
    await bench.give('n', { phone: ANA, _msgid: 'one' });
    await bench.give('n', { phone: ANA, _msgid: 'one' });
    await bench.give('n', { phone: ANA, _msgid: 'two' });
    assert.equal((await bench.lead()).behaviors.filter(({ name }) => name === 'called_us').length, 2);
  });

  it('pauses a lead and resumes her: what is overdue by then goes on', async () => {
    await open({ what: 'pause', silenceHours: 0 });
    await bench.give('n', { phone: ANA });
    assert.equal((await bench.lead()).pause?.until, null);
    await bench.pass(8 * DAY);
    assert.equal(bench.out('wait', 1).length, 0);
    await bench.engine.update((await bench.lead()).lead.id, [{ kind: 'resume' }]);
    await bench.pass(1);
    assert.equal(bench.out('wait', 1).length, 1);
  });

  it('resumes a lead who has not replied for so many hours', async () => {
    await open({ what: 'pause', silenceHours: 24 });
    await bench.give('n', { phone: ANA });
    await bench.pass(23 * HOUR);
    await bench.replies('still there?');
    await bench.pass(23 * HOUR);
    assert.equal((await bench.lead()).pause?.reason, 'person');
    await bench.pass(HOUR);
    assert.equal((await bench.lead()).pause, undefined);
  });

  it('deletes a lead: the message goes on without her, and the trigger tells it without her', async () => {
    await open({ what: 'add_tag', tag: 'bye' }, { what: 'delete' });
    const { lead, enrollments } = await bench.lead();
    await bench.give('n', {
      lead: { id: lead.id, phone: ANA },
      phone: ANA,
      reply: { text: 'x' },
      topic: 'shop',
    });
    assert.deepEqual(bench.received('caught'), []);
    assert.equal(await bench.engine.store.size(), 0);
    const [msg] = bench.out('n');
    assert.deepEqual(
      [msg?.['lead'], msg?.['topic'], JSON.stringify(msg).includes(ANA)],
      [{ id: lead.id, leadStore: 'leads' }, 'shop', false],
    );
    const [left] = bench.out('trigger', 1);
    assert.deepEqual([left?.['reason'], left?.['lead']], ['deleted', { id: lead.id, leadStore: 'leads' }]);
    assert.equal((left?.['enrollment'] as Given)['id'], enrollments[0]?.id);
    assert.ok(!/Ana|Miami|305555/.test(JSON.stringify(left)));
    await bench.pass(30 * DAY);
    assert.deepEqual([bench.out('wait', 1).length, bench.out('trigger', 1).length], [0, 1]);
  });

  it('does not bring a deleted lead back for a message of hers that was under way', async () => {
    await open({ what: 'add_tag', tag: 'late' });
    const { lead } = await bench.lead();
    await bench.engine.erase(lead.id);
    await bench.give('n', { lead: { id: lead.id, phone: ANA } });
    assert.match(JSON.stringify(bench.received('caught')[0]?.['error']), /deleted meanwhile/);
    assert.equal(await bench.engine.store.size(), 0);
  });

  it('leaves out of a behavior what no JSON can hold', async () => {
    await open({ what: 'behavior', name: 'called_us' });
    const circle: { self?: unknown } = {};
    circle.self = circle;
    await bench.give('n', { phone: ANA, payload: circle });
    await bench.give('n', { phone: ANA, payload: { f: () => 1, kept: true } });
    assert.deepEqual(bench.received('caught'), []);
    assert.deepEqual(
      (await bench.lead()).behaviors.slice(1).map(({ properties }) => properties),
      [{}, { kept: true }],
    );
  });

  it('does its updates in their order, in one step', async () => {
    await open(
      { what: 'add_tag', tag: 'a' },
      { what: 'remove_tag', tag: 'old' },
      { what: 'stage', stage: 'hot' },
      { what: 'stage', stage: 'warm' },
    );
    let changes = 0;
    bench.engine.watch(() => changes++);
    await bench.give('n', { phone: ANA });
    const { tags, stage } = (await bench.lead()).lead;
    assert.deepEqual([tags, stage, changes], [['a'], 'warm', 1]);
  });

  it('remembers a number that nobody told us of, without consent', async () => {
    await open({ what: 'add_tag', tag: 'walk-in' });
    await bench.give('n', { phone: '+12025550177' });
    const { lead, ledger } = await bench.lead('+12025550177');
    assert.deepEqual([lead.tags, ledger], [['walk-in'], []]);
    await bench.pass(HOUR);
  });
});
