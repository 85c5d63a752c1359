import type { JsonObject } from '../json';

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
  /** The IANA zone the lead or her form declared; without it the candidate zones of the area code count. */
  readonly zone?: string;
  /** ms UTC */
  readonly createdAt: number;
}

/** Something a lead did. */
export interface Behavior {
  /** Unique per lead; a second behavior with the same id is a repetition and counts once. */
  readonly id: string;
  readonly name: string;
  /** When it happened, ms UTC; not when it arrived. */
  readonly at: number;
  readonly properties: JsonObject;
  /** Which way it came in. */
  readonly source: BehaviorSource;
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
