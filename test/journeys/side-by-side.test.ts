import assert from 'node:assert/strict';
import type { Journey } from '../../src/journeys/journey';
import { DAY, HOUR, RULES, START, TestHouse } from '../support/house';
import { deploy, sent, told } from './texting';

const on = (name: string): Journey['start'] => ({ kind: 'behavior', names: [name], count: 1, withinMs: DAY });

describe('two journeys of a lead and the cap of one text a day', () => {
  it('the second text waits for the next day, and says why (scenario 65)', async () => {
    const house = new TestHouse();
    house.account();
    await house.engine.start();
    deploy(house, { id: 'one' });
    deploy(house, { id: 'two', start: on('page_viewed') });
    await house.anaAsks();
    await house.pass(4 * HOUR);
    await house.behave({ behavior: 'page_viewed' });
    assert.deepEqual(sent(house), ['one 1']);
    const held = (await house.lead()).waits.find(({ kind }) => kind === 'hold');
    assert.equal(held?.due, START + DAY);
    assert.equal(
      held.because,
      'The lead has had as many marketing texts as the contact rules allow for now.',
    );
    await house.pass(20 * HOUR - 1);
    assert.deepEqual(sent(house), ['one 1']);
    await house.pass(1);
    assert.deepEqual(sent(house), ['one 1', 'two 1']);
  });

  it('a text that failed does not count (scenario 65)', async () => {
    const house = new TestHouse({ rules: RULES });
    let first = true;
    house.account('account', ({ send }) => ({
      send: async (text) => {
        if (!first) return send(text);
        first = false;
        return { kind: 'failed', code: '30005', reason: 'The number is not known.' };
      },
    }));
    await house.engine.start();
    deploy(house, { id: 'one', exits: [] });
    deploy(house, { id: 'two', start: on('page_viewed') });
    await house.anaAsks();
    await house.pass(HOUR);
    await house.behave({ behavior: 'page_viewed' });
    const states = (await house.lead()).messages.map(({ life }) => life.state);
    assert.deepEqual(told(house, 'two'), ['entered']);
    assert.equal(states[0], 'failed');
    assert.notEqual(states[1], undefined);
  });
});
