import assert from 'node:assert/strict';
import { lookFirst } from '../../../src/sms/restore/look-first';
import { hasSameWords } from '../../../src/sms/restore/same-words';
import type { Gateway, SentText } from '../../../src/sms/gateway';
import { openSimulator } from '../../../src/sms/simulator/simulator';
import { ANA, DAY, HOUR, MINUTE, START, TestHouse } from '../../support/house';
import { TestProvider } from '../../support/provider';

/** The backup was taken two days before the store was put back. */
const RESTORED = { from: START - 2 * DAY, at: START };

describe('a text of a store that was put back from a backup', () => {
  let house: TestHouse;
  let provider: TestProvider;
  /** What the provider has to the number; undefined: it cannot be asked. */
  let has: SentText[] | undefined;
  let looked: { to: string; since: number }[];
  beforeEach(async () => {
    house = new TestHouse();
    provider = new TestProvider();
    has = [];
    looked = [];
    await house.anaAsks();
  });
  const account = (isAsked = true): void => {
    const sentSince: Gateway['sentSince'] = async (to, since) => {
      looked.push({ to, since });
      if (!has) throw new Error('no network');
      return has;
    };
    const gateway: Gateway = { ...provider.gateway(), ...(isAsked ? { sentSince } : {}) };
    const { store, clock } = house;
    house.engine.addAccount('account', lookFirst(gateway, { store, clock, restored: RESTORED }));
  };
  const text = async (
    visit: string,
    template = 'Hi {{firstName}}, a flat has just come up.',
  ): Promise<string> => {
    const { lead } = await house.lead();
    const request = house.request({ visit, template, purpose: 'transactional' });
    return (await house.engine.send(lead.id, request)).kind;
  };
  const life = async (at = -1): Promise<unknown> => {
    const found = (await house.lead()).messages.at(at)?.life;
    return found && [found.state, 'sid' in found ? found.sid : ''];
  };

  it('is taken as sent when the provider has it since then', async () => {
    account();
    has = [{ sid: 'SM77', text: 'Hi Ana, a flat has just come up.' }];
    assert.equal(await text('1'), 'sent');
    assert.deepEqual(await life(), ['accepted', 'SM77']);
    assert.deepEqual(provider.words, []);
    assert.deepEqual(looked, [{ to: ANA, since: RESTORED.from }]);
  });

  it('goes out when the provider does not have it, or only what the store knows', async () => {
    account();
    has = [{ sid: 'SM77', text: 'Hi Ana, your tour is tomorrow.' }];
    assert.equal(await text('1'), 'sent');
    await house.pass(MINUTE);
    has = [{ sid: 'SM1', text: 'Hi Ana, a flat has just come up.' }];
    assert.equal(await text('2'), 'sent');
    await house.pass(MINUTE);
    assert.deepEqual(provider.words, Array(2).fill('Hi Ana, a flat has just come up.'));
  });

  it('stands for one text of the provider each', async () => {
    account();
    const words = 'Hi Ana, a flat has just come up.';
    has = [
      { sid: 'SM71', text: words },
      { sid: 'SM72', text: words },
    ];
    for (const pass of ['1', '2', '3']) {
      await text(pass);
      await house.pass(MINUTE);
    }
    const sids = (await house.lead()).messages.map(({ life: one }) => 'sid' in one && one.sid);
    assert.deepEqual(sids, ['SM71', 'SM72', 'SM1']);
    assert.equal(provider.words.length, 1);
  });

  it('waits while the provider cannot be asked', async () => {
    account();
    has = undefined;
    assert.equal(await text('1'), 'waiting');
    await house.pass(HOUR);
    assert.deepEqual(provider.words, []);
    has = [{ sid: 'SM77', text: 'Hi Ana, a flat has just come up.' }];
    await house.pass(HOUR);
    assert.deepEqual([await life(), provider.words], [['accepted', 'SM77'], []]);
  });

  it('is held where nobody can know, until a person lets it go on', async () => {
    account(false);
    assert.equal(await text('1'), 'waiting');
    await house.pass(HOUR);
    assert.deepEqual(provider.words, []);
    const [stop] = await house.engine.stops.read();
    assert.match(stop?.kind === 'account' ? stop.reason : '', /^This lead store was put back from a backup/);
    await house.engine.stops.resume({ account: 'account' });
    await house.pass(MINUTE);
    assert.equal(provider.words.length, 1);
  });

  it('goes out without a look when it answers STOP, START or HELP', async () => {
    account();
    has = [{ sid: 'SM77', text: 'This is help.' }];
    await house.reply('HELP');
    assert.deepEqual([provider.words, looked], [['This is help.'], []]);
  });

  it('goes out to a simulated phone, whose texts are in the store itself', async () => {
    const gateway = openSimulator({ sender: '+12025550100' });
    const { store, clock } = house;
    assert.equal(lookFirst(gateway, { store, clock, restored: RESTORED }), gateway);
  });

  it('goes out without a look again once journeys have come to where they were', async () => {
    account();
    has = [{ sid: 'SM77', text: 'Hi Ana, a flat has just come up.' }];
    await house.pass(15 * DAY);
    assert.equal(await text('1'), 'sent');
    assert.deepEqual([provider.words.length, looked], [1, []]);
  });
});

describe('the words of a text', () => {
  const same = [
    ['Hi Ana, it’s ready – reply “YES”…', 'Hi Ana, it\'s ready - reply "YES"...'],
    [
      'Sent from your Twilio trial account - Hi Ana, a flat has just come up.',
      'Hi Ana, a flat has just come up.',
    ],
    ['hi ana', 'Hi Ana!'],
    ['👍', '👍'],
  ] as const;
  const other = [
    ['Hi Ana, a flat has just come up.', 'Hi Ben, a flat has just come up.'],
    ['Hi Ana, see you at 4.', 'Hi Ana'],
    ['👍', '👎'],
    ['', 'Hi'],
  ] as const;
  for (const [theirs, ours] of same)
    it(`are the same: "${theirs}" and "${ours}"`, () => assert.equal(hasSameWords(theirs, ours), true));
  for (const [theirs, ours] of other)
    it(`are others: "${theirs}" and "${ours}"`, () => assert.equal(hasSameWords(theirs, ours), false));
});
