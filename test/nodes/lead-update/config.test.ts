import assert from 'node:assert/strict';
import { DEFAULTS, readLeadUpdate } from '../../../nodes/lead-update/config';
import { configOf, refuses } from '../config-cases';

const GOOD = { store: 's1' };

describe('the config of a lead update', () => {
  it('needs a store and nothing else', () => {
    assert.deepEqual(configOf(readLeadUpdate(GOOD)), { ...DEFAULTS, store: 's1' });
  });

  it('reads a value with its type', () => {
    const updates = [{ what: 'field', key: 'city', valueType: 'msg', value: 'payload.city' }];
    assert.deepEqual(configOf(readLeadUpdate({ ...GOOD, updates })).updates, [
      { what: 'field', key: 'city', to: { type: 'msg', value: 'payload.city' } },
    ]);
  });

  refuses(readLeadUpdate, GOOD, [
    { when: 'no store is chosen', saved: { store: '' }, property: 'store', says: /lead store/ },
    {
      when: 'a tag has no name',
      saved: { updates: [{ what: 'add_tag', tag: '' }] },
      property: 'updates[0].tag',
      says: /^Entry 1: name the tag/,
    },
    {
      when: 'a field has no name',
      saved: { updates: [{ what: 'field', value: '1' }] },
      property: 'updates[0].key',
      says: /field/,
    },
    {
      when: 'something follows the deletion',
      saved: { updates: [{ what: 'delete' }, { what: 'add_tag', tag: 'gone' }] },
      property: 'updates',
      says: /last change/,
    },
    {
      when: 'the silence after which she is resumed is no number',
      saved: { updates: [{ what: 'pause', silenceHours: 'long' }] },
      property: 'updates[0].silenceHours',
      says: /^Entry 1/,
    },
    {
      when: 'a change is unknown',
      saved: { updates: [{ what: 'dance', tag: 'x' }] },
      property: 'updates[0].what',
      says: /add_tag/,
    },
  ]);
});
