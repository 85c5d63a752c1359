import assert from 'node:assert/strict';
import { isAnotherPerson } from '../../src/leads/model/person';
import { DAY, TestHouse } from '../support/house';

const ANA = { name: 'Ana Lopez', lead: { email: 'ana@example.com', city: 'Miami', plan: 'gold' } };
const BEN = { name: 'Ben Ortiz', lead: { email: 'ben@example.com', city: 'Tampa' } };
const TEMPLATE = 'Hi {{firstName}} of {{city}}, {{plan | "no plan"}}!';

/** Ana entered a journey, then Ben gave her number; what each passage says. */
async function texts(sharedNumber?: 'as_entered' | 'last'): Promise<[string, string]> {
  const house = new TestHouse(sharedNumber ? { sharedNumber } : {});
  house.account();
  house.journey();
  house.journey({
    id: 'other',
    start: { kind: 'behavior', names: ['pricing_viewed'], count: 1, withinMs: DAY },
  });
  await house.anaAsks(ANA);
  const { enrollments } = await house.behave({ ...BEN, behavior: 'pricing_viewed' });
  const words = async (journey: string, visit: string): Promise<string> => {
    const enrollment = enrollments.find((one) => one.journey === journey)?.id;
    const { lead } = await house.lead();
    const request = house.request({ template: TEMPLATE, purpose: 'transactional' });
    const sent = await house.engine.send(lead.id, { ...request, enrollment, visit });
    assert.ok(sent.kind === 'sent', sent.kind);
    return sent.message.text;
  };
  return [await words('trigger', 'a'), await words('other', 'b')];
}

describe('two people with one number', () => {
  it('never stand in one text: a journey goes on speaking of the one who entered it', async () => {
    assert.deepEqual(await texts(), ['Hi Ana of Miami, gold!', 'Hi Ben of Tampa, no plan!']);
  });

  it('never stand in one text either when the last one wins', async () => {
    assert.deepEqual(await texts('last'), ['Hi Ben of Tampa, no plan!', 'Hi Ben of Tampa, no plan!']);
  });

  it('stand in the history, and what was known of the first is forgotten at the lead', async () => {
    const house = new TestHouse();
    await house.anaAsks(ANA);
    const { lead, notes } = await house.behave(BEN);
    assert.deepEqual([lead.firstName, lead.lastName, lead.fields], ['Ben', 'Ortiz', BEN.lead]);
    assert.deepEqual(
      notes.map(({ kind }) => kind),
      ['another_person'],
    );
  });

  it('are told from one person whose name is written otherwise', () => {
    const ana = { firstName: 'Ana', lastName: 'Lopez', fields: { email: 'ana@example.com' } };
    const same = [
      { firstName: 'ANA' },
      { firstName: 'Ana María' },
      { firstName: 'An' },
      { firstName: 'Aná', lastName: 'López' },
      { lastName: 'Ortiz' },
      { firstName: 'Ana', lastName: 'Ortiz', fields: { email: 'Ana@Example.com ' } },
      { firstName: 'Ana', fields: { email: 'other@example.com' } },
      { fields: { email: 'other@example.com' } },
      {},
    ];
    for (const told of same) assert.ok(!isAnotherPerson(ana, told), JSON.stringify(told));
    const other = [
      { firstName: 'Ben' },
      { firstName: 'Ben', fields: { email: 'ana@example.com' } },
      { firstName: 'Ana', lastName: 'Ortiz', fields: { email: 'ana.ortiz@example.com' } },
    ];
    for (const told of other) assert.ok(isAnotherPerson(ana, told), JSON.stringify(told));
    assert.ok(!isAnotherPerson({ fields: {} }, { firstName: 'Ben' }));
  });
});

describe('what was told and could not be read', () => {
  it('stands in the history once, and the lead is there', async () => {
    const house = new TestHouse();
    for (let time = 0; time < 3; time++) {
      await house.behave({ name: 'https://evil.example/', lead: { zone: 'Mars/Base', city: null } });
      await house.pass(DAY);
    }
    const { notes, behaviors, lead } = await house.lead();
    assert.equal(behaviors.length, 3);
    assert.equal(lead.firstName, undefined);
    assert.deepEqual(
      notes.map((note) => note.kind === 'left_out' && note.fields),
      [['name', 'lead.zone']],
    );
  });

  it('lays an address over the one that is known, and clears by name', async () => {
    const house = new TestHouse();
    await house.behave({
      name: 'Ana Lopez',
      lead: { address: { street: '1 Main St', state: 'FL' }, plan: 'gold' },
    });
    const { lead } = await house.behave({
      clear: ['plan', 'lastName'],
      lead: { address: { state: '', city: 'Miami' } },
    });
    assert.deepEqual(lead.fields, { address: { street: '1 Main St', state: 'FL', city: 'Miami' } });
    assert.deepEqual([lead.firstName, lead.lastName], ['Ana', undefined]);
  });
});
