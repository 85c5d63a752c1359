import assert from 'node:assert/strict';
import type { Message } from '../../src/leads/message';
import type { LeadRecord } from '../../src/leads/record';
import { numberOf, START, DAY } from '../support/house';
import { bindReply } from '../../src/sms/binding';

const OURS = '+12025550100';
const OTHER = '+12025550101';

/** A text of a journey. */
function text(enrollment: string, words: string, sender = OURS, at = START): Message {
  return {
    id: `${enrollment} ${at}`,
    step: '',
    node: '',
    enrollment,
    account: 'account',
    to: numberOf('+13055550142'),
    sender: numberOf(sender),
    text: words,
    segments: 1,
    purpose: 'marketing',
    plannedAt: at,
    verdict: { at, gates: [], answer: 'allow' },
    life: { state: 'delivered', sid: 's', at },
  };
}

function bound(reply: string, messages: readonly Message[], to = OURS): string {
  const record = { messages } as unknown as LeadRecord;
  const { enrollment, bound: by } = bindReply(record, to, reply, START + DAY) ?? {};
  return [enrollment, by].filter((part) => part !== undefined).join(' by ');
}

const MENU = text('menu', 'Hi Ana! Reply 1 for a demo, 2 for pricing.');
const LATER = text('later', 'Here is your guide.', OURS, START + 1);
const QUESTION = text('question', 'Still interested? Reply YES or NO.', OURS, START + 2);

describe('a reply belongs to the journey', () => {
  const CASES: [string, string, readonly Message[], string, string?][] = [
    ['whose text came last', 'how much is it', [MENU, LATER], 'later'],
    ['that offered the number of a menu', '2', [MENU, LATER], 'menu by option'],
    ['that offered the number, with courtesy', '1 please', [MENU, LATER], 'menu by option'],
    ['whose text came last when none offered the number', '3', [MENU, LATER], 'later'],
    [
      'that offered the word',
      'yes',
      [QUESTION, text('guide', 'Here it is', OURS, START + 3)],
      'question by option',
    ],
    ['that offered the other word', 'No!', [QUESTION, LATER], 'question by option'],
    ['that offered it last', '2', [MENU, text('new', 'Reply 2 to stay', OURS, START + 9)], 'new by option'],
    [
      'whose texts come from the number she texted',
      'ok',
      [MENU, text('west', 'We open in May.', OTHER, START + 5)],
      'menu by number',
    ],
    [
      'whose texts come from the other number',
      'ok',
      [text('west', 'We open in May.', OTHER, START), LATER],
      'west by number',
      OTHER,
    ],
    ['whose text came last when she texted a number that nobody used', 'ok', [MENU, LATER], 'later', OTHER],
    ['that asked lately, not months ago', '2', [{ ...MENU, plannedAt: START - 40 * DAY }, LATER], 'later'],
    ['of none, when none has texted her', 'hello', [], ''],
  ];
  for (const [which, reply, messages, expected, to] of CASES) {
    it(which, () => assert.equal(bound(reply, messages, to), expected));
  }

  it('and not to one whose text never left', () => {
    const blocked: Message = { ...QUESTION, life: { state: 'blocked', at: START, reason: 'opted_out' } };
    assert.equal(bound('yes', [LATER, blocked]), 'later');
  });
});
