import assert from 'node:assert/strict';
import type { Question } from '../../src/permission/verdict';
import { ask, gate, night, noon, out, rules, word } from './asking';
import { aLead, aMessage, anEnrollment, aRecord, HOUR, MINUTE } from './people';

describe('the verdict on other texts', () => {
  const busy = { ...aRecord(), messages: [aMessage({ plannedAt: night - HOUR })] };

  it('allows a transactional one at night, without consent and over the cap, and says why', () => {
    const verdict = ask({ purpose: 'transactional', record: busy, at: night });
    assert.equal(word(verdict), 'allow');
    for (const name of ['consent', 'contact_hours', 'frequency_cap'] as const) {
      assert.equal(gate(verdict, name).value, 'not needed for a transactional text');
    }
  });

  describe('of a conversation', () => {
    const talk = (
      minutesAgo: number,
      kind: 'text' | 'reaction' | 'auto_text' = 'text',
    ): Partial<Question> => {
      const at = night - minutesAgo * MINUTE;
      const reply = { id: 'r', at, text: 'How much?', to: '+12025550100', reading: { kind } };
      const record = { ...busy, replies: [{ ...reply, unknownSender: false }] };
      return { purpose: 'conversational', record, at: night };
    };
    const cases: [string, Partial<Question>, string, string][] = [
      ['allows an answer at night', talk(29), 'allow', 'hours.conversation'],
      ['allows it for half an hour', talk(30), 'allow', 'hours.conversation'],
      ['holds it from then on', talk(31), 'hold outside_hours', 'hours.08:00-21:00'],
      ['holds what answers a reaction', talk(1, 'reaction'), 'hold outside_hours', 'hours.08:00-21:00'],
      ['holds what answers a machine', talk(1, 'auto_text'), 'hold outside_hours', 'hours.08:00-21:00'],
      [
        'holds it at once in a store that says so',
        { ...talk(1), rules: { ...rules, answersAnytime: false } },
        'hold outside_hours',
        'hours.08:00-21:00',
      ],
      ['allows it by day, whenever she wrote', { ...talk(5_000), at: noon }, 'allow', 'hours.08:00-21:00'],
    ];
    for (const [what, about, answer, rule] of cases) {
      it(`${what}, without consent and over the cap`, () => {
        const verdict = ask(about);
        assert.equal(word(verdict), answer);
        assert.equal(gate(verdict, 'contact_hours').rule, rule);
        assert.equal(gate(verdict, 'consent').value, 'not needed for a conversational text');
      });
    }

    it('does not make marketing of a text that answers: consent, hours and cap stay', () => {
      assert.equal(word(ask({ ...talk(1), purpose: 'marketing' })), 'block no_consent');
    });
  });

  for (const purpose of ['conversational', 'transactional'] as const) {
    it(`blocks a ${purpose} one after an opt-out, a wrong number, an exit`, () => {
      const unusable = aRecord({ lead: aLead({ fields: { phone_unreachable: true } }) });
      const enrollment = anEnrollment({ status: 'exited', endedAt: 0, left: 0, reason: 'replied' });
      assert.equal(word(ask({ purpose, record: out })), 'block opted_out');
      assert.equal(word(ask({ purpose, record: unusable })), 'block unreachable');
      assert.equal(word(ask({ purpose, enrollment })), 'block journey_over');
    });
  }

  it('lets the one answer to STOP or HELP through an opt-out, at night, after the journey', () => {
    const enrollment = anEnrollment({ status: 'exited', endedAt: 0, left: 0, reason: 'opted_out' });
    assert.equal(word(ask({ purpose: 'answer', record: out, at: night, enrollment })), 'allow');
  });

  it('answers once for one step', () => {
    const record = { ...out, messages: [aMessage({ step: 's', purpose: 'answer' })] };
    assert.equal(word(ask({ purpose: 'answer', record })), 'block already_sent');
  });
});
