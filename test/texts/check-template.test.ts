import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findPlaceholders } from '../../src/texts/placeholders';
import { checkTemplate, leftoverPlaceholders } from '../../src/texts/template';

describe('leftoverPlaceholders', () => {
  const LEFT = [
    '[Name]',
    '[name]',
    '[NAME]',
    '[link]',
    '[Client Name]',
    '[result]',
    '[offer/demo]',
    '[resource/testimonial link]',
    '[First_Name]',
    '[firstName]',
    '[first-name]',
    '[Your discount]',
    '[insert city]',
    '[[name]]',
    '{product}',
    '{first name}',
    '{firstName}',
    '${name}',
    '#{name}',
    '{contact.first_name}',
    '{Hi|Hello}',
    '{% name %}',
    '<Name>',
    '<first name>',
    '<<Name>>',
    '%NAME%',
    '%first_name%',
    '%%fname%%',
    '*|FNAME|*',
    '{{firstName}}',
    '{{ 7*7 }}',
    '{{{name}}}',
    '[nombre]',
  ];
  for (const placeholder of LEFT) {
    it(`finds ${placeholder}`, () => {
      assert.deepEqual(leftoverPlaceholders(`Hey ${placeholder}, welcome`), [placeholder]);
    });
  }

  const ORDINARY = [
    'See note [1] and [2/3]',
    'e.g. {…} or {}',
    'Reply [YES] or [NO]',
    'Answer [A], [B] or {x}',
    'I <3 you',
    '3 < 5 > 2',
    ':-{ and :-}',
    '20% off or 30% off',
    'Save 20%OFF today, 100% fun%',
    '<https://shop.example/link>',
    '<ana@shop.example>',
    '[24h]',
    '{50% off}',
    '[Only while stocks last, no really]',
    'a * b | c * d',
    'Join #sale',
    '[ ]',
    '{ }',
    '< >',
    '%%',
    'Hi Ana (name)',
    '[limited edition]',
  ];
  for (const text of ORDINARY) {
    it(`lets "${text}" be`, () => assert.deepEqual(leftoverPlaceholders(text), []));
  }

  it('is not sure of other words in brackets', () => {
    assert.deepEqual(findPlaceholders('A [limited edition] <b>kayak</b>'), [
      { text: '[limited edition]', at: 2, sure: false },
    ]);
  });

  it('is quick with hostile texts', () => {
    for (const piece of ['[', '{', '<', '%', '{{', '[a', '{a', '<a', '%a', '*|', '[[', '{%', ' '])
      leftoverPlaceholders(piece.repeat(5000));
  }).timeout(2000);
});

describe('checkTemplate', () => {
  const found = (template: string) =>
    checkTemplate(template)
      .filter((problem) => problem.level !== 'info')
      .map(({ level, rule, at }) => [level, rule, at]);

  const CASES: [string, [string, string, number | undefined][]][] = [
    ['Hi {{firstName | "there"}}, your {{behavior.properties.product}} waits. {{{brand}}}', []],
    ['{{#firstName}}Hi {{firstName}}!{{/firstName}} Welcome [1]', []],
    ['', [['error', 'template.empty', undefined]]],
    ['Hi {{firstName', [['error', 'template.broken', 3]]],
    ['Hi {{firstName | uper}}', [['error', 'template.tag', 3]]],
    ['Hi {{> a}}', [['error', 'template.tag', 3]]],
    ['Hi {{firstName}}', [['warning', 'template.fallback', 3]]],
    [
      'Hi [Name], see {product}',
      [
        ['error', 'copy.placeholder', 3],
        ['error', 'copy.placeholder', 15],
      ],
    ],
    ['{{brand}} [Name]', [['error', 'copy.placeholder', 10]]],
    ['{{brand | "[Name]"}}', [['error', 'copy.placeholder', 0]]],
    ['{{! [Name] }}Hi', []],
    ['[limited edition] kayak', [['warning', 'copy.placeholder', 0]]],
    ['Click here for more', [['warning', 'copy.vague_call', 0]]],
    ['x'.repeat(1601), [['error', 'text.long', undefined]]],
    [`${'x'.repeat(1595)} {{brand}}`, [['warning', 'text.long', undefined]]],
    [`It’s ${'x'.repeat(100)}`, [['warning', 'text.unusual', undefined]]],
  ];
  for (const [template, expected] of CASES) {
    it(`says ${expected.map(([level, rule]) => `${level} ${rule}`).join(', ') || 'nothing'} of ${JSON.stringify(template.slice(0, 50))}`, () => {
      assert.deepEqual(found(template), expected);
    });
  }

  const SEGMENTS: [string, RegExp][] = [
    ['Hi {{firstName | "there"}}', /^About 1 segment \(GSM-7\)\.$/],
    [`${'x'.repeat(156)}{{brand}}`, /^About 2 segments \(GSM-7\)\.$/],
    [`😀 ${'x'.repeat(70)}`, /^About 2 segments \(UCS-2\)\. .*: 😀$/],
    ['no\u200bbreak', /^About 1 segment \(UCS-2\)\.$/],
  ];
  for (const [template, expected] of SEGMENTS) {
    it(`estimates the segments of ${JSON.stringify(template.slice(0, 30))}`, () => {
      const info = checkTemplate(template).find((problem) => problem.rule === 'text.segments');
      assert.match(info?.text ?? '', expected);
    });
  }

  it('never throws', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 5 }),
      fc.constantFrom('{{', '}}', '{', '|', '"', '[name]', '#', '/'),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => void checkTemplate(pieces.join(''))),
      { numRuns: 1000 },
    );
  });
});
