import assert from 'node:assert/strict';
import type { SendOutcome } from '../../../src/sms/gateway';
import { twilioError, type Does } from '../../../src/sms/twilio/errors';
import { outcomeOf, troubleOf } from '../../../src/sms/twilio/trouble';

/** What becomes of a text: final, held until a person helps, later again, or found out. */
type Fate = 'failed' | 'account' | 'sender' | 'later' | 'find out';

function fateOf(outcome: SendOutcome): Fate {
  switch (outcome.kind) {
    case 'failed':
      return 'failed';
    case 'unknown':
      return 'find out';
    case 'not_taken':
      return outcome.why === 'account' || outcome.why === 'sender' ? outcome.why : 'later';
    case 'accepted':
      throw new Error('a refusal is no acceptance');
  }
}

/** By status: with a code that nobody knows, and without any (a proxy, or another server). */
const BY_STATUS: Readonly<Record<number, readonly [unknown: Fate, without: Fate]>> = {
  301: ['account', 'account'],
  307: ['account', 'account'],
  400: ['failed', 'failed'],
  401: ['account', 'account'],
  402: ['account', 'account'],
  403: ['account', 'account'],
  404: ['later', 'account'],
  405: ['account', 'account'],
  407: ['account', 'account'],
  408: ['find out', 'find out'],
  409: ['later', 'later'],
  410: ['account', 'account'],
  413: ['failed', 'failed'],
  415: ['account', 'account'],
  418: ['account', 'account'],
  422: ['failed', 'failed'],
  423: ['later', 'later'],
  425: ['later', 'later'],
  426: ['account', 'account'],
  429: ['later', 'later'],
  431: ['failed', 'failed'],
  451: ['account', 'account'],
  500: ['find out', 'find out'],
  501: ['find out', 'find out'],
  502: ['find out', 'find out'],
  503: ['find out', 'find out'],
  504: ['find out', 'find out'],
  520: ['find out', 'find out'],
  599: ['find out', 'find out'],
};

const BUSY: readonly number[] = [409, 423, 425, 429];

/** A known code decides, but where the text may have been taken. */
const KNOWN: Readonly<
  Record<Does, { readonly code: string; readonly fate: Fate; readonly whenBusy?: Fate }>
> = {
  stop_account: { code: '20003', fate: 'account' },
  stop_sender: { code: '21606', fate: 'sender' },
  wait: { code: '20429', fate: 'later' },
  repeat: { code: '30022', fate: 'failed', whenBusy: 'later' },
  find_out: { code: '20500', fate: 'find out' },
  unusable: { code: '21211', fate: 'failed' },
  opted_out: { code: '21610', fate: 'failed' },
  refused: { code: '21618', fate: 'failed' },
  ask: { code: '21408', fate: 'failed' },
  fail: { code: '21617', fate: 'failed' },
};

const UNKNOWN = ['99999', '20998', '21799', '1'];
const DOCUMENTED: readonly (readonly [status: number, code: string, fate: Fate])[] = [
  [429, '63038', 'later'],
  [429, '63018', 'later'],
  [400, '21730', 'later'],
  [401, '20151', 'account'],
  [401, '20101', 'account'],
  [403, '20006', 'account'],
  [403, '20010', 'account'],
  [404, '21701', 'account'],
  [400, '21702', 'account'],
  [400, '21610', 'failed'],
];

describe('a refusal of Twilio', () => {
  for (const [word, [unknown, without]] of Object.entries(BY_STATUS)) {
    const status = Number(word);
    it(`${status}: ${unknown} with a code that nobody knows, ${without} without a code`, () => {
      for (const code of UNKNOWN) {
        assert.equal(fateOf(outcomeOf({ kind: 'answer', status, code })), unknown, code);
      }
      assert.equal(fateOf(outcomeOf({ kind: 'answer', status })), without);
    });

    it(`${status}: with a code that is known by what the code says, unless the text may have been taken`, () => {
      for (const [does, { code, fate, whenBusy }] of Object.entries(KNOWN)) {
        assert.equal(twilioError(code).does, does);
        const byCode = BUSY.includes(status) ? (whenBusy ?? fate) : fate;
        const expected = unknown === 'find out' ? unknown : byCode;
        assert.equal(fateOf(outcomeOf({ kind: 'answer', status, code })), expected, does);
      }
    });
  }

  for (const [status, code, fate] of DOCUMENTED) {
    it(`${status} with ${code}: ${fate}`, () => {
      assert.equal(fateOf(outcomeOf({ kind: 'answer', status, code })), fate);
    });
  }

  it('is read from what the SDK throws, whatever stands in its code', () => {
    const read = (code: unknown): string | undefined => {
      const trouble = troubleOf(Object.assign(new Error('x'), { status: 403, code }));
      assert.equal(trouble.kind, 'answer');
      return trouble.code;
    };
    assert.deepEqual([20003, '20003', undefined, null, 'E1', '', 1.5, {}, [], NaN].map(read), [
      '20003',
      '20003',
      ...Array<undefined>(8).fill(undefined),
    ]);
  });
});
