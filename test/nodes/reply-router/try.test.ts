import assert from 'node:assert/strict';
import { Workbench } from '../../support/workbench';

describe('"Try it" of a reply router', () => {
  let bench: Workbench;
  before(async () => {
    bench = await Workbench.open([
      { id: 'n', type: 'nurture-reply-router', z: 'tab', x: 0, y: 0, wires: [] },
    ]);
  });
  after(() => bench.close());

  const ask = async (body: unknown): Promise<[number, unknown]> => {
    const response = await fetch(`${bench.red.url}/lead-nurture/replies/try`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return [response.status, await response.json()];
  };
  const routes = [
    { name: 'demo', kind: 'menu', number: 1, words: ['demo'] },
    { name: 'pricing', kind: 'menu', number: 2 },
    { name: 'when', kind: 'date' },
  ];
  const tryIt = (text: string, told: object = {}): Promise<[number, unknown]> =>
    ask({ text, router: { store: 'store', routes, ...told } });

  const TRIED: [string, object][] = [
    ['demo please', { goes: 'demo', why: 'It chooses 1.', value: 1 }],
    ['in spring', { goes: 'when', why: 'There is a date in it.', value: '2027-03-01' }],
    ['hm', { goes: 'anything else', why: 'No route takes it.' }],
    ['1 and 2', { goes: 'anything else', why: 'It chooses more than one number of the menu.' }],
  ];
  for (const [text, tried] of TRIED) {
    it(`tells where "${text}" goes, why, and what was read`, async () => {
      assert.deepEqual(await tryIt(text), [200, tried]);
    });
  }

  const NOWHERE: [string, RegExp][] = [
    ['STOP', /opt-out/],
    ['HELP', /HELP/],
    ['Liked "Hi"', /reaction/],
  ];
  for (const [text, why] of NOWHERE) {
    it(`tells why "${text}" goes nowhere`, async () => {
      const [status, tried] = await tryIt(text);
      assert.deepEqual([status, (tried as { goes: unknown }).goes], [200, null]);
      assert.match(JSON.stringify(tried), why);
    });
  }

  it('tells that a lead is asked first when the reply may be an opt-out', async () => {
    assert.match(JSON.stringify(await tryIt('I hate these texts')), /may be an opt-out/);
  });

  const UNDERSTOOD: [string, RegExp][] = [
    ['STOP', /no more texts, for sure: by a word that means nothing else, the English grammar\./],
    ['deja de escribirme', /no more texts, for sure: the Spanish grammar\./],
    ['I hate these texts', /Likely a request for no more texts: the English grammar\./],
    ['not interested', /hardly one: the English grammar\./],
    ['no more calls, texts are ok', /a wish, no calls, for sure: the English grammar\./],
  ];
  for (const [text, sentence] of UNDERSTOOD) {
    it(`tells what was understood of "${text}", how sure, and by which reader`, async () => {
      const [, tried] = await tryIt(text);
      assert.match((tried as { understood: string }).understood, sentence);
    });
  }

  it('works for a store that is not deployed yet', async () => {
    assert.equal((await tryIt('1', { store: '' }))[0], 200);
  });

  const BAD: [string, unknown, RegExp][] = [
    ['no text', { router: { routes } }, /"text"/],
    ['a text that is too long', { text: 'a'.repeat(1_601), router: { routes } }, /1,600/],
    ['no router', { text: 'hi' }, /"router"/],
    [
      'a route without a name',
      { text: 'hi', router: { routes: [{ kind: 'late' }] } },
      /Entry 1: give the route/,
    ],
    [
      'a pattern that cannot be read',
      { text: 'hi', router: { routes: [{ name: 'x', kind: 'pattern', pattern: '(a' }] } },
      /Entry 1: the pattern cannot be read/,
    ],
  ];
  for (const [what, body, says] of BAD) {
    it(`says what is wrong with ${what}`, async () => {
      const [status, answer] = await ask(body);
      assert.equal(status, 400);
      assert.match((answer as { error: string }).error, says);
    });
  }
});
