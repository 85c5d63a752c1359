import assert from 'node:assert/strict';
import { whyNoName } from '../../../src/leads/input/person-names';
import { splitName, tidyLastName, tidyName } from '../../../src/leads/names';
import { PHONE, accepted } from '../reading';

const NO_NAMES: [string, RegExp][] = [
  ...[
    'N/A',
    'unknown',
    'null',
    'undefined',
    '-',
    'none',
    'Anonymous',
    'First Name',
    'test',
    'Guest',
    'wireless caller',
    'NULL',
    'sin nombre',
  ].map((name): [string, RegExp] => [name, /no name/]),
  ...[
    'https://evil.example/login',
    'evil.example',
    'www.evil.example',
    'bit.ly/x',
    'Ana evil.com',
    'EVIL.COM',
    'evil。com',
    'ev\u200bil.com',
    'x.com',
    'http://1.2.3.4',
  ].map((name): [string, RegExp] => [name, /link/]),
  ...['<b>Ana</b>', '<script>alert(1)</script>', '<img src=x>', '&lt;a href&gt;'].map(
    (name): [string, RegExp] => [name, /markup/],
  ),
  ...[
    '{{first_name}}',
    '{{7*7}}',
    '[Name]',
    '{name}',
    '%FNAME%',
    '*|FNAME|*',
    '<%= name %>',
    '${name}',
    '##NAME##',
    '@@x',
  ].map((name): [string, RegExp] => [name, /placeholder|e-mail|markup/]),
  ...['+1 305 555 0142', '305-555-0142', '12345', '2026'].map((name): [string, RegExp] => [name, /number/]),
  ['ana@example.com', /e-mail/],
  ['A', /one letter/],
  ['b.', /one letter/],
  ['123', /no letters/],
  ['...!', /no letters/],
];

describe('what stands where a name should be', () => {
  for (const [text, why] of NO_NAMES) {
    it(`is no name when it is ${JSON.stringify(text)}`, () => {
      assert.match(whyNoName(text) ?? 'is a name', why);
      const { lead, ignored } = accepted({ phone: PHONE, name: text, lead: { firstName: text } });
      assert.deepEqual(lead, {});
      assert.deepEqual(
        ignored?.map(({ field }) => field).sort(),
        text === '-' || text === 'N/A' ? ['lead.firstName', 'name'] : ['lead.firstName', 'name'],
      );
    });
  }

  const NAMES = [
    'Ana',
    'Bo',
    "O'Brien",
    'Ma.Theresa',
    'St.John',
    'J.R.',
    'A.J. Smith',
    'José',
    '李',
    '李小龍',
    'محمد',
    'Анна',
    'Ng',
    'DJ Bob',
    'Jean-Luc',
    'Na Li',
    'D’Arcy',
    'Nguyễn',
    'Mr. Anderson',
    'Ana 2',
    "Robert'); DROP TABLE",
  ];
  for (const name of NAMES)
    it(`is a name when it is ${name}`, () => assert.equal(whyNoName(name), undefined));
});

describe('names as forms and exports have them', () => {
  const SPLIT: [string, string | undefined, string | undefined][] = [
    ['MR ANA REYES', 'Ana', 'Reyes'],
    ['Dr. Ana Reyes', 'Ana', 'Reyes'],
    ['Prof. Dr. ana reyes', 'Ana', 'Reyes'],
    ['Dr. Smith', undefined, 'Smith'],
    ['Frau Müller', undefined, 'Müller'],
    ['Mr and Mrs Smith', undefined, 'Smith'],
    ['Sra. Ana Reyes', 'Ana', 'Reyes'],
    ['de la Cruz, Ana María', 'Ana María', 'de la Cruz'],
    ['García Márquez, Gabriel', 'Gabriel', 'García Márquez'],
    ['VAN DER BERG, JAN', 'Jan', 'van der Berg'],
    ['Smith-Jones, Mary', 'Mary', 'Smith-Jones'],
    ['Smith Jr., John', 'John', 'Smith Jr.'],
    ['Smith, MD', undefined, 'Smith, MD'],
    ['John Smith, MD', 'John', 'Smith, MD'],
    ['Mary Ann Smith', 'Mary Ann', 'Smith'],
    ['JOSÉ LUIS PÉREZ', 'José Luis', 'Pérez'],
    ['Jean Pierre Dupont', 'Jean Pierre', 'Dupont'],
    ['Jean DUPONT', 'Jean', 'Dupont'],
    ["LUCA D'ANGELO", 'Luca', "D'Angelo"],
    ["Luca d'Angelo", 'Luca', "d'Angelo"],
    ['JOHN MCKAY', 'John', 'McKay'],
    ['jan van der berg', 'Jan', 'van der Berg'],
    ['山田 太郎', '太郎', '山田'],
    ['김 철수', '철수', '김'],
    ['李小龍', '李小龍', undefined],
    ['محمد علي', 'محمد', 'علي'],
    ['ΜΑΡΙΑ ΠΑΠΑ', 'Μαρια', 'Παπα'],
  ];
  for (const [name, first, last] of SPLIT) {
    it(`splits ${JSON.stringify(name)}`, () => {
      const { firstName, lastName } = splitName(name);
      assert.deepEqual([firstName, lastName], [first, last]);
    });
  }

  it('tidies a family name that stands alone as it stands behind a first name', () => {
    assert.equal(tidyLastName('VAN DER BERG'), 'van der Berg');
    assert.equal(tidyLastName('MCKAY'), 'McKay');
    assert.equal(tidyName('MARY ANN'), 'Mary Ann');
  });
});
