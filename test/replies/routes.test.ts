import assert from 'node:assert/strict';
import { readReply } from '../../src/replies/reading';
import { chooseRoute, type Route, type RoutedReply, type RouteMatch } from '../../src/replies/routes';

function reply(text: string, about: Partial<RoutedReply> = {}): RoutedReply {
  return { text, reading: readReply(text), media: 0, unknownSender: false, ...about };
}

/** Whether a route of this kind alone takes the reply. */
function takes(match: RouteMatch, text: string, about: Partial<RoutedReply> = {}): boolean {
  return chooseRoute(reply(text, about), [{ name: 'the route', match }]).output === 0;
}

const yes: RouteMatch = { kind: 'words', words: ['yes'] };
const question: RouteMatch = { kind: 'question' };
const menu = (number: number): RouteMatch => ({ kind: 'menu', number });

describe('a route', () => {
  const tables: [string, RouteMatch, readonly string[], readonly string[]][] = [
    [
      'of the word yes',
      yes,
      [
        'YES',
        'yes',
        ' Yes! ',
        'yes please',
        'Yes, please!',
        'yes thanks',
        'Yep',
        'yeah',
        'y',
        '👍',
        '👍🏽',
        '👍👍',
        'ｙｅｓ',
      ],
      ['yes but not now', 'yesterday', 'yes or no', 'no', 'oh yes we did that', '👎', '', 'please'],
    ],
    [
      'of the word no',
      { kind: 'words', words: ['no', 'not interested'] },
      ['No', 'no thanks', 'No, thank you.', 'nope', '👎', 'not interested', 'Not interested, thanks'],
      ['no way I miss that', 'know', 'not now', 'yes', '👍'],
    ],
    [
      'of other words',
      { kind: 'words', words: ['Demo', "don't know", '🎉'] },
      ['demo', 'demo please', 'DEMO!', 'dont know', "Don't know.", '🎉', '🎉🎉'],
      ['demonstration', 'a demo', '', '🎂', '👍'],
    ],
    [
      'of phrases',
      { kind: 'contains', phrases: ['cancel my order', 'refund', '🍕'] },
      ['please cancel my order', 'Cancel my order!', 'I want a refund.', 'REFUND', 'more 🍕 for us'],
      ['refunded', 'cancel order', 'my order', ''],
    ],
    [
      'of questions',
      question,
      [
        ...['how much for 5 seats?', 'what does it cost', 'Can I stop by at 3?', 'when does the sale end?'],
        ...[
          'hey, how much is it',
          'Is it open source',
          'are you there',
          'does it work with Shopify',
          'really?',
        ],
        ...["what's the price", '¿cuánto cuesta?', 'いくらですか？', 'who is this', '?', 'why'],
      ],
      [
        ...['yes', 'call me', 'I know how', 'will do', "don't", 'do it', 'would love to', ''],
        ...['see https://example.com/?a=1', 'www.example.com/?a=1', 'whatever you say', 'island'],
      ],
    ],
    [
      'of menu number 1',
      menu(1),
      ['1', '1.', ' 1 ', '#1', 'one', 'One!', '1 please', '1)', '(1)', '１', '1️⃣', 'option 1', 'Number one'],
      ['12', '3', '1 and 2', '11', '1 2', '1.5', 'one of them', '01', 'two', '', '2 pls'],
    ],
    ['of menu number 2', menu(2), ['2 pls', '2', 'two'], ['12', '1 and 2', '22', '1']],
    ['of menu number 12', menu(12), ['12', '#12'], ['1', '2', '1 2', 'twelve']],
    [
      'of reactions',
      { kind: 'reaction' },
      ['Liked "Saw you were checking out our pricing…"', '👍 to “Hey Ana”'],
      ['I liked it', '👍'],
    ],
    [
      'of auto-texts',
      { kind: 'auto_text' },
      ["I'm driving right now and will reply later. (Auto-reply)", 'This number does not accept SMS'],
      ["I'm driving, call me later"],
    ],
  ];
  for (const [what, match, taken, left] of tables) {
    describe(what, () => {
      for (const text of taken) it(`takes ${JSON.stringify(text)}`, () => assert.ok(takes(match, text)));
      for (const text of left) it(`leaves ${JSON.stringify(text)}`, () => assert.ok(!takes(match, text)));
    });
  }

  it('of media takes what brings a file, with or without words', () => {
    assert.ok(takes({ kind: 'media' }, '', { media: 1 }));
    assert.ok(takes({ kind: 'media' }, 'here it is', { media: 2 }));
    assert.ok(!takes({ kind: 'media' }, 'here it is'));
  });

  it('of unknown senders takes whoever nobody had told us of', () => {
    assert.ok(takes({ kind: 'unknown_sender' }, 'hello', { unknownSender: true }));
    assert.ok(!takes({ kind: 'unknown_sender' }, 'hello'));
  });

  it('of late replies takes what came after the wait', () => {
    assert.ok(takes({ kind: 'late' }, 'yes', { late: true }));
    assert.ok(!takes({ kind: 'late' }, 'yes', { late: false }));
    assert.ok(!takes({ kind: 'late' }, 'yes'));
  });
});

describe('choosing a route', () => {
  const routes: readonly Route[] = [
    { name: 'support', match: { kind: 'contains', phrases: ['cancel my order'] } },
    { name: 'yes', match: yes },
    { name: 'question', match: question },
    { name: 'late', match: { kind: 'late' } },
  ];
  const cases: [string, string, number][] = [
    ['the only one that takes it', 'yes please', 1],
    ['the first of two that take it', 'can you cancel my order?', 0],
    ['support for an order', 'please cancel my order', 0],
    ['the question for a visit', 'Can I stop by at 3?', 2],
    ['anything else when none takes it', 'I quit my job so I have time now', 4],
  ];
  for (const [what, text, output] of cases) {
    it(`finds ${what}`, () => assert.equal(chooseRoute(reply(text), routes).output, output));
  }

  it('gives everything to anything else when there are no routes', () => {
    assert.equal(chooseRoute(reply('yes'), []).output, 0);
  });

  it('says why', () => {
    assert.equal(chooseRoute(reply('Yep!'), routes).why, 'It says "yes".');
    assert.equal(chooseRoute(reply('cancel my order'), routes).why, 'It contains "cancel my order".');
    assert.equal(chooseRoute(reply('really?'), routes).why, 'It has a question mark.');
    assert.equal(chooseRoute(reply('how much'), routes).why, 'It begins with "how".');
    assert.equal(chooseRoute(reply('hm'), routes).why, 'No route takes it.');
  });

  const everything: readonly Route[] = [
    ...routes,
    { name: 'media', match: { kind: 'media' } },
    { name: 'unknown', match: { kind: 'unknown_sender' } },
  ];
  const notAnswers: [string, string, RegExp][] = [
    ['a reaction', 'Liked “Want to see it? Reply YES. Please cancel my order”', /reaction/],
    ['an auto-text', 'Auto-reply: when will I be back? yes', /machine/],
    ['an opt-out', 'STOP', /opt-out/],
    ['HELP', 'HELP', /HELP/],
  ];
  for (const [what, text, why] of notAnswers) {
    it(`gives ${what} to anything else, whatever it says and brings`, () => {
      const chosen = chooseRoute(reply(text, { media: 1, unknownSender: true, late: true }), everything);
      assert.equal(chosen.output, everything.length);
      assert.match(chosen.why, why);
    });
  }

  it('takes START, from somebody who is opted in already, for an answer', () => {
    const start: Route = { name: 'begin', match: { kind: 'words', words: ['start'] } };
    assert.equal(chooseRoute(reply('START'), [...routes, start]).output, routes.length);
    assert.equal(chooseRoute(reply('START'), routes).why, 'No route takes it.');
  });

  it('never quotes the reply in its reason', () => {
    for (const text of ['my secret is 42', 'is my secret 42?', 'how secret 42', 'yes']) {
      assert.doesNotMatch(chooseRoute(reply(text), routes).why, /secret|42/);
    }
  });
});
