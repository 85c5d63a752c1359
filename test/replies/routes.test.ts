import assert from 'node:assert/strict';
import { readReply } from '../../src/replies/reading';
import { problemOfPattern } from '../../src/replies/route-pattern';
import {
  chooseRoute,
  type ChosenRoute,
  type Route,
  type RoutedReply,
  type RouteMatch,
} from '../../src/replies/routes';

/** Thursday, 26 November 2026, one in the afternoon in New York. */
const NOW = Date.UTC(2026, 10, 26, 18);

function reply(text: string, about: Partial<RoutedReply> = {}): RoutedReply {
  const from = { media: 0, unknownSender: false, late: false, at: NOW, zone: 'America/New_York' };
  return { text, reading: readReply(text), ...from, ...about };
}

/** The output it leaves by: as many as there are routes is "anything else"; -1 is none. */
function outputOf(chosen: ChosenRoute, routes: readonly Route[]): number {
  if (chosen.kind === 'route') return chosen.output;
  return chosen.kind === 'anything_else' ? routes.length : -1;
}

function goesTo(text: string, routes: readonly Route[], about: Partial<RoutedReply> = {}): number {
  return outputOf(chooseRoute(reply(text, about), routes), routes);
}

/** Whether a route of this kind alone takes the reply. */
function takes(match: RouteMatch, text: string, about: Partial<RoutedReply> = {}): boolean {
  return goesTo(text, [{ name: 'the route', match }], about) === 0;
}

/** What a route of this kind reads in the reply; undefined when it does not take it. */
function valueOf(match: RouteMatch, text: string): unknown {
  const chosen = chooseRoute(reply(text), [{ name: 'the route', match }]);
  return chosen.kind === 'route' ? chosen.value : undefined;
}

const yes: RouteMatch = { kind: 'words', words: ['yes'] };
const question: RouteMatch = { kind: 'question' };
const menu = (number: number, ...words: string[]): RouteMatch => ({ kind: 'menu', number, words });

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
        'yse',
        'yess',
        'sure',
        'Yes yes',
      ],
      [
        'yes but not now',
        'yesterday',
        'eyes',
        'yest',
        'yea right',
        'yes or no',
        'no',
        'oh yes we did that',
        '👎',
        '',
        'please',
      ],
    ],
    [
      'of the word no',
      { kind: 'words', words: ['no', 'not interested'] },
      ['No', 'no thanks', 'No, thank you.', 'nope', '👎', 'not interested', 'Not interested, thanks'],
      ['no way I miss that', 'know', 'not now', 'yes', '👍', 'on', 'now'],
    ],
    [
      'of other words',
      { kind: 'words', words: ['Demo', "don't know", '🎉'] },
      [
        'demo',
        'demo please',
        'DEMO!',
        'dmeo',
        'demmo',
        'dont know',
        'dont kniw',
        "Don't know.",
        '🎉',
        '🎉🎉',
      ],
      ['demonstration', 'a demo', 'memo', '', '🎂', '👍'],
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
      [
        '1',
        '1.',
        ' 1 ',
        '#1',
        'one',
        'One!',
        '1 please',
        '1)',
        '(1)',
        '１',
        '1️⃣',
        'option 1',
        'Number one',
        'the first one',
        'I would like 1',
      ],
      ['12', '3', '1 and 2', '11', '1 2', '1.5', 'one of them', '01', 'two', '', '2 pls', '2nd'],
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

describe('a menu', () => {
  const routes: readonly Route[] = [
    { name: 'demo', match: menu(1, 'demo', 'show me') },
    { name: 'pricing', match: menu(2, 'pricing', 'price') },
  ];
  const [DEMO, PRICING, ELSE] = [0, 1, 2];
  const ambiguous = (text: string): boolean => {
    const chosen = chooseRoute(reply(text), routes);
    return chosen.kind === 'anything_else' && chosen.ambiguous === true;
  };

  // Scenario 53
  const cases: [string, number][] = [
    ...['1', '1.', 'one', '#1', 'demo please'].map((text): [string, number] => [text, DEMO]),
    ...['2 pls', 'Pricing', '2 pricing', 'I want the pricing', 'pricng', 'the second one'].map(
      (text): [string, number] => [text, PRICING],
    ),
    ...['show me', 'show me please', '1 - demo', 'Option 1: demo'].map((text): [string, number] => [
      text,
      DEMO,
    ]),
    ...['12', '3', '1 and 2', 'demo and pricing', 'both', 'what is the price'].map(
      (text): [string, number] => [text, ELSE],
    ),
  ];
  for (const [text, output] of cases) {
    it(`${output === ELSE ? 'leaves' : 'takes'} "${text}" (scenario 53)`, () =>
      assert.equal(goesTo(text, routes), output));
  }

  it('says so when a reply chooses several numbers, and chooses none (scenario 53)', () => {
    for (const text of ['1 and 2', '1 2', 'demo and pricing', 'either 1 or 2'])
      assert.ok(ambiguous(text), text);
    for (const text of ['12', '3', 'hello', '1 of 2 people']) assert.ok(!ambiguous(text), text);
  });
});

describe('a route with a value', () => {
  const number: RouteMatch = { kind: 'number' };
  const email: RouteMatch = { kind: 'email' };
  const date: RouteMatch = { kind: 'date' };
  const pattern = (source: string): RouteMatch => ({ kind: 'pattern', pattern: source });

  const cases: [RouteMatch, string, unknown][] = [
    [number, '5', 5],
    [number, 'about 20 people', 20],
    [number, 'around $1,200.50, I think', 1200.5],
    [number, '2k', 2000],
    [number, 'twenty', 20],
    [number, 'we are five', 5],
    [number, '-3', -3],
    [number, '10 or 15', undefined],
    [number, 'call me at 5:30', undefined],
    [number, '(305) 555-0142', undefined],
    [number, '3055550142', undefined],
    [number, 'https://example.com/7', undefined],
    [number, 'none of them', undefined],
    [email, "It's ana.lee+x@Example.COM.", 'ana.lee+x@example.com'],
    [email, '<bob@mail.example.org>', 'bob@mail.example.org'],
    [email, 'me @ home', undefined],
    [email, 'ana@localhost', undefined],
    [date, 'next Tuesday after 5', '2026-12-01T17:00:00.000-05:00'],
    [date, 'Tuesday works', '2026-12-01'],
    [date, 'tomorrow at 9:30', '2026-11-27T09:30:00.000-05:00'],
    [date, 'tomorrow morning', '2026-11-27T09:00:00.000-05:00'],
    [date, 'at 3', '2026-11-26T15:00:00.000-05:00'],
    [date, 'at 11am', '2026-11-27T11:00:00.000-05:00'],
    [date, 'the 14th', '2026-12-14'],
    [date, 'the 14th at 3:30pm', '2026-12-14T15:30:00.000-05:00'],
    [date, '12/24', '2026-12-24'],
    [date, '2027-01-15', '2027-01-15'],
    [date, 'in two weeks', '2026-12-10'],
    [date, 'day after tomorrow', '2026-11-28'],
    [date, 'in spring', '2027-03-01'],
    [date, 'I fall for it', undefined],
    [date, 'I may', undefined],
    [date, '5 seats', undefined],
    [pattern('order #?(\\d+)'), 'where is Order 4711?', '4711'],
    [pattern('\\bA[0-9]{3}\\b'), 'it is a123 I think', 'a123'],
    [pattern('^ok$'), 'ok then', undefined],
  ];
  for (const [match, text, value] of cases) {
    it(`of kind ${match.kind} reads ${JSON.stringify(value) ?? 'nothing'} in "${text}"`, () => {
      assert.deepEqual(valueOf(match, text), value);
    });
  }

  it('reckons days where the lead lives', () => {
    // Half past three on Friday morning in Tokyo.
    const chosen = chooseRoute(
      reply('tomorrow', { at: Date.UTC(2026, 10, 26, 18, 30), zone: 'Asia/Tokyo' }),
      [{ name: 'date', match: date }],
    );
    assert.deepEqual(chosen.kind === 'route' && chosen.value, '2026-11-28');
  });

  it('takes a pattern as it is: what other engines would never end with is done in a moment', () => {
    const text = `${'a'.repeat(1_600)}!`;
    assert.equal(valueOf(pattern('(a+)+$'), text.slice(0, 1_600)), 'a'.repeat(1_600));
    assert.equal(valueOf(pattern('^(a|a)*b$'), text), undefined);
  });

  it('refuses a pattern that cannot be run, and says why', () => {
    assert.equal(problemOfPattern('order #?([0-9]+)'), undefined);
    assert.match(problemOfPattern('(a') ?? '', /missing closing/);
    assert.match(problemOfPattern('(?=a)') ?? '', /cannot be read/);
    assert.match(problemOfPattern('(a{1,50}){1,20}') ?? '', /too large/);
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
    it(`finds ${what}`, () => assert.equal(goesTo(text, routes), output));
  }

  it('gives everything to anything else when there are no routes', () => {
    assert.equal(goesTo('yes', []), 0);
  });

  it('takes a word that is listed as it stands, not for a slip of another one', () => {
    const words: readonly Route[] = [
      { name: 'quote', match: { kind: 'words', words: ['quote'] } },
      { name: 'quite', match: { kind: 'words', words: ['quite'] } },
      { name: 'yes', match: yes },
      { name: 'sure', match: { kind: 'words', words: ['sure'] } },
    ];
    assert.deepEqual(
      ['quote', 'quite', 'qoute', 'yes', 'sure'].map((text) => goesTo(text, words)),
      [0, 1, 0, 2, 3],
    );
  });

  it('finds an answer in a line of its own, as in several texts that were gathered', () => {
    const more: readonly Route[] = [...routes, { name: 'demo', match: menu(1, 'demo') }];
    const texts = [
      "hey\nso I was wondering\nwhat's the price",
      'hm\nyes',
      'hello\n1',
      'Yes!\n\nSent from my iPhone',
      'a\nb',
    ];
    assert.deepEqual(
      texts.map((text) => goesTo(text, more)),
      [2, 1, 4, 1, 5],
    );
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
    it(`gives ${what} to nobody, whatever it says and brings`, () => {
      const chosen = chooseRoute(reply(text, { media: 1, unknownSender: true, late: true }), everything);
      assert.equal(chosen.kind, 'nowhere');
      assert.match(chosen.why, why);
    });
  }

  it('takes START, from somebody who is opted in already, for an answer', () => {
    const start: Route = { name: 'begin', match: { kind: 'words', words: ['start'] } };
    assert.equal(goesTo('START', [...routes, start]), routes.length);
    assert.equal(chooseRoute(reply('START'), routes).why, 'No route takes it.');
  });

  it('never quotes the reply in its reason', () => {
    for (const text of ['my secret is 42', 'is my secret 42?', 'how secret 42', 'yes']) {
      assert.doesNotMatch(chooseRoute(reply(text), routes).why, /secret|42/);
    }
  });
});
