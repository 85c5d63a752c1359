import { kindOfNumber, type NumberKind } from '../../leads/input/numbers';
import type { LeadRecord } from '../../leads/record';
import type { Gate } from '../../leads/verdict';
import { allowed, blocked } from './gate';

const REACHABLE = allowed('number', 'not known to be unusable', 'number.usable');
const UNREACHABLE = blocked('number', 'unusable', 'number.usable');
const FICTION_TRIED = allowed('number', 'kept free for fiction', 'number.fiction');
const OF_KIND: Readonly<Record<Exclude<NumberKind, 'possible'>, Gate>> = {
  no_mobile: blocked('number', 'no mobile phone', 'number.no_mobile'),
  fiction: blocked('number', 'kept free for fiction', 'number.fiction'),
  made_up: blocked('number', 'made up', 'number.made_up'),
  not_valid: blocked('number', 'not in the numbering plan', 'number.not_valid'),
};

const UNUSABLE: ReadonlyMap<string, string> = new Map([
  [OF_KIND.no_mobile.rule, 'The number of the lead is no mobile phone.'],
  [
    OF_KIND.fiction.rule,
    'The number of the lead is kept free for fiction: only simulated phones have such numbers.',
  ],
  [OF_KIND.made_up.rule, 'The number of the lead is made up, and nobody has it.'],
  [OF_KIND.not_valid.rule, 'The number of the lead is not in use in its country.'],
]);

/** Why a number is not texted, in a sentence, by the rule of its gate. */
export function whyUnusable(rule: string): string {
  return UNUSABLE.get(rule) ?? 'The number of the lead cannot receive texts.';
}

/** What the gate is asked. */
export interface NumberQuestion {
  readonly record: LeadRecord;
  /** Whether the text would leave by an account that texts real phones; left out: that is not known, or it does not. */
  readonly textsPeople?: boolean | undefined;
}

/**
 * A number that can get texts. Who wrote from a number shows that it can. Numbers kept free for fiction are for trials: no account
 * that reaches real phones texts them.
 */
export function numberGate({ record, textsPeople }: NumberQuestion): Gate {
  const { lead, replies } = record;
  if (lead.fields['phone_unreachable'] === true) return UNREACHABLE;
  const kind = kindOfNumber(lead.phone);
  if (kind === 'possible') return REACHABLE;
  if (kind === 'fiction') return textsPeople === true ? OF_KIND.fiction : FICTION_TRIED;
  return replies.length > 0 ? REACHABLE : OF_KIND[kind];
}
