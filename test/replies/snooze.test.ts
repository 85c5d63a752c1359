import assert from 'node:assert/strict';
import { DateTime } from 'luxon';
import { asksWhen, readSnooze } from '../../src/replies/snooze';

/** Thursday, 26 November 2026, one in the afternoon in New York. */
const NOW = Date.UTC(2026, 10, 26, 18);
const ZONE = 'America/New_York';

/** Until when, by the clock where the lead lives. */
function until(text: string, { at = NOW, zones = [ZONE], asked = false } = {}): string | undefined {
  const snooze = readSnooze(text, { at, zones, asked });
  return snooze && DateTime.fromMillis(snooze.until, { zone: zones[0] ?? ZONE }).toFormat('yyyy-MM-dd HH:mm');
}

describe('a wish for later', () => {
  const WISHES: [string, string][] = [
    ['text me next Tuesday after 5', '2026-12-01 17:00'],
    ['Text me next Tuesday after 5.', '2026-12-01 17:00'],
    ['can you text me on Tuesday?', '2026-12-01 09:00'],
    ['text me tomorrow', '2026-11-27 09:00'],
    ['please text me back tomorrow morning', '2026-11-27 09:00'],
    ['txt later, message me tomorrow at 3', '2026-11-27 15:00'],
    ['text me next week', '2026-11-30 09:00'],
    ['Text me later today', '2026-11-26 16:00'],
    ['text me in 2 hours', '2026-11-26 15:00'],
    ['text me after 5', '2026-11-26 17:00'],
    ['try me again in two weeks', '2026-12-10 09:00'],
    ['not today, try me again friday', '2026-11-27 09:00'],
    ['Can you message me after the holidays instead?', '2027-01-02 09:00'],
    ['ask me again when I get paid on the 15th', '2026-12-15 09:00'],
    ['remind me tmrw', '2026-11-27 09:00'],
    ['check back in March', '2027-03-01 09:00'],
    ['follow up next month', '2026-12-01 09:00'],
    ['get back to me on the 14th at 3:30pm', '2026-12-14 15:30'],
    ['reach out again in January please', '2027-01-01 09:00'],
    ['not this week', '2026-11-30 09:00'],
    ['Sorry, not this week!', '2026-11-30 09:00'],
    ['not this month', '2026-12-01 09:00'],
    ['Not today', '2026-11-27 09:00'],
    ['maybe in spring', '2027-03-01 09:00'],
    ['not now, maybe in spring', '2027-03-01 09:00'],
    ['Not right now. Maybe next month', '2026-12-01 09:00'],
    ['later, next week', '2026-11-30 09:00'],
    ['too early, try in march', '2027-03-01 09:00'],
    ["I'm busy until Friday", '2026-11-27 09:00'],
    ['out of town till the 5th', '2026-12-05 09:00'],
    ['not until next year', '2027-01-01 09:00'],
    ["don't text me until Monday", '2026-11-30 09:00'],
    ['wait until after thanksgiving', '2026-11-30 09:00'],
  ];
  for (const [text, moment] of WISHES) {
    it(`is read in "${text}"`, () => assert.equal(until(text), moment));
  }

  const OTHERS = [
    ...[
      'text me',
      'text me the address',
      'text me when it ships',
      'text me the link tomorrow',
      'later',
      'not now',
    ],
    ...[
      'call me next Tuesday after 5',
      'I can come next Tuesday at 5',
      'tomorrow works',
      'Tuesday',
      'next week',
    ],
    ...[
      'Did you text me on Monday?',
      'who will text me tomorrow?',
      "don't text me tomorrow",
      'yes',
      'STOP',
      '',
    ],
    ...["I'll text you tomorrow", 'I will get back to you Monday', 'is the offer good until Friday?'],
    ...[
      'do you have any in spring colors',
      'maybe',
      'maybe not',
      'not this color',
      'not sure',
      'try the demo',
    ],
    ...[
      'text me in 3 years',
      'I may try it',
      'not interested this year or ever, remove me',
      'ask me anything',
    ],
    'My sister wants it too, she said to ask about the price and whether you could text me tomorrow; and then there is the matter of the delivery, which came late last time, and so on.',
  ];
  for (const text of OTHERS) it(`is not read in "${text}"`, () => assert.equal(until(text), undefined));

  it('says when for people, with the time if she named one', () => {
    const when = (text: string): string | undefined =>
      readSnooze(text, { at: NOW, zones: [ZONE], asked: false })?.when;
    assert.equal(when('text me next Tuesday after 5'), 'Tuesday, December 1, 5:00 PM');
    assert.equal(when('not this week'), 'Monday, November 30');
    assert.equal(when('text me later today'), 'Thursday, November 26, 4:00 PM');
  });

  it('keeps the time of day where she lives over a change of the clocks', () => {
    const beforeChange = Date.UTC(2027, 2, 12, 17);
    assert.equal(until('text me on Monday at 5', { at: beforeChange }), '2027-03-15 17:00');
  });

  it('counts the last zone when she may live in several', () => {
    const zones = ['America/New_York', 'America/Chicago'];
    assert.equal(until('text me tomorrow at 5pm', { zones }), '2026-11-27 18:00');
    assert.equal(until('text me tomorrow at 5pm', { zones: zones.reverse() }), '2026-11-27 17:00');
  });

  it('is no wish but the answer where we asked when', () => {
    assert.equal(until('maybe next Tuesday', { asked: true }), undefined);
    assert.equal(until('text me next Tuesday', { asked: true }), '2026-12-01 09:00');
    assert.ok(asksWhen('When would suit you?') && asksWhen('What day works best?'));
    assert.ok(!asksWhen('Still interested?'));
  });
});
