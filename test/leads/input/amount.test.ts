import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Json } from '../../../src/json';
import { fieldHolds } from '../../../src/leads/field-test';
import { readAmount } from '../../../src/leads/input/amount';
import { numberIn } from '../../../src/replies/route-values';

/** What was written, its number, and who writes so. */
const ROWS: readonly (readonly [value: Json, number: number | undefined, source: string])[] = [
  [1299, 1299, 'JSON'],
  ['1299', 1299, 'forms'],
  ['$1,299.00', 1299, 'Shopify money_format in the US'],
  ['1.299,00 €', 1299, 'WooCommerce in Germany'],
  ['1299 USD', 1299, 'Stripe e-mails'],
  ['USD 1,299.00', 1299, 'ISO 4217 in front'],
  ['US$ 1,299.50', 1299.5, 'PayPal'],
  ['$1,299.00 USD', 1299, 'Shopify money_with_currency_format'],
  ['1 299,50 kr', 1299.5, 'WooCommerce in Sweden'],
  ['1\u202f299,00\u00a0€', 1299, 'Intl.NumberFormat in fr-FR'],
  ["CHF 1'299.-", 1299, 'Swiss shops'],
  ['CHF 1’299.50', 1299.5, 'Intl.NumberFormat in de-CH'],
  ['R$ 1.299,90', 1299.9, 'Brazilian shops'],
  ['₹1,29,900.00', 129900, 'Indian grouping'],
  ['Rs. 1,299', 1299, 'Indian shops'],
  ['1.234.567,89', 1234567.89, 'German exports'],
  ['1,234,567.89', 1234567.89, 'US exports'],
  ['12,5', 12.5, 'a comma before one digit'],
  ['0,500', 0.5, 'a comma behind zero'],
  ['1,299', 1299, 'a comma before three digits'],
  ['1.299', 1.299, 'the decimal point of programs'],
  ['1.299 €', 1299, 'a dot in a currency of commas'],
  ['-$5.00', -5, 'a refund'],
  ['$-5', -5, 'a refund, other order'],
  ['−5', -5, 'a true minus sign'],
  ['($12.50)', -12.5, 'accountants'],
  ['.5', 0.5, 'no zero in front'],
  ['$.50', 0.5, 'cents'],
  ['$1.3k', 1300, 'chats'],
  ['$2M', 2e6, 'chats'],
  ['15%', 15, 'discounts'],
  ['$10/mo', 10, 'subscriptions'],
  ['１２９９', 1299, 'full-width digits'],
  ['\ufeff1299\u200b', 1299, 'invisible characters'],
  ['1e3', 1000, 'exports of large numbers'],
  ['abc', undefined, 'words'],
  ['', undefined, 'nothing'],
  ['$1,299 - $1,499', undefined, 'a range'],
  ['20 people', undefined, 'a sentence'],
  ['24/7', undefined, 'always'],
  ['1.2.3', undefined, 'a version'],
  ['12:30', undefined, 'a time'],
  ['2026-12-03', undefined, 'a date'],
  ['(202) 555-0142', undefined, 'a phone number'],
  ['+1 202 555 0142', undefined, 'a phone number'],
  ['1,29,5', undefined, 'no grouping of anybody'],
  ['5m', undefined, 'meters, minutes or millions'],
  [true, undefined, 'a box'],
  [null, undefined, 'nothing'],
];

describe('an amount from outside', () => {
  for (const [value, number, source] of ROWS)
    it(`${JSON.stringify(value)} is ${number ?? 'none'} (${source})`, () =>
      assert.equal(readAmount(value), number));

  it('is the same number in rules, and in a reply, as it is anywhere', () => {
    for (const [value, number] of ROWS) {
      if (number === undefined) {
        assert.equal(fieldHolds(value, { op: 'over', value: -1e15 }), false, JSON.stringify(value));
        assert.equal(fieldHolds(value, { op: 'under', value: 1e15 }), false, JSON.stringify(value));
        continue;
      }
      assert.ok(fieldHolds(value, { op: 'over', value: number - 0.01 }), JSON.stringify(value));
      assert.ok(fieldHolds(value, { op: 'under', value: number + 0.01 }), JSON.stringify(value));
      assert.ok(fieldHolds(value, { op: 'equals', value: number }), JSON.stringify(value));
      if (typeof value === 'string') assert.equal(numberIn(value), number, value);
    }
  });

  it('is read back from how machines write it in any country', () => {
    const locales = fc.constantFrom(
      'en-US',
      'de-DE',
      'fr-FR',
      'sv-SE',
      'pt-BR',
      'es-MX',
      'de-CH',
      'en-IN',
      'it-IT',
    );
    const currencies = fc.constantFrom('USD', 'EUR', 'GBP', 'BRL', 'CHF', 'SEK', 'INR');
    fc.assert(
      fc.property(locales, currencies, fc.integer({ min: 0, max: 9_999_999 }), (locale, currency, cents) => {
        const number = cents / 100;
        const written = new Intl.NumberFormat(locale, { style: 'currency', currency }).format(number);
        assert.equal(readAmount(written), number, `${locale} ${written}`);
        assert.ok(fieldHolds(written, { op: 'equals', value: number }), written);
      }),
      { seed: 16, numRuns: 500 },
    );
  });

  it('keeps ids apart that are no amounts', () => {
    assert.ok(!fieldHolds('007', { op: 'equals', value: '7' }));
    assert.ok(!fieldHolds('02139', { op: 'equals', value: 2139 }));
    assert.ok(fieldHolds('1,299', { op: 'equals', value: '1299' }));
  });

  it('never throws, and is finite when it is one', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const number = readAmount(value);
        assert.ok(number === undefined || Number.isFinite(number));
      }),
      { seed: 16, numRuns: 500 },
    );
  });
});
