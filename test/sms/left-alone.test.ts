import assert from 'node:assert/strict';
import { SimulatedClock } from '../../src/clock';
import { DateTime } from 'luxon';
import type { Delivery } from '../../src/journeys/deliveries/relay';
import { optedOut } from '../../src/permission/ledger';
import type { ContactRules } from '../../src/permission/rules';
import { ANA, DAY, HOUR, RULES, TestHouse } from '../support/house';

type HouseParts = ConstructorParameters<typeof TestHouse>[0];

const BY_STATE: ContactRules = { ...RULES, hours: { by: 'by_state', windows: [] } };
/** 7:30 in Los Angeles, 10:30 in Miami. */
const EARLY_IN_CALIFORNIA = Date.UTC(2026, 2, 3, 15, 30);

/** A journey of one text and a wait of a day, as the engine sees it; what is held comes again. */
function opened(parts: HouseParts = {}, template = 'Hi {{firstName | "there"}}!'): TestHouse {
  const house = new TestHouse(parts);
  house.account();
  const send = async ({ record, handover }: Delivery): Promise<void> => {
    const enrollment = record.enrollments.at(-1)?.id;
    const place = {
      visit: String(handover.seq),
      delivery: handover.seq,
      ...(enrollment === undefined ? {} : { enrollment }),
    };
    const sent = await house.engine.send(record.lead.id, house.request({ ...place, template }));
    if (sent.kind !== 'sent') return;
    await house.engine.park(record.lead.id, {
      ...{ kind: 'wait', node: 'wait', due: house.clock.now() + DAY, awaits: [], msg: {}, ...place },
    });
  };
  house.node('trigger', async (delivery) => {
    if (delivery.handover.event.kind === 'entered') await send(delivery);
  });
  house.node('sms-1', send);
  house.node('wait');
  house.journey({ exitOnReply: false });
  return house;
}

/** When texts left, where the lead lives. */
function leftAt({ texts }: TestHouse, zone: string): string[] {
  return texts.map(({ plannedAt }) => DateTime.fromMillis(plannedAt, { zone }).toFormat('ccc HH:mm'));
}

describe('what a lead may write to be left alone', () => {
  const OPT_OUTS: readonly (readonly [string, readonly string[]])[] = [
    ['34', ['stop', ' Stop. ', 'STOP!!!', 'ＳＴＯＰ', 's t o p', 'STOP\n\nSent from my iPhone']],
    ['35', ['STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPT OUT', 'OPTOUT', 'opt-out']],
    ['36', ['Stpo', 'stopp plz', 'unsubcribe', 'Dtop']],
    [
      '37',
      [
        ...['please take me off your list', "I've asked three times, no more texts", 'remove me'],
        ...['lose my number', 'quit texting me'],
      ],
    ],
    ['38', ['🛑', '✋ no more']],
    ['40', ['no stop']],
  ];
  for (const [scenario, texts] of OPT_OUTS) {
    for (const text of texts) {
      it(`${JSON.stringify(text)} ends everything, and is confirmed once (scenario ${scenario})`, async () => {
        const house = opened();
        await house.engine.start();
        await house.anaAsks();
        assert.equal(house.texts.length, 1);
        const record = await house.reply(text);
        await house.pass(3 * DAY);
        assert.ok(optedOut(record.ledger));
        assert.deepEqual(record.waits, []);
        assert.equal(record.enrollments[0]?.state.status, 'exited');
        assert.deepEqual(
          house.texts.slice(1).map((one) => one.text),
          ['You are out.'],
        );
      });
    }
  }

  const OTHERS: readonly (readonly [string, readonly string[]])[] = [
    ['38', ['👍']],
    [
      '39',
      [
        ...['Can I stop by at 3?', "don't stop sending these lol", 'when does the sale end?'],
        ...['please cancel my order', 'I quit my job so I have time now', "what's the end date?"],
      ],
    ],
    ['40', ['No']],
    ['61', ['Call me', 'how much?']],
  ];
  for (const [scenario, texts] of OTHERS) {
    for (const text of texts) {
      it(`${JSON.stringify(text)} is none of that (scenario ${scenario})`, async () => {
        const house = opened();
        await house.engine.start();
        await house.anaAsks();
        const record = await house.reply(text);
        assert.ok(!optedOut(record.ledger));
        assert.equal(record.pause, undefined);
        assert.equal(house.texts.length, 1);
      });
    }
  }
});

describe('who cannot get a text', () => {
  for (const [what, phone] of [
    ['a landline', '+442079460018'],
    ['a premium number', '+19005550142'],
  ] as const) {
    it(`${what} is remembered or refused, and never texted (scenario 12)`, async () => {
      const house = opened();
      await house.engine.start();
      const asked = house.behave({ phone, consent: true }).then(
        ({ lead }) => lead.fields['phone_unreachable'],
        () => 'refused',
      );
      const became = await asked;
      assert.ok(became === true || became === 'refused');
      await house.pass(3 * DAY);
      assert.deepEqual(house.texts, []);
    });
  }
});

describe('when a text may leave', () => {
  const NEW_YORK = 'America/New_York';
  const PRICING = { kind: 'behavior', names: ['pricing_viewed'], count: 1, withinMs: DAY } as const;

  it('the second journey of a day waits until the first text is a day old; one that failed does not count (scenario 65)', async () => {
    for (const failed of [false, true]) {
      const house = opened({ clock: new SimulatedClock(Date.UTC(2026, 2, 3, 15)) });
      let first = true;
      house.account('account', ({ send }) => ({
        send: (text) => {
          const fails = failed && first;
          first = false;
          return fails
            ? Promise.resolve({ kind: 'failed', code: '21211', reason: 'It failed.' })
            : send(text);
        },
      }));
      house.journey({ id: 'other', name: 'Other', start: PRICING });
      house.node('other', async ({ record, handover }) => {
        if (handover.event.kind !== 'entered') return;
        await house.engine.send(
          record.lead.id,
          house.request({ node: 'sms-2', visit: String(handover.seq), delivery: handover.seq }),
        );
      });
      house.node('sms-2', async ({ record, handover }) => {
        await house.engine.send(
          record.lead.id,
          house.request({ node: 'sms-2', visit: String(handover.seq), delivery: handover.seq }),
        );
      });
      await house.engine.start();
      await house.anaAsks();
      await house.pass(4 * HOUR);
      await house.behave({ behavior: 'pricing_viewed' });
      await house.pass(2 * DAY);
      const times = leftAt(house, NEW_YORK);
      if (failed) assert.deepEqual(times, ['Tue 14:00']);
      else {
        assert.equal(times[0], 'Tue 10:00');
        assert.match(times[1] ?? '', /^Wed 10:\d\d$/);
        assert.equal(times.length, 2);
      }
    }
  });

  /** Tuesday 2026-03-03, 20:15 in Miami; Sunday 2026-03-08, 10:00 in Dallas. */
  const CASES = [
    ['Florida at 20:15', ANA, Date.UTC(2026, 2, 4, 1, 15), 'America/New_York', /^Wed 08:\d\d$/],
    [
      'Texas on a Sunday at 10:00',
      '+12145550142',
      Date.UTC(2026, 2, 8, 15),
      'America/Chicago',
      /^Sun 12:\d\d$/,
    ],
  ] as const;
  for (const [what, phone, at, zone, opens] of CASES) {
    it(`${what} is held until the state allows it (scenario 67)`, async () => {
      const house = opened({ clock: new SimulatedClock(at), rules: BY_STATE });
      await house.engine.start();
      await house.behave({ phone, consent: true });
      assert.deepEqual(house.texts, []);
      await house.pass(DAY);
      assert.match(leftAt(house, zone).join(), opens);
    });
  }

  it('who moved from Florida to California is texted when it is day in both (scenario 67)', async () => {
    const house = opened({ clock: new SimulatedClock(EARLY_IN_CALIFORNIA), rules: BY_STATE });
    await house.engine.start();
    await house.behave({ phone: ANA, consent: true, lead: { state: 'CA' } });
    assert.deepEqual(house.texts, []);
    await house.pass(DAY);
    // California opens at 9 (Cal. PUC 2872(c), see state-rules.json).
    assert.match(leftAt(house, 'America/Los_Angeles').join(), /^Tue 09:\d\d$/);
  });

  it('smart quotes become plain ones where that makes the text shorter (scenario 73)', async () => {
    const house = opened({}, 'It’s “ready” …');
    await house.engine.start();
    await house.anaAsks();
    assert.deepEqual(
      house.texts.map(({ text }) => text),
      ['It\'s "ready" ...'],
    );
  });
});
