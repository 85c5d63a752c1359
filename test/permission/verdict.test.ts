import assert from 'node:assert/strict';
import type { EnrollmentState } from '../../src/leads/enrollment';
import type { PauseReason } from '../../src/leads/pause';
import { GATES, type GateName, type Verdict } from '../../src/leads/verdict';
import { explainVerdict } from '../../src/permission/explain';
import { closedVerdict, narrowed, type Question } from '../../src/permission/verdict';
import { agreed, ask, behavior, gate, night, noon, out, rules, word } from './asking';
import { aLead, aLedger, aMessage, anEnrollment, aRecord, DAY, HOUR, MINUTE, phone, utc } from './people';

describe('the verdict on a marketing text', () => {
  const exited: EnrollmentState = { status: 'exited', endedAt: 0, left: 0, reason: 'replied' };
  const cases: [string, Partial<Question>, string][] = [
    ['allows a lead who agreed, at noon', {}, 'allow'],
    ['blocks after an opt-out, whatever an import says later', { record: out }, 'block opted_out'],
    ['blocks without consent', { record: aRecord() }, 'block no_consent'],
    [
      'allows without consent in a store that vouches for it',
      { record: aRecord(), rules: { ...rules, consent: 'assumed' } },
      'allow',
    ],
    [
      'allows after START, which is consent by keyword',
      { record: aRecord({ ledger: aLedger('opt_out', 'opt_in') }) },
      'allow',
    ],
    ['allows inside an active journey', { enrollment: anEnrollment({ status: 'active' }) }, 'allow'],
    [
      'allows a late step of a completed journey',
      { enrollment: anEnrollment({ status: 'completed', endedAt: 0 }) },
      'allow',
    ],
    ['blocks once the journey was left', { enrollment: anEnrollment(exited) }, 'block journey_over'],
    [
      'blocks once the lead has bought',
      { enrollment: anEnrollment({ status: 'converted', endedAt: 0, left: 0, behavior }) },
      'block journey_over',
    ],
    [
      'blocks a number that cannot receive texts',
      { record: { ...agreed, lead: aLead({ fields: { phone_unreachable: true } }) } },
      'block unreachable',
    ],
    ['holds at night', { at: night }, 'hold outside_hours'],
    [
      'allows at night when the store has no contact hours',
      { at: night, rules: { ...rules, hours: 'any' } },
      'allow',
    ],
    [
      'blocks when the contact hours make no sense',
      { rules: { ...rules, hours: { start: 'eight', end: '21:00', days: [1] } } },
      'block outside_hours',
    ],
    [
      'blocks when nobody knows what time it is for her',
      {
        record: { ...agreed, lead: aLead({ phone: phone('+881612345678') }) },
      },
      'block outside_hours',
    ],
    [
      'looks past a declared zone that is not known',
      { record: { ...agreed, lead: aLead({ zone: 'Moon/Tycho' }) } },
      'allow',
    ],
    [
      'holds over the cap',
      { record: { ...agreed, messages: [aMessage({ plannedAt: noon - HOUR })] } },
      'hold over_cap',
    ],
    [
      'allows over the cap when there is none',
      {
        record: { ...agreed, messages: [aMessage({ plannedAt: noon - HOUR })] },
        rules: { ...rules, cap: null },
      },
      'allow',
    ],
    ['allows until the text is stale', { staleAt: noon + 1 }, 'allow'],
    ['blocks from the moment the text is stale', { staleAt: noon }, 'block stale'],
    [
      'blocks the second text of one step, whatever became of the first',
      {
        record: {
          ...agreed,
          messages: [
            aMessage({ step: 's', life: { state: 'failed', at: 0, code: '30003', reason: 'away' } }),
          ],
        },
      },
      'block already_sent',
    ],
  ];
  for (const [what, about, expected] of cases) {
    it(what, () => assert.equal(word(ask(about)), expected));
  }

  const HOLDING: readonly GateName[] = ['pause', 'contact_hours', 'frequency_cap'];
  it('looks at every gate, in order, also behind one that blocks', () => {
    const everythingWrong = {
      ...out,
      lead: aLead({ fields: { phone_unreachable: true } }),
      messages: [aMessage({ step: 's', plannedAt: night - HOUR })],
      pause: { since: 0, until: null, reason: 'person' as const },
    };
    const enrollment = anEnrollment(exited);
    const verdict = ask({ record: everythingWrong, enrollment, at: night, staleAt: night });
    assert.deepEqual(
      verdict.gates.map((one) => [one.gate, one.answer]),
      GATES.map((name) => [name, HOLDING.includes(name) ? 'hold' : 'block']),
    );
    assert.equal(word(verdict), 'block opted_out');
    for (const one of verdict.gates) assert.ok(one.value && one.rule);
  });

  const paused = (reason: PauseReason, until: number | null): Partial<Question> => ({
    record: { ...agreed, pause: { since: 0, until, reason } },
  });
  const pauses: [string, Partial<Question>, string][] = [
    ['holds what a person paused', paused('person', null), 'hold paused'],
    [
      'holds an order, too, while a person has the lead',
      { ...paused('person', null), purpose: 'transactional' },
      'hold paused',
    ],
    [
      'holds while an opt-out is asked about',
      { ...paused('unclear', null), purpose: 'conversational' },
      'hold paused',
    ],
    ['holds until the lead wants to hear of us again', paused('snoozed', noon + HOUR), 'hold paused'],
    ['holds no order for a snooze', { ...paused('snoozed', noon + HOUR), purpose: 'transactional' }, 'allow'],
    ['never holds the answer to STOP', { ...paused('person', null), purpose: 'answer' }, 'allow'],
    ['holds no longer than the pause', paused('snoozed', noon), 'allow'],
  ];
  for (const [what, about, expected] of pauses) {
    it(what, () => assert.equal(word(ask(about)), expected));
  }

  it('says of a text that a person holds when it goes on', () => {
    assert.equal(
      explainVerdict(ask(paused('person', null)), 'America/New_York'),
      'The text is held until the lead is resumed. Automation is paused for the lead.',
    );
  });

  it('holds until the last gate opens, and says that one', () => {
    const record = { ...agreed, messages: [aMessage({ plannedAt: night - HOUR })] };
    const verdict = ask({ record, at: night });
    assert.equal(word(verdict), 'hold over_cap');
    assert.equal(verdict.answer === 'hold' && verdict.until, night - HOUR + DAY);
    assert.equal(gate(verdict, 'contact_hours').answer, 'hold');
  });

  it('held at night is allowed when the hold ends', () => {
    const held = ask({ at: night });
    assert.equal(held.answer, 'hold');
    const opens = utc('2026-11-23T13:00:00Z');
    const until = held.answer === 'hold' ? held.until : 0;
    assert.ok(until >= opens && until < opens + 10 * MINUTE);
    assert.equal(word(ask({ at: until })), 'allow');
  });

  it('tells the time on the wall and the rule', () => {
    const { value, rule } = gate(ask({ at: night }), 'contact_hours');
    assert.equal(value, 'Mon 02:07 America/New_York');
    assert.equal(rule, 'hours.08:00-21:00');
    assert.equal(gate(ask(), 'frequency_cap').rule, 'cap.1_per_24h');
  });

  it('holds for Florida after nine in the evening, and moves with a declared zone', () => {
    const late = utc('2026-11-24T02:15:00Z');
    assert.equal(word(ask({ at: late })), 'hold outside_hours');
    const moved = { ...agreed, lead: aLead({ zone: 'America/Los_Angeles' }) };
    assert.equal(word(ask({ at: late, record: moved })), 'allow');
  });

  describe('over the cap', () => {
    const texts = (count: number) =>
      Array.from({ length: count }, (_, i) => aMessage({ plannedAt: noon - (i + 1) * HOUR }));
    const three = { ...agreed, messages: texts(3) };
    const byState = { ...rules, hours: { by: 'by_state', windows: [] }, cap: null } as const;
    const inTexas = { ...three, lead: aLead({ phone: phone('+12145550142') }) };
    const cases: [string, Partial<Question>, string, string][] = [
      ['holds', { record: three }, 'hold over_cap', 'cap.1_per_24h'],
      [
        'blocks where it shall skip',
        { record: three, rules: { ...rules, onCap: 'skip' } },
        'block over_cap',
        'cap.1_per_24h',
      ],
      [
        'blocks where it shall leave',
        { record: three, rules: { ...rules, onCap: 'leave' } },
        'block over_cap',
        'cap.1_per_24h',
      ],
      [
        'holds the fourth in a day in Florida',
        { record: three, rules: byState },
        'hold over_cap',
        'cap.3_per_24h',
      ],
      [
        'lets the third go',
        { record: { ...three, messages: texts(2) }, rules: byState },
        'allow',
        'cap.3_per_24h',
      ],
      ['knows no such cap in Texas', { record: inTexas, rules: byState }, 'allow', 'cap.none'],
      [
        'of the strictest states holds in Texas too',
        { record: inTexas, rules: { ...byState, hours: { by: 'strictest', windows: [] } } },
        'hold over_cap',
        'cap.3_per_24h',
      ],
      [
        'does not ask Florida where the federal hours count',
        { record: three, rules: { ...byState, hours: { by: 'federal', windows: [] } } },
        'allow',
        'cap.none',
      ],
      [
        'of a guard counts beside that of the store',
        { record: three, rules: { ...byState, also: { cap: { count: 2, windowMs: 48 * HOUR } } } },
        'hold over_cap',
        'cap.2_per_48h',
      ],
    ];
    for (const [what, about, answer, rule] of cases) {
      it(what, () => {
        const verdict = ask(about);
        assert.equal(word(verdict), answer);
        assert.equal(gate(verdict, 'frequency_cap').rule, rule);
      });
    }
  });

  it('asks what a guard asks on top, and can only narrow', () => {
    const late = utc('2026-11-24T01:15:00Z');
    const own = { hours: { by: 'strictest', windows: [] } } as const;
    const wide = { hours: 'any' } as const;
    assert.equal(word(ask({ at: late })), 'allow');
    assert.equal(word(ask({ at: late, rules: narrowed(rules, own) })), 'hold outside_hours');
    assert.equal(narrowed(rules, own), narrowed(rules, own));
    assert.equal(word(ask({ at: night, rules: narrowed(rules, wide) })), 'hold outside_hours');
  });

  it('names nobody: no number and no text in it', () => {
    const record = { ...agreed, messages: [aMessage({ step: 's', plannedAt: night - HOUR })] };
    for (const verdict of [ask({ record, at: night }), ask({ record: out }), ask()]) {
      assert.doesNotMatch(JSON.stringify(verdict), /305|Hey Ana/);
    }
  });
});

describe('a verdict without a store', () => {
  it('is no, at every gate', () => {
    const verdict = closedVerdict(noon, 'The lead store cannot be read.');
    assert.equal(word(verdict), 'block store_unreadable');
    assert.deepEqual(
      verdict.gates.map((one) => one.gate),
      [...GATES],
    );
    assert.ok(verdict.gates.every((one) => one.answer === 'block'));
  });
});

describe('a verdict in sentences', () => {
  const cases: [string, Verdict, string, string][] = [
    ['an allow', ask(), 'America/New_York', 'The text may go out.'],
    [
      'a hold, in the zone of the reader',
      ask({ at: night, rules: { ...rules, spreadMs: 0 } }),
      'America/Chicago',
      'The text is held until Mon 23 Nov 2026, 07:00 (America/Chicago). ' +
        'It is outside the contact hours where the lead may live.',
    ],
    [
      'a hold, in a zone nobody knows',
      ask({ at: night, rules: { ...rules, spreadMs: 0 } }),
      'nowhere',
      'The text is held until Mon 23 Nov 2026, 13:00 (UTC). ' +
        'It is outside the contact hours where the lead may live.',
    ],
    [
      'a block',
      ask({ record: out }),
      'America/New_York',
      'The text is not sent. The lead opted out, and only her own START lifts that.',
    ],
  ];
  for (const [what, verdict, zone, sentence] of cases) {
    it(`tells ${what}`, () => assert.equal(explainVerdict(verdict, zone), sentence));
  }
});
