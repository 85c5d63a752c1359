import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { maskPhone, readPhone } from '../../src/leads/phone';

describe('readPhone', () => {
  const SAME_LEAD = [
    '(305) 555-0142',
    '+13055550142',
    '305.555.0142 x9',
    '305-555-0142 ext. 9',
    '3055550142,,9',
    '1 305 555 0142',
    '001 305 555 0142'.replace('00', '+'),
    '３０５５５５０１４２',
    '＋１３０５５５５０１４２',
    ' +1 (305) 555 0142 ',
    '\u202a+1 305\u00a0555\u00a00142\u202c',
    'tel:+1-305-555-0142',
  ];
  for (const text of SAME_LEAD) {
    it(`knows the same lead in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(readPhone(text, 'US'), { ok: true, phone: '+13055550142', mobile: 'possible' });
    });
  }

  const NATIONAL: [string, string, string][] = [
    ['07911 123456', 'GB', '+447911123456'],
    ['07911 123456', 'gb', '+447911123456'],
    ['00 44 7911 123456', 'GB', '+447911123456'],
    ['011 44 7911 123456', 'US', '+447911123456'],
    ['+44 7911 123456', '', '+447911123456'],
    ['0412 345 678', 'AU', '+61412345678'],
  ];
  for (const [text, country, phone] of NATIONAL) {
    it(`reads ${text} by the habits of "${country}"`, () => {
      assert.deepEqual(readPhone(text, country), { ok: true, phone, mobile: 'possible' });
    });
  }

  const NOT_MOBILE: [string, string][] = [
    ['a premium rate number', '+1 900 555 0142'],
    ['a premium rate number of Britain', '+44 909 879 0000'],
    ['a toll-free number', '800 555 0142'],
    ['a landline where it shows', '+44 20 7946 0018'],
    ['a landline of the Bahamas, which share +1', '+1 242 345 6789'],
  ];
  for (const [what, text] of NOT_MOBILE) {
    it(`knows ${what} but says that it is no mobile phone`, () => {
      const reading = readPhone(text, 'US');
      assert.ok(reading.ok);
      assert.equal(reading.mobile, 'no');
    });
  }

  const MOBILE: [string, string][] = [
    ['an area code newer than the metadata', '+1 357 555 0142'],
    ['a test number of Twilio', '+15005550006'],
    ['a number of a British mobile range', '+447911123456'],
  ];
  for (const [what, text] of MOBILE) {
    it(`accepts ${what}`, () => {
      const reading = readPhone(text, 'US');
      assert.ok(reading.ok);
      assert.equal(reading.mobile, 'possible');
    });
  }

  const REFUSED: [string, string, string, RegExp][] = [
    ['nothing', '', 'US', /missing/],
    ['blanks', ' \t\n', 'US', /missing/],
    ['a word', 'call me', 'US', /no digits/],
    ['a vanity number', '212-555-CALL', 'US', /letters/],
    ['a number in a sentence', 'call 3055550142', 'US', /letters/],
    ['too few digits', '305555', 'US', /wrong number of digits for US/],
    ['an emergency number', '911', 'US', /wrong number of digits/],
    ['too many digits', '+1305555014299', 'US', /wrong number of digits/],
    ['an area code that begins with 1', '123 456 7899', 'US', /cannot exist/],
    ['an exchange that begins with 0', '+1 305 055 0142', 'US', /cannot exist/],
    ['a country code nobody has', '+999 123 456 78', 'US', /not one phone number/],
    ['an area code that nobody has', '+1 222 234 0142', 'US', /not in use/],
    ['the area code 555', '+1 555 234 0142', 'US', /not in use/],
    ['a number abroad that is too short', '+491512345678', 'US', /not in use for DE/],
    ['a national number without a country', '305 555 0142', '', /begin with \+/],
    ['a national number of a country nobody knows', '305 555 0142', 'XX', /begin with \+/],
    ['a very long text', '3055550142'.repeat(5000), 'US', /too long/],
  ];
  for (const [what, text, country, problem] of REFUSED) {
    it(`refuses ${what}, with a sentence`, () => {
      const reading = readPhone(text, country);
      assert.ok(!reading.ok);
      assert.match(reading.problem, problem);
      assert.match(reading.problem, /^[A-Z].*\.$/);
      assert.doesNotMatch(reading.problem, /\d{4}/, 'a phone number must not be in the sentence');
    });
  }

  it('never throws and never repeats the number in a problem, whatever is written', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('US', 'GB', '', '__proto__'),
        (text, country) => {
          const reading = readPhone(text, country);
          if (reading.ok) assert.match(reading.phone, /^\+[1-9]\d{5,14}$/);
          else assert.doesNotMatch(reading.problem, /\d{3}/);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('reads what it has read to the same number', () => {
    const digits = fc.integer({ min: 2_000_000_000, max: 9_999_999_999 }).map(String);
    fc.assert(
      fc.property(digits, (text) => {
        const first = readPhone(text, 'US');
        if (first.ok) assert.deepEqual(readPhone(first.phone, 'GB'), first);
      }),
    );
  });

  it('is the same on the short way as on the long way through the library', () => {
    const number = fc.tuple(
      fc.integer({ min: 200, max: 999 }),
      fc.integer({ min: 2_000_000, max: 9_999_999 }),
    );
    fc.assert(
      fc.property(number, ([area, line]) => {
        const text = `+1${area}${line}`;
        // A blank in front takes the long way.
        assert.deepEqual(readPhone(text, 'US'), readPhone(` ${text}`, 'US'));
        const parsed = parsePhoneNumberFromString(text);
        const reading = readPhone(text, 'US');
        if (parsed?.isValid() && new Set(text.slice(2)).size > 1) assert.ok(reading.ok);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('maskPhone', () => {
  it('leaves the last four digits', () => {
    assert.equal(maskPhone('+13055550142'), '…0142');
  });
});
