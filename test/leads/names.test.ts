import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LONGEST_NAME, splitName, tidyName } from '../../src/leads/names';

describe('tidyName', () => {
  const CASES: [string, string][] = [
    ['  bob ', 'Bob'],
    ['BOB', 'Bob'],
    ['ANA MARÍA', 'Ana María'],
    ['ana maría', 'Ana María'],
    ['Ana', 'Ana'],
    ['McDonald', 'McDonald'],
    ['de la Cruz', 'de la Cruz'],
    ['ana de la cruz', 'Ana de la Cruz'],
    ["o'brien", "O'Brien"],
    ["BOB'S", "Bob's"],
    ['anne-marie', 'Anne-Marie'],
    ['j.r. smith', 'J.R. Smith'],
    ['JOHN SMITH III', 'John Smith III'],
    ['AJ', 'AJ'],
    ['DJ Bob', 'DJ Bob'],
    ['żaneta', 'Żaneta'],
    ['ΜΑΡΙΑ', 'Μαρια'],
    ['李小龍', '李小龍'],
    ['محمد', 'محمد'],
    ['{{7*7}}', '{{7*7}}'],
    ['<script>', '<script>'],
    ['<script>alert("x")</script>', '<script>alert("x")</script>'],
    ["robert'); drop table leads;--", "robert'); drop table leads;--"],
    ['bit.ly/x', 'bit.ly/x'],
    ['Bob\r\nSmith', 'Bob Smith'],
    ['Bob\u0000\u0007 Smith', 'Bob Smith'],
    ['Bob\u00a0\u2003Smith', 'Bob Smith'],
    ['\u202eBob\u200b', 'Bob'],
    ['Rene\u0301', 'Ren\u00e9'],
    ['Bob \ud83d', 'Bob'],
    ['', ''],
    [' \n ', ''],
    ['😀', '😀'],
  ];
  for (const [name, tidy] of CASES) {
    it(`makes ${JSON.stringify(tidy)} of ${JSON.stringify(name)}`, () => assert.equal(tidyName(name), tidy));
  }

  it(`cuts at ${LONGEST_NAME} units, but no character in two`, () => {
    assert.equal(tidyName('x'.repeat(500)).length, LONGEST_NAME);
    assert.equal(tidyName(`${'x'.repeat(LONGEST_NAME - 1)}😀`), `X${'x'.repeat(LONGEST_NAME - 2)}`);
  });

  it('changes nothing on a second tidying, and leaves no control character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (name) => {
        const tidy = tidyName(name);
        assert.equal(tidyName(tidy), tidy);
        assert.doesNotMatch(tidy, /[\p{Cc}\p{Cs}\u2028\u2029]/u);
      }),
      { numRuns: 500 },
    );
  });

  it('is quick with a megabyte of anything', () => {
    for (const part of [' ', 'a', "'", '-', '\u200b', 'e\u0301', 'a ', ', '])
      tidyName(part.repeat(1_000_000 / part.length));
  }).timeout(2000);
});

describe('splitName', () => {
  const CASES: [string, { firstName?: string; lastName?: string }][] = [
    ['Ana Maria Lopez', { firstName: 'Ana Maria', lastName: 'Lopez' }],
    ['Ana Belen', { firstName: 'Ana', lastName: 'Belen' }],
    ['  bob  SMITH ', { firstName: 'Bob', lastName: 'Smith' }],
    ['Ana de la cruz', { firstName: 'Ana', lastName: 'de la Cruz' }],
    ['DJ Bob', { firstName: 'DJ', lastName: 'Bob' }],
    ['BOB SMITH', { firstName: 'Bob', lastName: 'Smith' }],
    ['bob', { firstName: 'Bob' }],
    ['ana de la cruz', { firstName: 'Ana', lastName: 'de la Cruz' }],
    ['Lopez, Ana', { firstName: 'Ana', lastName: 'Lopez' }],
    ['John Smith, MD', { firstName: 'John', lastName: 'Smith, MD' }],
    ['{{7*7}}', { firstName: '{{7*7}}' }],
    ['李小龍', { firstName: '李小龍' }],
    ['', {}],
    ['\n', {}],
  ];
  for (const [name, parts] of CASES) {
    it(`splits ${JSON.stringify(name)}`, () => assert.deepEqual(splitName(name), parts));
  }

  it('never throws and never gives an empty or overlong part', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        for (const part of Object.values(splitName(name))) {
          assert.ok(part.length > 0 && part.length <= LONGEST_NAME);
        }
      }),
    );
  });
});
