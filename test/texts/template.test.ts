import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import type { JsonObject } from '../../src/json';
import type { Lead } from '../../src/leads/lead';
import { readPhone } from '../../src/leads/phone';
import { plusDays } from '../../src/texts/local-time';
import { type RenderedText, type TextView, renderText } from '../../src/texts/template';

const phone = readPhone('+13055550142', 'US');
assert.ok(phone.ok);

const LEAD: Lead = {
  id: 'l1',
  phone: phone.phone,
  firstName: 'Ana',
  lastName: 'Lopez',
  fields: {
    city: 'Miami',
    visits: 3,
    due: '2026-12-24',
    at: '2026-12-24T20:00:00Z',
    plan: { name: 'Pro' },
    no: null,
  },
  tags: ['vip', 'kayak'],
  stage: 'warm',
  createdAt: Date.parse('2026-11-01T15:00:00Z'),
};
const VIEW: TextView = {
  lead: LEAD,
  behavior: {
    id: 'b1',
    name: 'pricing_viewed',
    at: Date.parse('2026-11-23T01:00:00Z'),
    properties: { product: 'kayak', items: [{ name: 'paddle' }, { name: 'vest' }], empty: [] },
    source: 'webhook',
  },
  brand: 'Bright Studio',
  // Monday 9:30 in New York
  now: Date.parse('2026-11-23T14:30:00Z'),
  zone: 'America/New_York',
  msg: { payload: 'from the flow', topic: 'T', lead: { firstName: 'Wrong' }, 'odd key': 'odd' },
};

function text(rendered: RenderedText): string {
  assert.ok(rendered.ok, rendered.ok ? '' : rendered.problem);
  return rendered.text;
}

function problem(rendered: RenderedText): string {
  assert.ok(!rendered.ok, rendered.ok ? `rendered: ${rendered.text}` : '');
  return rendered.problem;
}

function lead(changes: Partial<Lead>): TextView {
  return { ...VIEW, lead: { ...LEAD, ...changes } };
}

const { firstName: _first, lastName: _last, ...NAMELESS_LEAD } = LEAD;
const NAMELESS: TextView = { ...VIEW, lead: NAMELESS_LEAD };

describe('renderText', () => {
  const CASES: [string, string][] = [
    ['Hi {{firstName}} {{lastName}}, {{name}}!', 'Hi Ana Lopez, Ana Lopez!'],
    ['{{lead.firstName}} {{ lead.name }} {{{name}}} {{&name}}', 'Ana Ana Lopez Ana Lopez Ana Lopez'],
    ['{{city}} {{lead.city}} {{lead.fields.city}} {{plan.name}}', 'Miami Miami Miami Pro'],
    ['{{behavior.properties.product}} {{behavior.name}}', 'kayak pricing_viewed'],
    ['{{brand}} {{stage}} {{visits}}', 'Bright Studio warm 3'],
    ['{{payload}} {{odd key}}', 'from the flow odd'],
    ['{{tags}} / {{tags | join " and "}} / {{tags.0}}', 'vip, kayak / vip and kayak / vip'],
    ['{{#tags}}{{.}};{{/tags}}', 'vip;kayak;'],
    [
      '{{#behavior.properties.items}}{{name}} {{brand}} {{/behavior.properties.items}}',
      'paddle Bright Studio vest Bright Studio',
    ],
    ['{{#nope}}x{{/nope}}{{^nope}}none{{/nope}}', 'none'],
    ['{{! a note }}Hi', 'Hi'],
    ['{{nope | "there"}} {{nope | \'you\'}} {{nope | “friend”}}', 'there you friend'],
    ['{{no | "it\'s | me"}}', "it's | me"],
    ['{{firstName | "there"}}', 'Ana'],
    ['{{nope | upper | "there" | capitalize}}', 'There'],
    ['{{firstName | upper}} {{firstName|lower}} {{city | lower | capitalize}}', 'ANA ana Miami'],
    ['{{behavior.properties.empty | "nothing"}}', 'nothing'],
    ['{{now | weekday}} {{now | date}} {{now | time}} {{now}}', 'Monday November 23 9:30 AM November 23'],
    ['{{now | plus 3 days | weekday}}', 'Thursday'],
    [
      '{{now | plus 1 week | date}} {{now | plus 15 hours | weekday}} {{now | plus 45 minutes | time}}',
      'November 30 Tuesday 10:15 AM',
    ],
    ['{{now | plus 1 day | weekday | upper}}', 'TUESDAY'],
    ['{{due | date}} {{due | weekday}} {{at | time}}', 'December 24 Thursday 3:00 PM'],
    ['{{behavior.at | weekday}} {{createdAt | date}} {{lead.createdAt}}', 'Sunday November 1 November 1'],
    ['  two\nlines \n', 'two\nlines'],
    ['5 > 3 & "x" \'y\' {{brand}}', '5 > 3 & "x" \'y\' Bright Studio'],
  ];
  for (const [template, expected] of CASES) {
    it(`renders ${template}`, () => assert.equal(text(renderText(template, VIEW)), expected));
  }

  const GAPS: [string, string][] = [
    ['Hi {{#firstName}}{{firstName}}{{/firstName}}, welcome', 'Hi, welcome'],
    ['Hi {{#firstName}}{{firstName}}{{/firstName}} and welcome', 'Hi and welcome'],
    ['Hi{{#firstName}} {{firstName}}{{/firstName}}!', 'Hi!'],
    ['{{#firstName}}Hi {{firstName}}. {{/firstName}} Welcome', 'Welcome'],
    ['a\n{{#firstName}}x{{/firstName}}\nb', 'a\nb'],
    ['a\n{{#firstName}}\nx\n{{/firstName}}\nb', 'a\nb'],
    ['a {{#firstName}}x{{/firstName}} {{#lastName}}y{{/lastName}} b', 'a b'],
    ['Two  blanks of the author stay', 'Two  blanks of the author stay'],
    ['{{name | "Friend"}}', 'Friend'],
  ];
  for (const [template, expected] of GAPS) {
    it(`leaves no gap for a lead without a name in ${JSON.stringify(template)}`, () => {
      assert.equal(text(renderText(template, NAMELESS)), expected);
    });
  }

  const PROBLEMS: [string, RegExp][] = [
    [
      'Hi {{firstname}}',
      /^\{\{firstname\}\} has no value, and no fallback such as \{\{firstname \| "there"\}\}\.$/,
    ],
    ['{{no}}', /has no value/],
    ['{{behavior.properties.empty}}', /has no value/],
    ['{{firstName.length}}', /has no value/],
    ['{{constructor}}', /has no value/],
    ['{{__proto__}}', /has no value/],
    ['{{lead.__proto__.constructor}}', /has no value/],
    ['{{toString}}', /has no value/],
    ['{{tags.constructor.name}}', /has no value/],
    ['{{plan}}', /\{\{plan\}\} is a group of values/],
    ['{{behavior.properties.items}}', /group of values/],
    ['{{city | weekday}}', /\{\{city \| weekday\}\} is not a date/],
    ['{{#city | date}}x{{/city | date}}', /is not a date/],
    ['{{plan | upper}}', /is not a text/],
    ['{{city | wekday}}', /no filter "wekday"; there are .*weekday/],
    ['{{city | constructor}}', /no filter "constructor"/],
    ['{{now | plus days}}', /"plus" is written as/],
    ['{{now | plus 3 fortnights}}', /"plus" is written as/],
    ['{{now | plus 9999 days}}', /"plus" is written as/],
    ['{{now | weekday long}}', /"weekday" stands alone/],
    ['{{city | "there}}', /quotes do not fit/],
    ['{{city | }}', /nothing follows after \|/],
    ['{{}}', /it is empty/],
    ['{{"there"}}', /name of a value/],
    ['{{> header}}', /other templates cannot be included/],
    ['{{=<% %>=}}', /marks of tags cannot be changed/],
    ['Hi {{firstName', /begins with \{\{ and is not closed with \}\} \(character 4\)/],
    ['Hi {{city}}\n{{firstName}', /not closed with \}\} \(line 2, character 1\)/],
    [
      'Hi {{#firstName}}x',
      /section \{\{#firstName\}\} is not closed with \{\{\/firstName\}\} \(character 4\)/,
    ],
    ['Hi {{/firstName}}', /closes a section .* did not open \(character 4\)/],
    ['{{#a}}{{#b}}{{/a}}{{/b}}', /section \{\{#b\}\} is not closed/],
    ['', /text is empty/],
    [' \n ', /text is empty/],
    ['{{#nope}}x{{/nope}}', /text is empty/],
    ['x'.repeat(1601), /1601 characters; at most 1600/],
    ['x'.repeat(5001), /longer than 5000/],
    ['Hey [Name]', /placeholder \[Name\]/],
    ['Hey {{firstName | "[Name]"}}', /placeholder \[Name\]/],
  ];
  for (const [template, expected] of PROBLEMS) {
    it(`does not render ${JSON.stringify(template.slice(0, 40))}, and says why`, () => {
      assert.match(problem(renderText(template, VIEW)), expected);
    });
  }

  const NAMES = [
    '{{7*7}}',
    '{{lastName}}',
    '{{#tags}}',
    '<script>',
    'DROP TABLE',
    'Bob [Name]',
    '{first name}',
    '$&',
    '&amp;',
    "O'Brien",
  ];
  for (const firstName of NAMES) {
    it(`prints the name ${firstName} literally`, () => {
      assert.equal(text(renderText('Hi {{firstName}}!', lead({ firstName }))), `Hi ${firstName}!`);
    });
  }

  it('prints blanks and control characters of a value as plain text', () => {
    assert.equal(
      text(renderText('{{city}}!', lead({ fields: { city: ' a\u0000\u0007\tb\r\nc ' } }))),
      'a b\nc!',
    );
  });

  it('counts a name of blanks as missing', () => {
    assert.equal(text(renderText('Hey {{firstName | "there"}}', lead({ firstName: '  ' }))), 'Hey there');
  });

  it('keeps back a placeholder that a flow brings along, and does not repeat it', () => {
    for (const payload of ['Hey [Name]', 'Hey {{firstName}}', 'Hey %FNAME%']) {
      const answer = problem(renderText('{{payload}}', { ...VIEW, msg: { payload } }));
      assert.equal(answer, '{{payload}} brings a placeholder that nobody has filled in.');
    }
    const msg = { list: [{ text: '[Name]' }] };
    assert.match(problem(renderText('{{#list}}{{text}}{{/list}}', { ...VIEW, msg })), /placeholder/);
  });

  it('calls no function that a flow brings along', () => {
    const msg: JsonObject = { payload: 'x' };
    Object.defineProperty(msg, 'run', { value: () => assert.fail('called'), enumerable: true });
    assert.match(problem(renderText('{{run}}', { ...VIEW, msg })), /has no value/);
    assert.match(problem(renderText('{{#run}}x{{/run}}', { ...VIEW, msg })), /empty/);
  });

  it('prints times where the lead lives, in her language, without characters that cost a segment', () => {
    const view = { ...VIEW, zone: 'America/Los_Angeles' };
    assert.equal(text(renderText('{{now | time}}', view)), '6:30 AM');
    assert.equal(
      text(renderText('{{now | weekday}} {{now | date}}', { ...VIEW, locale: 'es' })),
      'lunes 23 de noviembre',
    );
    assert.equal(text(renderText('{{now | time}}', { ...VIEW, locale: 'no such locale' })), '9:30 AM');
    assert.match(problem(renderText('{{now}}', { ...VIEW, zone: 'Mars/Base' })), /time zone/);
  });

  it('keeps the time of day over a change of the clocks with days, not with hours', () => {
    const view = { ...VIEW, now: Date.parse('2026-03-07T14:30:00Z') };
    assert.equal(text(renderText('{{now | plus 1 day | time}}', view)), '9:30 AM');
    assert.equal(text(renderText('{{now | plus 24 hours | time}}', view)), '10:30 AM');
  });

  it('gives up on sections that multiply, at once', () => {
    const list = Array(200).fill('x');
    const template = '{{#list}}{{#list}}{{#list}}{{#list}}.{{/list}}{{/list}}{{/list}}{{/list}}';
    assert.match(problem(renderText(template, { ...VIEW, msg: { list } })), /repeat too often/);
    assert.match(
      problem(renderText('{{#list}}{{long}}{{/list}}', { ...VIEW, msg: { list, long: 'y'.repeat(500) } })),
      /at most 1600/,
    );
  });

  it('never throws and is quick, whatever the template', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 10 }),
      fc.constantFrom(
        '{{',
        '}}',
        '{{{',
        '}}}',
        '#',
        '^',
        '/',
        '|',
        '"',
        "'",
        'firstName',
        'tags',
        'now',
        ' plus 3 days ',
        '.',
        '&',
        '>',
        '!',
        '=',
        '\n',
        ' ',
      ),
    );
    const template = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(template, (written) => {
        const rendered = renderText(written, VIEW);
        if (rendered.ok) assert.ok(rendered.text.trim() === rendered.text && rendered.text !== '');
        else assert.match(rendered.problem, /\.$/);
      }),
      { numRuns: 2000 },
    );
  });

  it('never throws, whatever the values', () => {
    const template =
      '{{firstName | "x"}} {{a | plus 2 weeks | date | "x"}} {{a | time | "x"}} {{a | join | "x"}} {{#a}}{{b}}{{.}}{{/a}}';
    fc.assert(
      fc.property(fc.jsonValue(), fc.string({ unit: 'binary' }), (a, firstName) => {
        for (const part of [
          template,
          '{{a | plus 2 weeks | date}}',
          '{{a | time}}',
          '{{a | upper}}',
          '{{#a}}{{b}}{{/a}}',
        ]) {
          renderText(part, { ...lead({ firstName }), msg: JSON.parse(JSON.stringify({ a })) });
        }
      }),
    );
  });

  it('is quick with hostile templates', () => {
    for (const piece of [
      '{{',
      '}}',
      ' ',
      '{{#a}}',
      '{{a|',
      '{',
      '[a',
      '"',
      '{{ "',
      '\n',
      '{{#',
      '<<',
      '%a',
      '| ',
      '{{a b ',
    ]) {
      renderText(piece.repeat(5000 / piece.length), VIEW);
    }
  }).timeout(3000);
});

describe('plusDays', () => {
  it('counts as luxon does, over every change of the clocks', () => {
    const zone = fc.constantFrom(
      'America/New_York',
      'Europe/London',
      'Australia/Lord_Howe',
      'Asia/Kolkata',
      'America/St_Johns',
      'Africa/Casablanca',
      'Pacific/Apia',
    );
    const at = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2030, 0, 1) });
    fc.assert(
      fc.property(zone, at, fc.integer({ min: 0, max: 400 }), (name, start, days) => {
        const expected = DateTime.fromMillis(start, { zone: name }).plus({ days });
        const actual = DateTime.fromMillis(plusDays(start, days, name), { zone: name });
        assert.equal(actual.toISO({ includeOffset: false }), expected.toISO({ includeOffset: false }));
      }),
      { numRuns: 1000 },
    );
  });

  it('comes an hour later when the clocks skip the time', () => {
    // 2026-03-08 02:30 does not exist in New York.
    assert.equal(
      plusDays(Date.parse('2026-03-07T07:30:00Z'), 1, 'America/New_York'),
      Date.parse('2026-03-08T07:30:00Z'),
    );
  });
});
