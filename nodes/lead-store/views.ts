import type { NodeAPI } from 'node-red';
import type { Engine } from '../../src/engine';
import type { Journey } from '../../src/journeys/journey';
import type { Lead } from '../../src/leads/lead';
import type { Message } from '../../src/leads/message';
import type { Pause } from '../../src/leads/pause';
import type { LeadRecord } from '../../src/leads/record';
import { isStill } from '../../src/leads/stillness';
import type { Wait } from '../../src/leads/wait';
import { optedOut } from '../../src/permission/ledger';
import { BEING_FOUND_OUT } from '../../src/sms/waiting-text';
import { othersTurn } from '../../src/turns';
import type {
  ClockView,
  PhoneDetail,
  PhoneView,
  StoreView,
  TextView,
  WaitingView,
} from '../shared/admin-types';
import { zoneOf } from './rules';
import { historyOf, PAUSE_WORDS } from './history';
import type { DeployedStore } from './deployed-store';
import { hasSimulatedPhones } from './simulated-reply';

/** A lead store, whatever state it is in; `httpRoot` is `httpNodeRoot` of the settings. */
export async function storeView(RED: NodeAPI, store: DeployedStore, httpRoot: string): Promise<StoreView> {
  const { id, config, house } = store;
  return {
    id,
    name: house.name,
    path: config.path,
    state: house.state,
    ...(house.problem === undefined ? {} : { problem: house.problem }),
    listIsDamaged: house.listIsDamaged,
    webhook: `${httpRoot.replace(/\/$/, '')}/nurture/${config.path}/behavior`,
    simulated: hasSimulatedPhones(RED, store),
    clock: await clockView(RED, store),
  };
}

/** What time it is for a store, and what is due next; `now` is 0 while it is not open. */
export async function clockView(RED: NodeAPI, { config, house }: DeployedStore): Promise<ClockView> {
  const mode = config.clock;
  const engine = house.state === 'open' ? await house.engine : undefined;
  return {
    mode,
    now: engine?.clock.now() ?? 0,
    zone: zoneOf(config),
    running: house.tryOut?.running ?? false,
    playing: house.tryOut?.playing ?? false,
    next: engine && mode === 'try_out' ? await nextThing(RED, engine) : null,
  };
}

/** What is due next: the end of a wait or a hold, or a silence that is complete. */
async function nextThing(RED: NodeAPI, engine: Engine): Promise<ClockView['next']> {
  const due = await engine.store.nextDue();
  const silence = engine.nextSilence();
  if (silence !== undefined && (due === undefined || silence.at < due)) {
    return { at: silence.at, what: silenceWords(silence.journey) };
  }
  if (due === undefined) return null;
  const [lead] = await engine.store.dueLeads(due, 1);
  const record = lead === undefined ? undefined : await engine.store.read({ id: lead });
  if (record?.turn?.until === due)
    return { at: due, what: `the reply of ${nameOf(record.lead)} is complete` };
  if (record && !record.pause && record.contest?.until === due)
    return { at: due, what: `a journey begins for ${nameOf(record.lead)}` };
  if (record?.pause?.until === due) {
    const name = nameOf(record.lead);
    const isAsked = record.pause.reason === 'unclear';
    return { at: due, what: isAsked ? `${name} counts as opted out` : `the pause of ${name} ends` };
  }
  const wait = record?.waits.find((one) => one.due === due);
  if (!record || !wait) return { at: due, what: 'the next wait ends' };
  const node = `"${nodeName(RED, wait.node)}"`;
  const name = nameOf(record.lead);
  return {
    at: due,
    what:
      wait.kind === 'hold' ? `the text held at ${node} may go out to ${name}` : `${node} ends for ${name}`,
  };
}

const HOUR_MS = 60 * 60_000;

/** Such as `30 days of silence are complete ("Winback")`. */
function silenceWords({ name, start }: Journey): string {
  if (start.kind !== 'silence') return `"${name}" begins`;
  const { count, says } = span(start.afterMs);
  return `${says} of silence ${count === 1 ? 'is' : 'are'} complete ("${name}")`;
}

/** Such as `30 days`. */
function span(ms: number): { readonly count: number; readonly says: string } {
  const hours = ms / HOUR_MS;
  const [unit, count] = hours < 24 ? ['hour', round(hours)] : ['day', round(hours / 24)];
  return { count, says: `${count} ${count === 1 ? unit : `${unit}s`}` };
}

function round(count: number): number {
  return Math.round(count * 100) / 100;
}

/** So many leads are read before others get their turn. */
const READ_AT_ONCE = 10;

/** The leads touched last, newest first, at most so many. */
export async function phones(engine: Engine, limit: number): Promise<PhoneView[]> {
  const views: PhoneView[] = [];
  let looked = 0;
  for (const id of await engine.store.recentLeads(limit)) {
    // Many editors may be open, and all ask when something changed.
    if (++looked % READ_AT_ONCE === 0) await othersTurn();
    const record = await engine.store.read({ id });
    if (record) views.push(phoneView(record));
  }
  return views;
}

/** One lead: conversation, what waits and why, history. */
export function phoneDetail(RED: NodeAPI, record: LeadRecord): PhoneDetail {
  const { lead, phone, name, stage, optedOut: out } = phoneView(record);
  return {
    lead,
    name,
    phone,
    stage,
    tags: record.lead.tags,
    optedOut: out,
    ...(record.pause ? { paused: pausedView(record.pause) } : {}),
    conversation: conversationOf(record),
    waiting: record.waits.map((wait) => waitView(RED, wait, record)),
    history: historyOf(record, (node) => nodeName(RED, node)),
  };
}

function pausedView({ reason, until, silenceMs }: Pause): NonNullable<PhoneDetail['paused']> {
  const says = PAUSE_WORDS[reason];
  if (silenceMs === undefined) return { reason, until, says };
  return { reason, until, says: `${says}, until the lead is silent for ${span(silenceMs).says}` };
}

/**
 * What holds still has no end of its own: of a lead who is paused until she is resumed, of a journey that is held until the
 * other one has ended. A text under way goes on.
 */
function waitView(RED: NodeAPI, wait: Wait, record: LeadRecord): WaitingView {
  const { node, since, kind, because, enrollment } = wait;
  const of = { node, nodeName: nodeName(RED, node), since, kind };
  if (kind !== 'text' && isStill(record, enrollment)) {
    return { ...of, due: null, because: record.pause ? PAUSED : HELD };
  }
  return { ...of, due: wait.due, ...(because === undefined ? {} : { because }) };
}

const PAUSED = 'The lead is paused.';
const HELD = 'Another journey has the lead for itself.';

function phoneView(record: LeadRecord): PhoneView {
  const last = conversationOf(record).at(-1);
  return {
    lead: record.lead.id,
    name: nameOf(record.lead, ''),
    phone: record.lead.phone,
    stage: record.lead.stage,
    lastText: last?.text ?? '',
    lastAt: last?.at ?? null,
    waiting: record.waits.length,
    optedOut: optedOut(record.ledger) !== undefined,
    paused: record.pause !== undefined,
  };
}

/** What both phones show: the texts that left us, and the replies. */
function conversationOf({ messages, replies }: LeadRecord): TextView[] {
  const ours = messages.map(({ id, plannedAt, text, media, life }): TextView => ({
    id,
    from: 'us',
    at: plannedAt,
    text,
    ...(media === undefined ? {} : { media }),
    state: life.state,
    ...troubleOf(life),
  }));
  const theirs = replies.map(({ id, at, text, media, reading }): TextView => ({
    id,
    from: 'lead',
    at,
    text,
    ...(media === undefined ? {} : { media: media.map(({ url }) => url) }),
    state: reading.kind,
  }));
  // At the same moment a reply comes before the answer it got.
  return [...theirs, ...ours].sort((a, b) => a.at - b.at);
}

/** Why a text did not arrive, or why nobody knows whether it did. */
function troubleOf(life: Message['life']): { readonly because?: string } {
  switch (life.state) {
    case 'failed':
      return { because: `${life.reason.replace(/\.$/, '')} (code ${life.code}).` };
    case 'undelivered':
      return { because: `It did not reach the phone (code ${life.code}).` };
    case 'unknown':
      return { because: life.until === undefined ? UNKNOWN : BEING_FOUND_OUT };
    case 'blocked':
      return { because: life.reason };
    default:
      return {};
  }
}

const UNKNOWN = 'It is not known whether the text went out, so it is not sent again.';

function nameOf({ firstName, lastName }: Lead, otherwise = 'a lead'): string {
  return [firstName, lastName].filter((part) => part !== undefined && part !== '').join(' ') || otherwise;
}

function nodeName(RED: NodeAPI, id: string): string {
  const node = RED.nodes.getNode(id);
  return node ? node.name || node.type.replace('nurture-', '').replaceAll('-', ' ') : 'a node that is gone';
}
