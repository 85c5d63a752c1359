import type { Engine } from '../../src/engine';
import { Refusal } from '../../src/leads/given';
import type { Purpose } from '../../src/leads/message';
import type { LeadRecord } from '../../src/leads/record';
import { exportLead } from '../../src/permission/evidence';
import { askPermission, momentOf } from '../../src/permission/questions';
import type { Json, JsonObject } from '../../src/json';
import { NodeProblem } from '../shared/handlers';
import type { StoreHouse } from '../shared/house';
import { asJson } from '../shared/messages';
import type { QuestionConfig } from './config';

/** What is asked of a lead once the changes are made; a moment that is asked about is in ms UTC. */
export type Asked =
  { readonly what: 'ask'; readonly kind: Purpose; readonly at: number } | { readonly what: 'export' };

/**
 * What a question asks. `at` is the moment that is asked about, as a message tells it.
 * @throws NodeProblem when it is none, or lies before the lead was known
 */
export function askedOf(question: QuestionConfig, at: Json, record: LeadRecord, engine: Engine): Asked {
  if (question.what === 'export') return question;
  const moment = momentIn(at, record, engine);
  if (moment >= record.lead.createdAt) return { what: 'ask', kind: question.kind, at: moment };
  throw new NodeProblem('The lead was not known yet at the moment that is asked about.', 'not known then');
}

/** The answer as a property of the message: `permission` or `export`. */
export function answerTo(
  asked: Asked,
  record: LeadRecord,
  engine: Engine,
  { name, brand }: Pick<StoreHouse, 'name' | 'brand'>,
): JsonObject {
  const now = engine.clock.now();
  const answer =
    asked.what === 'export'
      ? { export: exportLead(record, { store: name, brand }, now) }
      : { permission: askPermission(record, { purpose: asked.kind, at: asked.at, now }, engine.rules) };
  // The record goes on changing in the store's hands; the message has a picture of this moment.
  const picture = asJson(answer);
  return typeof picture === 'object' && picture !== null && !Array.isArray(picture) ? picture : {};
}

function momentIn(at: Json, record: LeadRecord, engine: Engine): number {
  try {
    return momentOf(at, record, engine.rules, engine.clock.now());
  } catch (error) {
    if (error instanceof Refusal) throw new NodeProblem(error.problem, 'bad date');
    throw error;
  }
}
