import assert from 'node:assert/strict';
import { DEFAULTS, readReplyRouter, routeOutputs } from '../../../nodes/reply-router/config';
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
      { name: 'first', match: { kind: 'menu', number: 1 } },
      { name: 'liked', match: { kind: 'reaction' } },
      { name: 'yes', match: { kind: 'words', words: ['yes', 'sure'] } },
    ]);
    assert.deepEqual(routeOutputs(config), ['price', 'first', 'liked', 'yes', 'anything else']);
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
    { when: 'the routes are no list', saved: { routes: 'yes' }, property: 'routes', says: /list/ },
  ]);
});
