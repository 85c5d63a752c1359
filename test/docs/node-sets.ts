import * as segmenter from '../../nodes/behavior-segmenter/config';
import * as leadStore from '../../nodes/lead-store/config';
import * as leadTrigger from '../../nodes/lead-trigger/config';
import * as leadUpdate from '../../nodes/lead-update/config';
import * as guard from '../../nodes/opt-out-guard/config';
import * as router from '../../nodes/reply-router/config';
import type { ReadConfig, SavedConfig } from '../../nodes/shared/config';
import { FIELD_TESTS } from '../../nodes/shared/field-test';
import { PROPERTY_TESTS } from '../../nodes/shared/property-test';
import { RULE_KINDS } from '../../nodes/shared/segment-rule';
import * as smsAccount from '../../nodes/sms-account/config';
import { SECRETS } from '../../nodes/sms-account/secrets';
import { KEYWORD_ANSWERS } from '../../src/sms/twilio/inbound';
import * as smsSend from '../../nodes/sms-send/config';
import * as waitUntil from '../../nodes/wait-until/config';
import type { ExitReason } from '../../src/leads/enrollment';
import { STAGES, STANDARD_BEHAVIORS } from '../../src/leads/lead';
import { PURPOSES, type MessageState } from '../../src/leads/message';
import type { ReplyReading } from '../../src/leads/reply';
import { PAST_ANSWERS } from '../../src/leads/schedule';
import { EDIT_ANSWERS, type TurnedAway } from '../../src/leads/wait';
import type { Reason } from '../../src/permission/verdict';

/** All words of the nodes: the compiler sees to it that none is missing here, the test that none is missing on the page. */

/** A node set, as its section of the page has to tell it. */
export interface NodeSet {
  readonly heading: string;
  readonly version: number;
  readonly defaults: object;
  readonly read: (saved: SavedConfig) => ReadConfig<object>;
  /** What else of its own a saved node has. */
  readonly more: readonly string[];
  /** What else its section has to name. */
  readonly words: readonly string[];
}

const UPDATES: Readonly<Record<leadUpdate.UpdateConfig['what'], true>> = {
  field: true,
  remove_field: true,
  add_tag: true,
  remove_tag: true,
  stage: true,
  zone: true,
  consent: true,
  opt_out: true,
  behavior: true,
  exit: true,
  pause: true,
  resume: true,
  delete: true,
  ask: true,
  export: true,
};
const VALUE_TYPES: Readonly<Record<leadUpdate.TypedValue['type'], true>> = {
  str: true,
  num: true,
  bool: true,
  json: true,
  msg: true,
};
export const LEFT: Readonly<Record<ExitReason | 'converted', true>> = {
  replied: true,
  behavior: true,
  left_segment: true,
  opted_out: true,
  restarted: true,
  displaced: true,
  by_flow: true,
  deleted: true,
  over_cap: true,
  moment_past: true,
  converted: true,
};
export const TURNED_AWAY: Readonly<Record<TurnedAway, true>> = {
  already_entered: true,
  still_inside: true,
  too_soon: true,
  already_ended: true,
  coalesced: true,
  claimed: true,
  outranked: true,
  too_old: true,
  opted_out: true,
};
export const VERDICT_REASONS: Readonly<Record<Reason, true>> = {
  opted_out: true,
  paused: true,
  no_consent: true,
  journey_over: true,
  journey_held: true,
  unreachable: true,
  outside_hours: true,
  over_cap: true,
  stale: true,
  already_sent: true,
};
/** Why a text is not sent although the verdict said yes. */
export const SEND_FAILURES = ['text_not_complete', 'failed', 'undelivered', 'unknown'] as const;
const MESSAGE_STATES: Readonly<Record<MessageState['state'], true>> = {
  planned: true,
  sending: true,
  accepted: true,
  sent: true,
  delivered: true,
  undelivered: true,
  failed: true,
  unknown: true,
  blocked: true,
};
export const REPLY_KINDS: Readonly<Record<ReplyReading['kind'], true>> = {
  opt_out: true,
  unclear: true,
  opt_in: true,
  help: true,
  reaction: true,
  auto_text: true,
  snooze: true,
  quiet: true,
  preference: true,
  text: true,
};

export const NODE_SETS: readonly NodeSet[] = [
  {
    heading: 'lead trigger',
    version: leadTrigger.VERSION,
    defaults: leadTrigger.DEFAULTS,
    read: leadTrigger.readLeadTrigger,
    more: ['z', 'x', 'y', 'wires'],
    words: [
      ...leadTrigger.POLICIES,
      ...leadTrigger.WHEN_DISPLACED,
      ...PROPERTY_TESTS,
      ...STANDARD_BEHAVIORS,
      ...Object.keys({ ...LEFT, ...TURNED_AWAY }),
    ],
  },
  {
    heading: 'behavior segmenter',
    version: segmenter.VERSION,
    defaults: segmenter.DEFAULTS,
    read: segmenter.readBehaviorSegmenter,
    more: ['z', 'x', 'y', 'wires', 'outputs'],
    words: [...RULE_KINDS, ...FIELD_TESTS, ...STAGES],
  },
  {
    heading: 'wait until',
    version: waitUntil.VERSION,
    defaults: waitUntil.DEFAULTS,
    read: waitUntil.readWaitUntil,
    more: ['z', 'x', 'y', 'wires', 'outputs'],
    words: [...waitUntil.UNITS, ...waitUntil.TIMEOUTS, ...PROPERTY_TESTS, ...PAST_ANSWERS, ...EDIT_ANSWERS],
  },
  {
    heading: 'SMS send',
    version: smsSend.VERSION,
    defaults: smsSend.DEFAULTS,
    read: smsSend.readSmsSend,
    more: ['z', 'x', 'y', 'wires'],
    words: [...PURPOSES, ...Object.keys(MESSAGE_STATES), ...SEND_FAILURES],
  },
  {
    heading: 'reply router',
    version: router.VERSION,
    defaults: router.DEFAULTS,
    read: router.readReplyRouter,
    more: ['z', 'x', 'y', 'wires', 'outputs'],
    words: [...router.LISTEN, ...router.ROUTE_KINDS],
  },
  {
    heading: 'opt-out guard',
    version: guard.VERSION,
    defaults: guard.DEFAULTS,
    read: guard.readOptOutGuard,
    more: ['z', 'x', 'y', 'wires'],
    words: [...PURPOSES],
  },
  {
    heading: 'lead update',
    version: leadUpdate.VERSION,
    defaults: leadUpdate.DEFAULTS,
    read: leadUpdate.readLeadUpdate,
    more: ['z', 'x', 'y', 'wires'],
    words: [...Object.keys(UPDATES), ...Object.keys(VALUE_TYPES), ...STAGES],
  },
  {
    heading: 'lead store',
    version: leadStore.VERSION,
    defaults: leadStore.DEFAULTS,
    read: leadStore.readLeadStore,
    more: [],
    words: ['key'],
  },
  {
    heading: 'SMS account',
    version: smsAccount.VERSION,
    defaults: smsAccount.DEFAULTS,
    read: smsAccount.readSmsAccount,
    more: [],
    words: [...SECRETS, ...KEYWORD_ANSWERS, 'keep', 'resend'],
  },
];
