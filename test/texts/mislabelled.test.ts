import assert from 'node:assert/strict';
import { checkTemplate } from '../../src/texts/template';

describe('a text that is marked as no marketing (scenario 66)', () => {
  const labels = (text: string, purpose: 'transactional' | 'conversational' | 'marketing'): string[] =>
    checkTemplate(text, purpose)
      .filter(({ rule }) => rule === 'copy.mislabelled')
      .map(({ level, text: sentence }) => `${level}: ${sentence}`);

  it('is warned of when it sells, with the words that do', () => {
    assert.deepEqual(labels('Your order has shipped. Get 10% off the next one!', 'transactional'), [
      'warning: "10% off" sounds like marketing, and this text is marked transactional: mark it marketing, or say it without selling.',
    ]);
  });

  const SELLING = [
    'Save up to 30% this week',
    'Take $20 off your next visit',
    'Here is your coupon: {{properties.code}}',
    'Our summer sale starts today',
    'Shop now: {{link}}',
    'Last chance to book',
    'A special offer for you',
    'Start your free trial',
    'BLACK FRIDAY is here',
  ];
  for (const text of SELLING) {
    it(`is warned of: ${text}`, () => {
      assert.equal(labels(text, 'transactional').length, 1);
      assert.equal(labels(text, 'conversational').length, 1);
      assert.deepEqual(labels(text, 'marketing'), []);
    });
  }

  const HONEST = [
    'Your order has shipped and arrives {{properties.day}}.',
    'Your appointment is tomorrow at 10:00. Reply C to confirm.',
    'Your code is 482913. It is good for 10 minutes.',
    'We took 2 items off your order, as you asked.',
    'Your battery is at 10%. Off to charge it?',
    'Your order is on its way. Track it here: {{link}}',
    'Thanks for your purchase! Your receipt: {{link}}',
    'The salesperson will call you back today.',
    'We saved your seat for the class on Monday.',
  ];
  for (const text of HONEST) {
    it(`is left alone: ${text}`, () => assert.deepEqual(labels(text, 'transactional'), []));
  }
});
