import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readPhone } from '../../../src/leads/phone';

/** How exports and people write numbers: what was written, the store's country, and the number that is meant. */
const WRITTEN: [string, string, string, string][] = [
  [
    "Meta lead ads prefix every number with p: (Meta, 'Download your leads')",
    'p:+12025550142',
    'US',
    '+12025550142',
  ],
  ['an address book says which phone it is', '(202)555-0142 (cell)', 'US', '+12025550142'],
  ['an address book says it in front', 'cell: 202-555-0142', 'US', '+12025550142'],
  ['Outlook exports "Mobile: …"', 'Mobile: +1 202 555 0142', 'US', '+12025550142'],
  [
    "a spreadsheet's apostrophe (Excel help, 'Format numbers as text')",
    "'+12025550142",
    'US',
    '+12025550142',
  ],
  ['the formula that keeps a number a text in a CSV', '="+12025550142"', 'US', '+12025550142'],
  ['a spreadsheet that took it for a number', '12025550142.0', 'US', '+12025550142'],
  ['a spreadsheet that took it for a large number', '1.2025550142E+10', 'US', '+12025550142'],
  ['a comma that a CSV left behind', '2025550142,', 'US', '+12025550142'],
  ['a link to text (RFC 5724)', 'sms:+12025550142?body=hi', 'US', '+12025550142'],
  ['a link to call, with an extension (RFC 3966)', 'tel:+1-202-555-0142;ext=9', 'US', '+12025550142'],
  ['a link to WhatsApp (WhatsApp help, click to chat)', 'https://wa.me/12025550142', 'US', '+12025550142'],
  ["Twilio's address of WhatsApp", 'whatsapp:+12025550142', 'US', '+12025550142'],
  ['00 for + where 011 is usual', '0012025550142', 'US', '+12025550142'],
  ['00 for + with blanks', '00 44 7700 900123', 'US', '+447700900123'],
  ['011 for +', '011 44 7700 900123', 'US', '+447700900123'],
  ['two in one field', '202-555-0142 / 202-555-0143', 'US', '+12025550142'],
  ['two with the end of the second only', '202-555-0142/0143', 'US', '+12025550142'],
  ['two with "or"', '202.555.0142 or 202.555.0143', 'US', '+12025550142'],
  ['two lines', '2025550142\n2025550143', 'US', '+12025550142'],
  ['a fax first', 'Fax: 202-555-0142; 202-555-0143', 'US', '+12025550143'],
  ['a toll-free number first', '800-555-0142, 202-555-0143', 'US', '+12025550143'],
  ['the cell phone behind the home phone', 'Home: 202-555-0142, Cell: 202-555-0143', 'US', '+12025550143'],
  ['a landline first, where it shows', '020 7946 0018; 07700 900123', 'GB', '+447700900123'],
  ['a German slash', '0171/3920012', 'DE', '+491713920012'],
  ['a trunk zero in brackets', '+44 (0)7700 900123', 'US', '+447700900123'],
  ['a country code in brackets', '(+1) 202 555 0142', 'US', '+12025550142'],
  ['dashes of a word processor', '202–555—0142', 'US', '+12025550142'],
  ['a French mobile with points', '06.39.98.00.12', 'FR', '+33639980012'],
  ['a Spanish label', 'Móvil: 202 555 0142', 'US', '+12025550142'],
];

/** Slips that can only mean one number. */
const MENDED: [string, string, string, string][] = [
  ['two plus signs', '++12025550142', 'US', '+12025550142'],
  ['the country code twice', '+1 1 202 555 0142', 'US', '+12025550142'],
  ['+ and the country code twice', '+1+12025550142', 'US', '+12025550142'],
  ['+44 and 0044', '+44 0044 7700 900123', 'GB', '+447700900123'],
  ['+ and 00', '+00447700900123', 'US', '+447700900123'],
  ['+ and a national trunk zero', '+07700900123', 'GB', '+447700900123'],
  ['+ and a number in the groups of North America', '+(202) 555-0142', 'US', '+12025550142'],
  ['+ and such a number with dashes', '+202-555-0142', 'CA', '+12025550142'],
  ['a Brazilian mobile without its ninth digit', '+55 11 8765-4321', 'US', '+5511987654321'],
  ['one of Rio as it is written at home', '(21) 8765-4321', 'BR', '+5521987654321'],
  ['one with its ninth digit', '+55 (11) 98765-4321', 'US', '+5511987654321'],
  ['a Mexican mobile with the old 1', '+52 1 55 1234 5678', 'US', '+525512345678'],
];

/** Somebody else may have the other number, so a person has to say. */
const ASKED: [string, string, RegExp][] = [
  ['+2025550142', 'US', /for EG: did you mean \+1 and the same ten digits\?$/],
  ['+3055550142', 'US', /for GR: did you mean \+1 and the same ten digits\?$/],
  ['+4155550142', 'US', /did you mean \+1 and the same ten digits\?$/],
  ['+5125550142', 'US', /did you mean \+1 and the same ten digits\?$/],
  ['+9175550142', 'US', /did you mean \+1 and the same ten digits\?$/],
  ['447700900123', 'US', /did you mean the same with \+ in front\?$/],
  ['+20 2555 0142', 'US', /did you mean \+1/],
];

const MADE_UP = [
  '5555555555',
  '9999999999',
  '1234567890',
  '+1 222 222 2222',
  '0123456789',
  '9876543210',
  '(111) 111-1111',
  '8888888888',
  '+12345678901',
  '000-000-0000',
];

describe('readPhone, of numbers as people and exports write them', () => {
  for (const [what, text, country, phone] of [...WRITTEN, ...MENDED]) {
    it(`reads ${what}: ${JSON.stringify(text)}`, () => {
      assert.deepEqual(readPhone(text, country), { ok: true, phone, mobile: 'possible' });
    });
  }

  for (const [text, country, sentence] of ASKED) {
    it(`asks what was meant by ${text}`, () => {
      const reading = readPhone(text, country);
      assert.ok(!reading.ok);
      assert.match(reading.problem, sentence);
      assert.doesNotMatch(reading.problem, /\d{3}/);
    });
  }

  for (const text of MADE_UP) {
    it(`does not take ${text}`, () => assert.equal(readPhone(text, 'US').ok, false));
  }

  it('says that a spreadsheet has lost digits', () => {
    for (const text of ['1,20256E+10', '1.20256E10', '2E+09']) {
      const reading = readPhone(text, 'US');
      assert.ok(!reading.ok);
      assert.match(reading.problem, /lost digits in a spreadsheet: format its column as text/);
    }
  });

  it('knows that a fax gets no texts', () => {
    assert.deepEqual(readPhone('fax 202-555-0142', 'US'), { ok: true, phone: '+12025550142', mobile: 'no' });
  });

  it('makes one lead of a Brazilian number with and without its ninth digit, and leaves landlines alone', () => {
    const area = fc.integer({ min: 11, max: 99 }).filter((code) => code % 10 !== 0);
    fc.assert(
      fc.property(area, fc.integer({ min: 60_000_000, max: 99_999_999 }), (code, line) => {
        const long = readPhone(`+55${code}9${line}`, 'US');
        if (long.ok) assert.deepEqual(readPhone(`+55${code}${line}`, 'US'), long);
      }),
      { seed: 1 },
    );
    assert.deepEqual(readPhone('+55 11 3456-7890', 'US'), { ok: true, phone: '+551134567890', mobile: 'no' });
  });

  it('reads a number in any dress as the same number', () => {
    const dress = fc.constantFrom<(number: string) => string>(
      (number) => `p:${number}`,
      (number) => `tel:${number}`,
      (number) => `'${number}`,
      (number) => `="${number}"`,
      (number) => `${number},`,
      (number) => `cell: ${number}`,
      (number) => `${number} (mobile)`,
      (number) => `\ufeff${number}\u200b`,
      (number) => number.replace('+', '00'),
      (number) => `${number}; ${number}`,
    );
    const digits = fc.integer({ min: 2_000_000, max: 9_999_999 });
    const areas = fc.constantFrom('202', '305', '212', '415', '617', '780', '416');
    fc.assert(
      fc.property(areas, digits, dress, (area, line, put) => {
        const plain = readPhone(`+1${area}${line}`, 'US');
        assert.deepEqual(readPhone(put(`+1${area}${line}`), 'US'), plain);
      }),
      { seed: 2, numRuns: 500 },
    );
  });
});
