import type { JsonObject } from '../json';
import type { ContactWishes } from './model/contact-wish';
import type { QuietTime } from './model/quiet-time';

/** A phone number in E.164, such as `+13055550142`. Only `readPhone` makes one, so a bare string cannot pass as one. */
export type E164 = string & { readonly __e164: true };

export type LeadId = string;

/** Where a lead stands; set by the behavior segmenter, the lead update node and purchases. */
export const STAGES = ['fresh', 'warm', 'hot', 'cold', 'customer'] as const;
export type Stage = (typeof STAGES)[number];

/** A person, known by a phone number inside one lead store. */
export interface Lead {
  readonly id: LeadId;
  readonly phone: E164;
  readonly firstName?: string;
  readonly lastName?: string;
  /** Anything else that is known about the lead, for texts and rules. */
  readonly fields: JsonObject;
  readonly tags: readonly string[];
  readonly stage: Stage;
  /** The IANA zone that was told by somebody who knows; without it the candidate zones of the number count. */
  readonly zone?: string;
  /** An IANA zone that a page told to which anybody can post: it narrows when the lead may be texted, and never widens it. */
  readonly zoneHint?: string;
  /** When the lead wants no texts, as they told us by a reply. */
  readonly quiet?: readonly QuietTime[];
  /** What the lead asked for instead of no texts: no calls, no e-mails, fewer texts. */
  readonly contact?: ContactWishes;
  /** ms UTC */
  readonly createdAt: number;
}

/** What somebody told us of a lead; nothing of it is needed. */
export interface ToldOfLead {
  readonly firstName?: string;
  readonly lastName?: string;
  /** An IANA zone. */
  readonly zone?: string;
  /** The same, told by anybody. */
  readonly zoneHint?: string;
  readonly stage?: Stage;
  readonly tags?: readonly string[];
  /** null: the field goes. */
  readonly fields?: JsonObject;
  /** What is not known any more. */
  readonly clear?: readonly Clearable[];
}

/** What can be cleared of a lead, beside fields. */
export const CLEARABLE = ['firstName', 'lastName', 'zone', 'zoneHint', 'tags'] as const;
export type Clearable = (typeof CLEARABLE)[number];

/** A lead of whom nothing is known but her number and what was told. `createdAt` in ms UTC. */
export function newLead(id: LeadId, phone: E164, createdAt: number, told: ToldOfLead = {}): Lead {
  const { fields = {}, clear: _clear, ...rest } = told;
  // null removes a field of a lead who has it; a new one has none.
  const known = Object.entries(fields).filter(([, value]) => value !== null);
  return { tags: [], stage: 'fresh', ...rest, fields: Object.fromEntries(known), id, phone, createdAt };
}

/** Something a lead did. */
export interface Behavior {
  /** Unique per lead; the same behavior with the same id is a repetition and counts once. */
  readonly id: string;
  readonly name: string;
  /** When it happened, ms UTC; not when it arrived. */
  readonly at: number;
  readonly properties: JsonObject;
  /** Which way it came in. */
  readonly source: BehaviorSource;
  /** With an id that was given: a digest of all that was told with it. */
  readonly content?: string;
}

export type BehaviorSource = 'webhook' | 'flow' | 'reply' | 'engine';

/** The names that the nodes know and offer; any other name is allowed too. */
export const STANDARD_BEHAVIORS = [
  'form_submitted',
  'page_viewed',
  'pricing_viewed',
  'cart_updated',
  'cart_abandoned',
  'resource_downloaded',
  'link_clicked',
  'purchased',
  'sms_replied',
  'opted_out',
  'opted_in',
] as const;
