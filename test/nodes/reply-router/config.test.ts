import assert from 'node:assert/strict';
import { DEFAULTS, readReplyRouter, routeOutputs } from '../../../nodes/reply-router/config';
import { problemOfPattern } from '../../../src/replies/route-pattern';
import { configOf, refuses } from '../config-cases';

const GOOD = { store: 's1' };

describe('the config of a reply router', () => {
  it('needs a store and nothing else', () => {
    assert.deepEqual(configOf(readReplyRouter(GOOD)), { ...DEFAULTS, store: 's1' });
  });

  it('reads flat routes into what they match', () => {
    const routes = [
      { name: 'price', kind: 'contains', phrases: ['how much', 'price'] },
      { name: 'first', kind: 'menu', number: '1' },
      { name: 'liked', kind: 'reaction' },
      { name: 'yes', kind: 'words', words: 'yes, sure' },
    ];
    const config = configOf(readReplyRouter({ ...GOOD, routes }));
    assert.deepEqual(config.routes, [
      { name: 'price', match: { kind: 'contains', phrases: ['how much', 'price'] } },
      { name: 'first', match: { kind: 'menu', number: 1, words: [] } },
      { name: 'liked', match: { kind: 'reaction' } },
      { name: 'yes', match: { kind: 'words', words: ['yes', 'sure'] } },
    ]);
    assert.deepEqual(routeOutputs(config), ['price', 'first', 'liked', 'yes', 'anything else']);
  });

  it('reads what was saved before there were menu words, values and patterns', () => {
    const before = [
      { name: 'one', kind: 'menu', number: 1 },
      { name: 'yes', words: ['yes'] },
      { name: 'price', kind: 'contains', phrases: ['price'] },
      { name: 'late', kind: 'late' },
    ];
    for (const version of [{}, { version: 1 }]) {
      const { routes } = configOf(readReplyRouter({ ...GOOD, ...version, routes: before }));
      assert.deepEqual(
        routes.map(({ match }) => match),
        [
          { kind: 'menu', number: 1, words: [] },
          { kind: 'words', words: ['yes'] },
          { kind: 'contains', phrases: ['price'] },
          { kind: 'late' },
        ],
      );
    }
  });

  it('has the engine of patterns look at them, where there is one', () => {
    const routes = [{ name: 'open', kind: 'pattern', pattern: '(a' }];
    assert.ok(readReplyRouter({ ...GOOD, routes }).ok, 'a dialog has none');
    const read = readReplyRouter({ ...GOOD, routes }, problemOfPattern);
    assert.match(
      read.ok ? '' : (read.problems[0]?.problem ?? ''),
      /Entry 1: the pattern cannot be read: missing/,
    );
  });

  const route = (saved: object): object => ({ routes: [{ name: 'one', kind: 'question', ...saved }] });
  refuses(readReplyRouter, GOOD, [
    { when: 'no store is chosen', saved: { store: '' }, property: 'store', says: /lead store/ },
    {
      when: 'a route has no name',
      saved: { ...route({ name: '' }) },
      property: 'routes[0].name',
      says: /name/,
    },
    {
      when: 'no words are listed',
      saved: { ...route({ kind: 'words' }) },
      property: 'routes[0].words',
      says: /word/,
    },
    {
      when: 'no phrase is listed',
      saved: { ...route({ kind: 'contains', phrases: [] }) },
      property: 'routes[0].phrases',
      says: /phrase/,
    },
    {
      when: 'a kind is unknown',
      saved: { ...route({ kind: 'mood', words: ['x'] }) },
      property: 'routes[0].kind',
      says: /question/,
    },
    {
      when: 'a pattern is missing',
      saved: { ...route({ kind: 'pattern' }) },
      property: 'routes[0].pattern',
      says: /pattern/,
    },
    {
      when: 'a pattern looks around',
      saved: { ...route({ kind: 'pattern', pattern: 'a(?=b)' }) },
      property: 'routes[0].pattern',
      says: /look around/,
    },
    {
      when: 'a pattern is too long',
      saved: { ...route({ kind: 'pattern', pattern: 'a'.repeat(201) }) },
      property: 'routes[0].pattern',
      says: /200 characters/,
    },
    { when: 'the routes are no list', saved: { routes: 'yes' }, property: 'routes', says: /list/ },
  ]);
});
