import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Found, OutgoingText } from '../../../src/sms/gateway';
import { findAmong, type Listed } from '../../../src/sms/twilio/finding';
import { HOUR, MINUTE, START, numberOf } from '../../support/house';
import { Post } from '../../support/post';
import { SENDER, SERVICE } from '../../support/twilio/fake';
import { sidOf } from '../../support/twilio/webhooks';

const DEFAULT_SERVICE = 'MGdddddddddddddddddddddddddddddddd';
const OTHER_SERVICE = 'MGeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee';
const WORDS = 'It’s Ana’s day: https://acme.test/offer?lead=1';

const TEXT: OutgoingText = {
  message: 'm1',
  lead: 'l1',
  to: numberOf('+13055550142'),
  text: WORDS,
  sender: numberOf(SENDER),
  plannedAt: START,
  calledAt: START,
};
const { sender: _, ...WITHOUT_SENDER } = TEXT;

const ROW: Listed = {
  sid: sidOf(1),
  direction: 'outbound-api',
  to: TEXT.to,
  from: SENDER,
  body: WORDS,
  messagingServiceSid: null,
  dateCreated: new Date(START + 1_000),
};

interface Case {
  readonly row: Partial<Listed>;
  readonly text?: OutgoingText;
  readonly service?: string;
  readonly is: Found['kind'];
}

const CASES: Readonly<Record<string, Case>> = {
  'as it was sent': { row: {}, is: 'accepted' },
  'with a default service though none was used': {
    row: { messagingServiceSid: DEFAULT_SERVICE },
    is: 'accepted',
  },
  'of the service, before it has chosen a number': {
    row: { from: null, messagingServiceSid: SERVICE },
    text: WITHOUT_SENDER,
    service: SERVICE,
    is: 'accepted',
  },
  'of the service, from a number of its pool': {
    row: { from: '+12025550177', messagingServiceSid: SERVICE },
    text: WITHOUT_SENDER,
    service: SERVICE,
    is: 'accepted',
  },
  'where the service is not told': { row: { messagingServiceSid: null }, service: SERVICE, is: 'accepted' },
  'whose digits are hidden': { row: { to: '+1305555XXXX', from: '+1202555XXXX' }, is: 'accepted' },
  'in the second before, by a clock that differs': {
    row: { dateCreated: new Date(START - 1_000) },
    is: 'accepted',
  },
  'with plain quotes (Smart Encoding)': { row: { body: WORDS.replaceAll('’', "'") }, is: 'unclear' },
  'with a shortened link': { row: { body: 'It’s Ana’s day: https://acme.co/x1' }, is: 'unclear' },
  'whose words are removed': { row: { body: '' }, is: 'unclear' },
  'whose words are not told': { row: { body: null }, is: 'unclear' },
  'of a trial account': { row: { body: `Sent from your Twilio trial account - ${WORDS}` }, is: 'unclear' },
  'without a date': { row: { dateCreated: null }, is: 'unclear' },
  'with a date that cannot be read': { row: { dateCreated: 'yesterday' }, is: 'unclear' },
  'with a date that is none': { row: { dateCreated: new Date(NaN) }, is: 'unclear' },
  'without a sid': { row: { sid: null }, is: 'unclear' },
  'an hour before, by a clock that is wrong': { row: { dateCreated: new Date(START - HOUR) }, is: 'unclear' },
  'of another number of ours': { row: { from: '+12025550199' }, is: 'not_found' },
  'to another number': { row: { to: '+13055550143' }, is: 'not_found' },
  'of another service': { row: { messagingServiceSid: OTHER_SERVICE }, service: SERVICE, is: 'not_found' },
  'that came in': { row: { direction: 'inbound' }, is: 'not_found' },
  'that answered by TwiML': { row: { direction: 'outbound-reply' }, is: 'not_found' },
  'with other words, from before the call': {
    row: { body: 'Hello', dateCreated: new Date(START - MINUTE) },
    is: 'not_found',
  },
  'with other words, long after': {
    row: { body: 'Hello', dateCreated: new Date(START + 2 * HOUR) },
    is: 'not_found',
  },
  'with the same words, of the week before': {
    row: { dateCreated: new Date(START - 7 * 24 * HOUR) },
    is: 'not_found',
  },
};

const NOBODY = new Set<string>();

describe('a text of unknown outcome among what Twilio lists', () => {
  for (const [name, { row, text = TEXT, service, is }] of Object.entries(CASES)) {
    it(`a message ${name}: ${is}`, () => {
      const search = { text, service, listed: [{ ...ROW, ...row }], taken: NOBODY, hasMore: false };
      assert.equal(findAmong(search).kind, is);
    });
  }

  it('is the oldest of several that fit, in any order, and none that belongs to another text', () => {
    const rows = [3, 1, 2].map((nth) => ({
      ...ROW,
      sid: sidOf(nth),
      dateCreated: new Date(START + nth * 1_000),
    }));
    const search = { text: TEXT, service: undefined, listed: rows, hasMore: false };
    assert.deepEqual(findAmong({ ...search, taken: NOBODY }), { kind: 'accepted', sid: sidOf(1) });
    assert.deepEqual(findAmong({ ...search, taken: new Set([sidOf(1)]) }), {
      kind: 'accepted',
      sid: sidOf(2),
    });
    const all = new Set([1, 2, 3].map((nth) => sidOf(nth)));
    assert.equal(findAmong({ ...search, taken: all }).kind, 'not_found');
  });

  it('is not certainly absent where Twilio has more than it lists', () => {
    const search = { text: TEXT, service: undefined, listed: [], taken: NOBODY };
    assert.equal(findAmong({ ...search, hasMore: false }).kind, 'not_found');
    assert.equal(findAmong({ ...search, hasMore: true }).kind, 'unclear');
  });

  it('is never called absent when it is there, whatever Twilio leaves out or writes otherwise', () => {
    const or = <T>(value: T, ...others: T[]): fc.Arbitrary<T> => fc.constantFrom(value, ...others);
    const told: fc.Arbitrary<Listed> = fc.record({
      sid: or<string | null>(ROW.sid, null),
      direction: or<string | null>(ROW.direction, null),
      to: or<string | null>(ROW.to, null, '+1305555XXXX'),
      from: or<string | null>(ROW.from, null, '+1202555XXXX'),
      body: fc.oneof(fc.constant(WORDS), fc.constant(null), fc.string({ maxLength: 60 })),
      messagingServiceSid: or<string | null>(null, DEFAULT_SERVICE, SERVICE),
      dateCreated: fc.oneof(
        fc.constantFrom<Date | string | null>(null, '', new Date(NaN)),
        fc.integer({ min: -5_000, max: 60_000 }).map((ms) => new Date(START + ms)),
      ),
    });
    fc.assert(
      fc.property(told, (row) => {
        const search = { text: TEXT, service: undefined, listed: [row], taken: NOBODY, hasMore: false };
        assert.notEqual(findAmong(search).kind, 'not_found');
      }),
      { seed: 23, numRuns: 2_000 },
    );
  });
});

describe('a text that is to be sent again when it cannot be found', () => {
  const lost = async (kinds: readonly Found['kind'][]): Promise<Post> => {
    const post = new Post().open({}, HOUR);
    post.provider.answer = (_, nth) => (nth === 1 ? { kind: 'unknown' } : { kind: 'accepted', sid: 'SM2' });
    let nth = 0;
    post.provider.found = () => {
      const kind = kinds[Math.min(nth++, kinds.length - 1)] ?? 'not_found';
      return kind === 'accepted' ? { kind, sid: 'SM1' } : { kind };
    };
    await post.text(await post.asks(), 'Hi Ana!');
    await post.house.pass(25 * HOUR);
    return post;
  };

  it('is sent again once its time is over and nothing like it is there', async () => {
    const post = await lost(['not_found']);
    assert.deepEqual(post.provider.words, ['Hi Ana!', 'Hi Ana!']);
    assert.equal(await post.life('Hi Ana!'), 'accepted');
  });

  it('is never sent again while one is there that may be it: a person sees that it is unknown', async () => {
    const post = await lost(['unclear']);
    assert.deepEqual(post.provider.words, ['Hi Ana!']);
    assert.equal(await post.life('Hi Ana!'), 'unknown');
  });

  it('is found as soon as what may be it turns out to be', async () => {
    const post = await lost(['not_found', 'unclear', 'unclear', 'accepted']);
    assert.deepEqual(post.provider.words, ['Hi Ana!']);
    assert.equal(await post.life('Hi Ana!'), 'accepted');
  });
});
