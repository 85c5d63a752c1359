import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { quietInWords } from '../../../src/leads/model/quiet-time';
import { readReply } from '../../../src/replies/reading';
import { endOfSpan } from '../../../src/replies/times/span-end';
import { readTimeWish } from '../../../src/replies/times/time-wish';
import { TIME_WORDS } from '../../../src/replies/times/time-words';

function read(text: string): string | undefined {
  const wish = readTimeWish(text);
  if (!wish) return undefined;
  return wish.kind === 'quiet' ? quietInWords(wish.quiet) : wish.span;
}

describe('a wish for no texts at some times', () => {
  const WISHES: readonly (readonly [text: string, when: string])[] = [
    // English
    ["don't text me today", 'today'],
    ["Don't text me today please, I'm at a funeral", 'today'],
    ['not on Sundays', 'on Sundays'],
    ['No texts after 9 pm', 'after 9:00 PM'],
    ['no messages after 9', 'after 9:00 PM'],
    ['not at 6 am', 'before 9:00 AM'],
    ['STOP texting me at 6am!!', 'before 9:00 AM'],
    ['stop texting me on Sundays', 'on Sundays'],
    ["Please don't text me on weekends", 'on weekends'],
    ["don't text me before 10", 'before 10:00 AM'],
    ['never text me this early again', 'before 10:00 AM'],
    ["please don't text on sundays or after 9pm", 'on Sundays and after 9:00 PM'],
    ["don't send me anything on Saturdays and Sundays", 'on weekends'],
    ["don't message me between 10pm and 7am", 'from 10:00 PM to 7:00 AM'],
    ['only text me on weekdays', 'on weekends'],
    ['text me only after 5pm', 'before 5:00 PM'],
    ['weekends only please', 'on weekdays'],
    ["don't text me while I'm sleeping", 'after 8:00 PM'],
    ['no texts during work hours', 'on weekdays from 9:00 AM to 5:00 PM'],
    ['no not on sundays', 'on Sundays'],
    // Spanish
    ['no me escriban los domingos', 'on Sundays'],
    ['No mensajes después de las 9 de la noche', 'after 9:00 PM'],
    ['hoy no por favor', 'today'],
    ['no me manden mensajes a las 6 de la mañana', 'before 9:00 AM'],
    ['no me escriban mañana', 'tomorrow'],
    ['solo escríbame entre semana', 'on weekends'],
    // French
    ['pas le dimanche', 'on Sundays'],
    ['Pas de SMS après 21h', 'after 9:00 PM'],
    ["ne m'écrivez pas aujourd'hui s'il vous plaît", 'today'],
    ["ne m'envoyez pas de messages à 6h du matin", 'before 9:00 AM'],
    ["arrêtez de m'écrire la nuit", 'after 8:00 PM'],
    // German
    ['nicht sonntags', 'on Sundays'],
    ['Keine SMS nach 21 Uhr', 'after 9:00 PM'],
    ['Schreiben Sie mir heute nicht', 'today'],
    ['Sonntags bitte keine Nachrichten', 'on Sundays'],
    ['Bitte keine Nachrichten um 6 Uhr morgens', 'before 9:00 AM'],
    ['Schreibt mir bitte nicht am Wochenende', 'on weekends'],
    // Portuguese
    ['não aos domingos', 'on Sundays'],
    ['Nada de mensagens depois das 21h', 'after 9:00 PM'],
    ['não me mande mensagem hoje', 'today'],
    ['não às 6 da manhã', 'before 9:00 AM'],
    ['não mande mensagens na segunda-feira', 'on Mondays'],
  ];
  for (const [text, when] of WISHES) {
    it(`${when}: "${text}"`, () => {
      assert.equal(read(text), when);
      assert.notEqual(readReply(text).kind, 'opt_out', 'and it is no request to stop for good');
    });
  }

  const OTHERS = [
    ...[
      'yes',
      'no',
      'no thanks',
      'Just Monday',
      'no, Monday',
      'No, after 5 works',
      'no monday',
      'so 2 on monday',
      '',
    ],
    ...[
      "I'm not free on Sundays",
      'is it open on Sundays?',
      'not sure about Sunday',
      'only 2 left on monday?',
    ],
    ...[
      "don't text me today or ever",
      "Don't text me. Not today, not ever",
      'stop texting me today',
      'stop at 6',
    ],
    ...[
      'no se si el lunes',
      'no, mañana',
      'je ne viens pas',
      'ich komme nicht',
      'não sei',
      'not between 6 and 7',
    ],
  ];
  for (const text of OTHERS) it(`none in "${text}"`, () => assert.equal(read(text), undefined));

  it('is the answer, and no wish, when we have asked when, unless it speaks of texts', () => {
    assert.equal(readTimeWish('not on Sundays', true), undefined);
    assert.equal(readTimeWish('weekends only', true), undefined);
    assert.equal(readTimeWish("don't text me on Sundays", true)?.kind, 'quiet');
  });

  const STOPS = [
    ['STOP. Not on Sundays', 'opt_out'],
    ["don't text me on Sundays. Stop", 'opt_out'],
    ['Stop texting me at 6 am, take me off your list', 'opt_out'],
    ['stop texting me', 'opt_out'],
    ['never text me again', 'opt_out'],
    ["don't text me today", 'unclear'],
    ['stop texting me at 6am', 'unclear'],
  ] as const;
  for (const [text, kind] of STOPS)
    it(`"${text}" is ${kind}, where nobody obeys wishes`, () => assert.equal(readReply(text).kind, kind));

  it('is the same for every day of the week in every language', () => {
    for (const { days, refusal } of TIME_WORDS) {
      assert.equal(new Set(days).size, 7);
      assert.ok(refusal.length > 0);
    }
  });

  it('of any hour in digits is kept as that hour, however it is written', () => {
    const hour = fc.integer({ min: 13, max: 23 });
    const minute = fc.integer({ min: 0, max: 59 });
    fc.assert(
      fc.property(hour, minute, (h, m) => {
        const two = String(m).padStart(2, '0');
        const start = `${h}:${two}`;
        for (const text of [
          `no texts after ${h}:${two}`,
          `no texts after ${h - 12}:${two} pm`,
          `No texts after ${h - 12}:${two}P.M.`,
          `no mensajes después de las ${h}:${two}`,
          `pas de sms après ${h}h${two}`,
          `keine SMS nach ${h}.${two} Uhr`,
          `sem mensagens depois das ${h}h${two}`,
        ]) {
          const wish = readTimeWish(text);
          assert.deepEqual(wish?.kind === 'quiet' ? wish.quiet[0]?.start : undefined, start, text);
        }
      }),
      { seed: 18, numRuns: 60 },
    );
  });

  it('never throws, and reads nothing in a longer reply', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        readTimeWish(text);
      }),
      { seed: 18 },
    );
    assert.equal(readTimeWish(`not on Sundays ${'x'.repeat(160)}`), undefined);
  });
});

describe('what is over soon', () => {
  const ZONE = 'America/New_York';
  /** Thursday, 26 November 2026, one in the afternoon in New York. */
  const NOW = Date.UTC(2026, 10, 26, 18);
  const CASES = [
    ['this_morning', '2026-11-27 09:00'],
    ['today', '2026-11-27 09:00'],
    ['tonight', '2026-11-27 09:00'],
    ['tomorrow', '2026-11-28 09:00'],
    ['this_weekend', '2026-11-30 09:00'],
    ['this_week', '2026-11-30 09:00'],
    ['this_month', '2026-12-01 09:00'],
  ] as const;
  for (const [span, until] of CASES) {
    it(`${span} is over on ${until}`, () => {
      const end = endOfSpan(span, NOW, [ZONE]);
      assert.equal(end && DateTime.fromMillis(end.until, { zone: ZONE }).toFormat('yyyy-MM-dd HH:mm'), until);
    });
  }

  it('is over when it is in the last zone where the lead may be', () => {
    const zones = ['America/New_York', 'America/Los_Angeles'];
    assert.deepEqual(endOfSpan('today', NOW, zones), endOfSpan('today', NOW, ['America/Los_Angeles']));
    assert.equal(endOfSpan('today', NOW, []), undefined);
  });
});
