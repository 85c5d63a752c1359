import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readBehaviorSegmenter, segmentOutputs } from '../../nodes/behavior-segmenter/config';
import { VERSION as STORE_VERSION, readLeadStore } from '../../nodes/lead-store/config';
import { readLeadTrigger, VERSION as TRIGGER_VERSION } from '../../nodes/lead-trigger/config';
import { readLeadUpdate } from '../../nodes/lead-update/config';
import { readOptOutGuard } from '../../nodes/opt-out-guard/config';
import { readReplyRouter, routeOutputs } from '../../nodes/reply-router/config';
import type { ReadConfig, SavedConfig } from '../../nodes/shared/config';
import { readSmsAccount } from '../../nodes/sms-account/config';
import { SECRETS } from '../../nodes/sms-account/secrets';
import { readSmsSend, DEFAULTS as SMS_DEFAULTS } from '../../nodes/sms-send/config';
import { readWaitUntil } from '../../nodes/wait-until/config';
import { waitOutputs } from '../../nodes/wait-until/words';
import { ROOT } from '../support/places';
import { freshNode, lookUp, readDialog } from './dialog-file';

interface Case {
  readonly set: string;
  readonly read: (saved: SavedConfig) => ReadConfig<object>;
  /** Of the config; left out: 1. */
  readonly version?: number;
  /** What a person has to choose before the node can work. */
  readonly chosen: SavedConfig;
  /** What a config read from nearly nothing still needs. */
  readonly least?: SavedConfig;
  /** How many outputs a config has, where lists decide it. */
  readonly outputs?: (saved: SavedConfig) => number;
}

const STORE = { store: 's1' };

const CASES: readonly Case[] = [
  { set: 'lead-trigger', read: readLeadTrigger, chosen: STORE, version: TRIGGER_VERSION },
  {
    set: 'behavior-segmenter',
    read: readBehaviorSegmenter,
    chosen: STORE,
    outputs: (saved) => segmentOutputs(configOf(readBehaviorSegmenter(saved))).length,
  },
  {
    set: 'wait-until',
    read: readWaitUntil,
    chosen: STORE,
    outputs: (saved) => waitOutputs(configOf(readWaitUntil(saved))).length,
  },
  { set: 'sms-send', read: readSmsSend, chosen: { account: 'a1' }, least: { text: SMS_DEFAULTS.text } },
  {
    set: 'reply-router',
    read: readReplyRouter,
    chosen: STORE,
    outputs: (saved) => routeOutputs(configOf(readReplyRouter(saved))).length,
  },
  { set: 'opt-out-guard', read: readOptOutGuard, chosen: STORE },
  { set: 'lead-update', read: readLeadUpdate, chosen: STORE },
  {
    set: 'lead-store',
    read: readLeadStore,
    chosen: {},
    version: STORE_VERSION,
    least: { version: STORE_VERSION },
  },
  { set: 'sms-account', read: readSmsAccount, chosen: STORE },
];

function configOf<C>(read: ReadConfig<C>): C {
  if (read.ok) return read.config;
  return assert.fail(read.problems.map(({ problem }) => problem).join(' '));
}

for (const { set, read, chosen, version = 1, least = {}, outputs } of CASES) {
  describe(`the dialog of ${set}`, () => {
    const dialog = readDialog(set);
    const { definition, template, words } = dialog;
    const isConfig = definition.category === 'config';

    it('registers its own type with a colour and an icon that is there', () => {
      assert.equal(dialog.type, `nurture-${set}`);
      assert.ok(isConfig || definition.category === 'lead nurture');
      assert.match(definition.color, /^#[0-9A-F]{6}$/);
      assert.ok(existsSync(join(ROOT, 'icons', definition.icon)));
    });

    it('drops a node that works when nothing but the store or account is chosen, with the defaults of the runtime', () => {
      const fresh = configOf(read({ ...freshNode(dialog), ...chosen }));
      assert.deepEqual(fresh, configOf(read({ ...least, ...chosen })));
    });

    it('keeps every property that the runtime reads', () => {
      const kept = new Set(Object.keys(definition.defaults));
      const missing = Object.keys(configOf(read({ ...least, ...chosen }))).filter(
        (property) => !kept.has(property),
      );
      assert.deepEqual(missing, []);
      assert.equal(definition.defaults['version']?.value, version);
    });

    it('has as many outputs as its lists say', () => {
      if (isConfig) return assert.equal(definition.outputs, undefined);
      const fresh = freshNode(dialog);
      if (outputs) assert.equal(definition.outputs, outputs({ ...fresh, ...chosen }));
      if ('outputs' in fresh) assert.equal(fresh['outputs'], definition.outputs);
    });

    it('has the label of every row', () => {
      assert.doesNotMatch(template, /data-row|data-icon|data-label/, 'the build knows no such row');
    });

    it('has a word for every key of its template', () => {
      const keys = [...template.matchAll(/data-i18n="([^"]*)"/g)]
        .flatMap(([, list = '']) => list.split(';'))
        .map((key) => key.replace(/^\[[\w-]+\]/, ''))
        .filter((key) => !key.startsWith('node-red:'));
      assert.ok(keys.length > 0);
      assert.deepEqual(
        keys.filter((key) => typeof lookUp(words, key) !== 'string'),
        [],
      );
    });

    it('has a label for every field that a person fills in', () => {
      const fields = [...template.matchAll(/<(?:input|select|textarea)\b[^>]*\bid="([^"]+)"[^>]*>/g)]
        .filter(([tag]) => !tag.includes('type="hidden"'))
        .map(([tag, id = '']) => ({ tag, id }));
      const unlabelled = fields.filter(
        ({ tag, id }) => !template.includes(`for="${id}"`) && !tag.includes('[aria-label]'),
      );
      assert.deepEqual(unlabelled, []);
    });

    it('fills only fields of properties it has', () => {
      const prefix = isConfig ? 'node-config-input-' : 'node-input-';
      const known = { ...definition.defaults, ...definition.credentials };
      const ids = [...template.matchAll(/\bid="([^"]+)"/g)].map(([, id = '']) => id);
      const strangers = ids.filter((id) => id.startsWith('node-') && !(id.replace(prefix, '') in known));
      assert.deepEqual(strangers, []);
    });

    it('has help that begins with one short sentence', () => {
      const [first = ''] = readFileSync(join(ROOT, 'nodes', set, 'help.md'), 'utf8').split('\n\n');
      assert.match(first, /^[A-Z][^#]{20,140}\.$/);
    });
  });
}

describe('credentials of dialogs', () => {
  it('are all passwords, so that the server never sends them back', () => {
    const all = CASES.flatMap(({ set }) => Object.entries(readDialog(set).definition.credentials ?? {}));
    assert.deepEqual(
      all,
      ['key', ...SECRETS].map((name) => [name, { type: 'password' }]),
    );
  });
});
