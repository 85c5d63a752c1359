import assert from 'node:assert/strict';
import type { JsonObject } from '../../src/json';
import { readBehaviorInput } from '../../src/leads/behavior-input';
import { optedOut } from '../../src/permission/ledger';
import { openSharedList, type SharedList } from '../../src/store/shared-list/shared-list';
import { ANA, DAY, MINUTE, RULES, TestHouse, numberOf } from '../support/house';
import { removeFolder, temporaryFolder } from '../support/temporary';

/** What the engine answers to something posted. */
async function post(house: TestHouse, told: JsonObject, source: 'webhook' | 'flow' = 'webhook') {
  const reading = readBehaviorInput(
    { phone: ANA, ...told },
    { now: house.clock.now(), country: 'US', newId: () => house.engine.newId('b') },
  );
  assert.ok(reading.ok, JSON.stringify(reading));
  const recorded = await house.engine.record({ input: reading.input, source });
  await house.engine.rest();
  return recorded;
}

describe('an opt-out that was said before', () => {
  let house: TestHouse;
  beforeEach(async () => {
    house = new TestHouse();
    house.account();
    house.journey();
    house.node('trigger');
    await house.anaAsks();
  });
  const isOut = async (): Promise<boolean> => optedOut((await house.lead()).ledger) !== undefined;

  const sameIds: [string, JsonObject, JsonObject][] = [
    ['a purchase', { id: 'crm-7', behavior: 'purchased' }, { id: 'crm-7', optOut: true }],
    ['a form', { id: 7, name: 'Ana' }, { id: 7, behavior: 'opted_out' }],
    [
      'a form with the same name',
      { id: 'x' },
      { id: 'x', behavior: 'form_submitted', optOut: { words: 'no' } },
    ],
    ['consent', { id: 'x', consent: true }, { id: 'x', optOut: { channel: 'phone call' } }],
  ];
  for (const [what, first, then] of sameIds) {
    for (const source of ['webhook', 'flow'] as const) {
      it(`counts with the id of ${what}, from a ${source}, and is told of`, async () => {
        await post(house, first, source);
        const { repeated, recordedAs } = await post(house, then, source);
        assert.equal(repeated, false);
        assert.match(recordedAs ?? '', /^(?:crm-7|7|x)~\w{16}$/);
        assert.ok(await isOut());
        const { behaviors } = await house.lead();
        assert.equal(new Set(behaviors.map(({ id }) => id)).size, behaviors.length);
        assert.deepEqual((await post(house, then, source)).repeated, true);
      });
    }
  }

  for (const told of [
    { optOut: true },
    { optOut: true, id: 'out-1' },
    { behavior: 'opted_out', at: '2026-03-03T15:59:00Z' },
  ]) {
    it(`counts again right after START: ${JSON.stringify(told)}`, async () => {
      await post(house, told);
      await house.reply('START');
      assert.equal(await isOut(), false);
      assert.equal((await post(house, told)).repeated, false);
      assert.ok(await isOut());
      const sent = await house.engine.send((await house.lead()).lead.id, house.request());
      assert.equal(sent.kind, 'not_sent');
      // What changes nothing is a repetition.
      assert.equal((await post(house, told)).repeated, true);
    });
  }

  it('counts again from a flow that tells the same behavior again', async () => {
    const { id } = (await house.lead()).lead;
    const out = { kind: 'behavior', id: 'flow:1', name: 'opted_out', properties: {} } as const;
    await house.engine.update(id, [out]);
    await house.reply('START');
    await house.engine.update(id, [out]);
    assert.ok(await isOut());
  });

  it('is not lost for fields that a lead cannot have, and the answer names what was left out', async () => {
    const tags = (kind: string): string[] => Array.from({ length: 50 }, (_, nth) => `${kind} ${nth}`);
    for (const kind of ['a', 'b', 'c', 'd']) await post(house, { lead: { tags: tags(kind) } });
    const recorded = await post(house, { optOut: true, lead: { tags: tags('e') } });
    assert.match(recorded.leftOut ?? '', /tags/);
    assert.ok(await isOut());
  });
});

describe('an opt-out that comes with something that cannot be read', () => {
  const wrong: [string, JsonObject][] = [
    ['a time that is none', { at: 'yesterday' }],
    ['an endless id', { id: 'x'.repeat(500) }],
    ['consent that says nothing', { consent: { words: 'Yes' } }],
  ];
  for (const [what, told] of wrong) {
    it(`counts, and the answer names what was left out: ${what}`, async () => {
      for (const optOut of [{ optOut: true }, { behavior: 'opted_out' }]) {
        const house = new TestHouse();
        const { leftOut } = await post(house, { ...told, ...optOut });
        assert.match(leftOut ?? '', /^`/);
        assert.ok(optedOut((await house.lead()).ledger));
      }
    });
  }
});

describe('an opt-out here of who is out only elsewhere', () => {
  const folder = temporaryFolder();
  let list: SharedList;
  beforeEach(async () => {
    list = await openSharedList({ folder });
  });
  afterEach(async () => {
    await list.close();
    removeFolder(folder);
  });

  it('is told to the stores of the shared list, after a deletion too', async () => {
    const house = new TestHouse({ rules: { ...RULES, shared: list } });
    house.account();
    const { lead } = await house.anaAsks();
    await house.engine.erase(lead.id);
    await post(house, { consent: true });
    assert.equal(list.has(numberOf(ANA)), false);
    await house.reply('STOP');
    assert.equal(list.has(numberOf(ANA)), true);
    assert.deepEqual((await house.lead()).ledger.map(({ channel }) => channel).slice(-1), ['sms']);
  });

  it('is told to them whatever the channel is called from outside', async () => {
    const house = new TestHouse({ rules: { ...RULES, shared: list } });
    for (const [nth, channel] of ['deletion', 'shared list'].entries()) {
      const phone = `+1305555015${nth}`;
      await post(house, { phone, optOut: { channel } });
      assert.equal(list.has(numberOf(phone)), true);
    }
  });
});

describe('an id that was used before', () => {
  let house: TestHouse;
  beforeEach(() => {
    house = new TestHouse();
    house.journey({ policy: { kind: 'always' } });
    house.node('trigger');
  });
  const entered = (): number => house.kinds('trigger').filter((kind) => kind === 'entered').length;

  const others: [string, JsonObject][] = [
    ['another behavior', { behavior: 'purchased' }],
    ['other properties', { properties: { plan: 'pro' } }],
    ['another name', { name: 'Ana Maria Lopez' }],
    ['another field', { lead: { city: 'Reno' } }],
    ['consent', { consent: { given: true, words: 'Yes' } }],
    ['another time', { at: '2026-03-03T15:00:00Z' }],
  ];
  for (const [what, other] of others) {
    it(`is no repetition with ${what}: recorded, and known when it comes again`, async () => {
      await post(house, { id: 'crm-1', name: 'Ana' });
      const recorded = await post(house, { id: 'crm-1', name: 'Ana', ...other });
      assert.equal(recorded.repeated, false);
      assert.match(recorded.recordedAs ?? '', /^crm-1~/);
      assert.equal((await house.lead()).behaviors.length, 2);
      await house.pass(2 * DAY);
      assert.equal((await post(house, { id: 'crm-1', name: 'Ana', ...other })).repeated, true);
      assert.equal((await post(house, { id: 'crm-1', name: 'Ana' })).repeated, true);
      assert.equal((await house.lead()).behaviors.length, 2);
    });
  }

  it('is a repetition with the same content, however late and after whatever else', async () => {
    const told = { id: 'crm-1', name: 'Ana', properties: { a: 1, b: [2] } };
    await post(house, told);
    await house.pass(MINUTE);
    await post(house, { name: 'Ann', behavior: 'page_viewed' });
    await house.pass(DAY);
    const again = await post(house, { properties: { b: [2], a: 1 }, name: 'Ana', id: 'crm-1' });
    assert.equal(again.repeated, true);
    assert.equal((await house.lead()).lead.firstName, 'Ann');
    assert.equal(entered(), 1);
  });

  const optional: [string, JsonObject][] = [
    ['a zone that does not exist', { lead: { zone: 'Moon/Base' } }],
    ['too many tags', { lead: { tags: Array.from({ length: 60 }, (_, nth) => `t${nth}`) } }],
    ['endless properties', { properties: { text: 'x'.repeat(5_000) } }],
  ];
  for (const [what, told] of optional) {
    it(`counts, and the history names what was left out: ${what}`, async () => {
      const house = new TestHouse();
      await post(house, { ...told, optOut: true });
      const { ledger, notes } = await house.lead();
      assert.ok(optedOut(ledger));
      assert.deepEqual(
        notes.map(({ kind }) => kind),
        ['left_out'],
      );
    });
  }
});
