import type { ToldConsent } from '../../src/journeys/arrivals';
import type { ToldAct } from '../../src/journeys/opt-outs';
import { isJsonObject } from '../../src/json';
import { Refusal } from '../../src/leads/given';
import { consentIn, optOutIn, readConsent, type Moment } from '../../src/leads/given-consent';
import { NodeProblem, type Message } from '../shared/handlers';
import type { UpdateConfig } from './config';

type ConsentConfig = UpdateConfig & { readonly what: 'consent' };
type OptOutConfig = UpdateConfig & { readonly what: 'opt_out' };

/**
 * The consent that an update records: what the dialog says, and over it what `msg.consent` tells of this lead.
 * @throws NodeProblem when `msg.consent` cannot be used, or says that she did not agree
 */
export function consentOf(update: ConsentConfig, msg: Message, source: string, now: number): ToldConsent {
  const { words, channel, kind: covers, version } = update;
  const told = { words, channel, covers, source, by: source, at: now };
  const written = version === '' ? told : { ...told, version };
  const consent = msg['consent'];
  if (consent === undefined) return written;
  return understood('consent', () => {
    const moment = { happenedAt: now, now };
    const given =
      isJsonObject(consent) && consent['given'] === undefined
        ? consentIn(consent, 'msg.consent', moment)
        : readConsent(consent, moment);
    if (given) return { ...written, ...given };
    throw new Refusal('consent', 'msg.consent says that she did not agree, so no consent was recorded.');
  });
}

/**
 * The opt-out that an update records: what the dialog says, and over it what `msg.optOut` tells of this lead.
 * @throws NodeProblem when `msg.optOut` cannot be used
 */
export function optOutOf(update: OptOutConfig, msg: Message, source: string, now: number): ToldAct {
  const { words, channel } = update;
  const written = { words, channel, source, by: source, at: now };
  const optOut = msg['optOut'];
  const moment: Moment = { happenedAt: now, now };
  if (!isJsonObject(optOut)) return written;
  return understood('opt-out', () => ({ ...written, ...optOutIn(optOut, 'msg.optOut', moment) }));
}

function understood<A>(what: string, read: () => A): A {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refusal) throw new NodeProblem(error.problem, `bad ${what}`);
    throw error;
  }
}
