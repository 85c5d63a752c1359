import assert from 'node:assert/strict';
import { historyOf } from '../../../nodes/lead-store/history';
import { phoneDetail } from '../../../nodes/lead-store/views';
import { ANA, DAY, HOUR, MINUTE, START } from '../../support/house';
import { Workbench, watched, withListeners, type Given } from '../../support/workbench';

const TRIGGER = { id: 'n', type: 'nurture-lead-trigger', store: 'store', name: 'Spring sale' };
const WAIT = { id: 'wait', type: 'nurture-wait-until', store: 'store', amount: 1, unit: 'weeks' };

describe('lead trigger', () => {
  let bench: Workbench;
  const open = async (config: Given = {}): Promise<void> => {
    const trigger = { ...TRIGGER, ...config };
    const [node, ...listeners] = withListeners(trigger, 3);
    bench = await Workbench.open([
      { ...node!, wires: [['n.0', 'wait'], ['n.1'], ['n.2']] },
      ...listeners,
      ...withListeners(WAIT, 2),
      ...watched('n'),
    ]);
  };
  afterEach(() => bench.close());
  const counts = (): number[] => [0, 1, 2].map((output) => bench.out('n', output).length);
  const reasons = (output: number): unknown[] => bench.out('n', output).map(({ reason }) => reason);

  it('lets a lead in with all that later nodes need', async () => {
    await open();
    const record = await bench.knows({
      id: 'evt-1',
      properties: { page: '/prices' },
      lead: { city: 'Miami' },
    });
    assert.deepEqual(counts(), [1, 0, 0]);
    const [msg] = bench.out('n');
    const behavior = {
      id: 'evt-1',
      name: 'form_submitted',
      at: START,
      properties: { page: '/prices' },
      source: 'webhook',
    };
    const [enrollment] = record.enrollments;
    assert.deepEqual(msg?.['payload'], { page: '/prices' });
    assert.deepEqual(msg?.['behavior'], behavior);
    assert.deepEqual(msg?.['enrollment'], {
      id: enrollment?.id,
      journey: 'n',
      journeyName: 'Spring sale',
      entered: START,
      behavior,
      delivery: record.handovers.find(({ node }) => node === 'n')?.seq,
      leadStore: 'leads',
    });
    assert.deepEqual(msg?.['lead'], {
      id: record.lead.id,
      phone: ANA,
      name: 'Ana Lopez',
      firstName: 'Ana',
      lastName: 'Lopez',
      stage: 'fresh',
      tags: [],
      fields: { city: 'Miami' },
      leadStore: 'leads',
    });
    assert.deepEqual(JSON.parse(JSON.stringify(msg)), msg);
  });

  it('takes a message that is wired in as if it had been posted', async () => {
    await open();
    await bench.give('n', { payload: { phone: '(305) 555-0142', name: 'ana lopez', consent: true } });
    assert.deepEqual(counts(), [1, 0, 0]);
    const { lead, behaviors, ledger } = await bench.lead();
    assert.equal(lead.firstName, 'Ana');
    assert.deepEqual(
      behaviors.map(({ name, source }) => [name, source]),
      [['form_submitted', 'flow']],
    );
    assert.equal(ledger.length, 1);
    assert.equal(bench.received('completed').length, 1);
  });

  const WAYS: [string, Given][] = [
    ['msg.phone', { phone: ANA, payload: 'a text' }],
    ['the lead of an earlier node', { lead: { phone: ANA }, payload: {} }],
    ['msg.payload.phone', { phone: '+12025550199', payload: { phone: ANA } }],
  ];
  for (const [what, msg] of WAYS) {
    it(`finds the number in ${what}`, async () => {
      await open();
      await bench.give('n', msg);
      assert.deepEqual([counts(), await bench.engine.store.size()], [[1, 0, 0], 1]);
      assert.equal((await bench.lead()).lead.phone, ANA);
    });
  }

  it('records what does not start it, too', async () => {
    await open();
    await bench.give('n', { payload: { phone: ANA, behavior: 'page_viewed' } });
    assert.deepEqual(counts(), [0, 0, 0]);
    assert.equal((await bench.lead()).behaviors[0]?.name, 'page_viewed');
  });

  it('enrolls once for three deliveries of one event (scenario 3)', async () => {
    await open({ policy: 'always' });
    const event = { payload: { phone: ANA, id: 'evt-1' } };
    await Promise.all([1, 2, 3].map(() => bench.give('n', event)));
    assert.deepEqual(counts(), [1, 0, 0]);
  });

  const AGAIN: [string, Given, number, number[], unknown[]][] = [
    ['once while active: not while she is inside', {}, HOUR, [1, 0, 1], ['still_inside']],
    ['once while active: again when it is over', {}, 8 * DAY, [2, 0, 0], []],
    ['once: never again (scenario 7)', { policy: 'once' }, 90 * DAY, [1, 0, 1], ['already_entered']],
    [
      'after 30 days: not on day 29 (scenario 7)',
      { policy: 'after_days', afterDays: 30 },
      29 * DAY,
      [1, 0, 1],
      ['too_soon'],
    ],
    [
      'after 30 days: on day 31 (scenario 7)',
      { policy: 'after_days', afterDays: 30 },
      31 * DAY,
      [2, 0, 0],
      [],
    ],
    [
      'after 30 days from the end: not on day 31, when it took a week',
      { policy: 'after_days', afterDays: 30, afterFrom: 'end' },
      31 * DAY,
      [1, 0, 1],
      ['too_soon'],
    ],
    [
      'after 30 days from the end: on day 38',
      { policy: 'after_days', afterDays: 30, afterFrom: 'end' },
      38 * DAY,
      [2, 0, 0],
      [],
    ],
    ['restart: from the beginning', { policy: 'restart' }, HOUR, [2, 1, 0], []],
    ['always: side by side', { policy: 'always' }, HOUR, [2, 0, 0], []],
  ];
  for (const [title, config, later, expected, turnedAway] of AGAIN) {
    it(`lets in again by its policy; ${title}`, async () => {
      await open(config);
      await bench.knows({ id: '1' });
      await bench.pass(later);
      await bench.knows({ id: '2' });
      assert.deepEqual([counts(), reasons(2)], [expected, turnedAway]);
    });
  }

  it('says whom it turned away, what she did, and why', async () => {
    await open();
    await bench.knows({ id: 'old', at: START - 2 * DAY });
    const [msg] = bench.out('n', 2);
    assert.deepEqual([msg?.['payload'], msg?.['reason']], ['too_old', 'too_old']);
    assert.equal('enrollment' in msg!, false);
    const { behavior, lead } = msg as { behavior?: { id?: unknown }; lead?: { phone?: unknown } };
    assert.deepEqual([behavior?.id, lead?.phone], ['old', ANA]);
  });

  it('shows at the node how many of an old import would have entered (scenario 9)', async () => {
    await open();
    await bench.knows({ at: START - 300 * DAY });
    assert.deepEqual(counts(), [0, 0, 1]);
    const status = bench.received('statuses').at(-1)?.['status'] as { text?: unknown } | undefined;
    assert.equal(status?.text, 'would have entered: 1 · too old');
  });

  it('lets one of two triggers have the lead when both fire within a minute, the higher one at once', async () => {
    const higher = { ...TRIGGER, id: 'higher', name: 'Higher', priority: 80 };
    bench = await Workbench.open([...withListeners(TRIGGER, 3), ...withListeners(higher, 3)]);
    await bench.knows();
    const entered = (id: string): number => bench.out(id, 0).length;
    assert.deepEqual([entered('n'), entered('higher')], [0, 1]);
    assert.deepEqual(reasons(2), ['coalesced']);
  });

  it('holds a journey while another has the lead for itself, and says so in her history', async () => {
    const claimer = {
      ...{ id: 'claimer', type: TRIGGER.type, store: 'store', name: 'Claimer' },
      ...{ behaviors: ['cart_abandoned'], claims: true },
    };
    bench = await Workbench.open([
      ...withListeners({ ...TRIGGER, whenDisplaced: 'hold' }, 3),
      { ...withListeners(WAIT, 2)[0]! },
      ...withListeners(claimer, 3),
    ]);
    await bench.knows();
    await bench.pass(1_000);
    await bench.engine.park((await bench.lead()).lead.id, {
      ...{ kind: 'wait', node: 'wait', visit: 'x', due: START + DAY, awaits: [], msg: {} },
      enrollment: (await bench.lead()).enrollments[0]!.id,
    });
    await bench.pass(MINUTE);
    await bench.knows({ behavior: 'cart_abandoned' });
    const record = await bench.lead();
    assert.deepEqual(
      record.notes.map(({ kind }) => kind),
      ['held'],
    );
    const [waiting] = phoneDetail(bench.red.RED, record).waiting;
    assert.deepEqual([waiting?.due, waiting?.because], [null, 'Another journey has the lead for itself.']);
    const lines = historyOf(record, (node) => node).map(({ text }) => text);
    assert.ok(lines.includes('held "Spring sale": another one has the lead for itself'), lines.join());
  });

  const EXITS: [string, () => Promise<unknown>, string][] = [
    ['a purchase (scenario 28)', () => bench.knows({ behavior: 'purchased' }), 'converted'],
    [
      'what ends it without success',
      () => bench.knows({ behavior: 'visit_booked', properties: { city: 'Miami' } }),
      'behavior',
    ],
    ['STOP (scenario 33)', () => bench.replies('STOP'), 'opted_out'],
  ];
  for (const [what, happens, reason] of EXITS) {
    it(`tells of ${what}, once, and no wait goes on`, async () => {
      await open({
        exits: [
          { kind: 'behavior', name: 'purchased', success: true },
          { kind: 'behavior', name: 'visit_booked', property: 'city', op: 'equals', value: 'Miami' },
        ],
      });
      await bench.knows();
      await bench.pass(MINUTE);
      await happens();
      assert.deepEqual([counts(), reasons(1)], [[1, 1, 0], [reason]]);
      const [msg] = bench.out('n', 1);
      assert.equal(msg?.['payload'], reason);
      const { enrollment, behavior } = msg as {
        enrollment?: { id?: unknown };
        behavior?: { name?: unknown };
      };
      assert.equal(enrollment?.id, (await bench.lead()).enrollments[0]?.id);
      const did = { converted: 'purchased', behavior: 'visit_booked' }[reason];
      assert.equal(behavior?.name, did);
      await bench.pass(30 * DAY);
      assert.deepEqual([bench.out('wait', 0).length, bench.out('wait', 1).length], [0, 0]);
    });
  }

  it('starts after a silence, and not at the behavior that is wired in', async () => {
    await open({ start: 'silence', silenceDays: 10 });
    await bench.give('n', { payload: { phone: ANA } });
    await bench.pass(10 * DAY - 1);
    assert.deepEqual(counts(), [0, 0, 0]);
    await bench.pass(1);
    assert.deepEqual(counts(), [1, 0, 0]);
    assert.equal((bench.out('n')[0] as { behavior?: { name?: unknown } }).behavior?.name, 'silence');
  });

  it('refuses what cannot be read with one error that names the field, and records nothing', async () => {
    await open();
    await bench.give('n', { payload: { phone: ANA, at: 'tomorrow' } });
    const caught = bench.received('caught');
    assert.equal(caught.length, 1);
    assert.match(JSON.stringify(caught[0]?.['error']), /`at` must be a date and time with a zone/);
    assert.equal(await bench.engine.store.size(), 0);
  });
});
