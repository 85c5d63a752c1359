import { createHash } from 'node:crypto';
import type { Node, NodeAPI, NodeDef } from 'node-red';
import type { StepPlace } from '../../src/journeys/deliveries/step';
import type { Update } from '../../src/journeys/updates';
import { isJsonObject, type Json } from '../../src/json';
import { isSaved } from '../shared/config';
import { NodeProblem, type Message } from '../shared/handlers';
import { houseOf } from '../shared/house';
import { asJson } from '../shared/messages';
import { runSteps, withLead } from '../shared/steps';
import { showStatus } from '../shared/status';
import { consentOf, optOutOf } from './acts';
import {
  isQuestion,
  readLeadUpdate,
  type LeadUpdateConfig,
  type QuestionConfig,
  type TypedValue,
  type UpdateConfig,
} from './config';
import { answerTo, askedOf } from './questions';

const HOUR_MS = 3_600_000;

export default function register(RED: NodeAPI): void {
  function LeadUpdate(this: Node, saved: NodeDef): void {
    RED.nodes.createNode(this, saved);
    runSteps<LeadUpdateConfig>(RED, this, {
      read: readLeadUpdate(isSaved(saved) ? saved : {}),
      house: ({ store }) => houseOf(RED, store),
      work: async ({ config, engine, store, record, step, msg, send }) => {
        const now = engine.clock.now();
        const updates = config.updates
          .filter((update) => !isQuestion(update))
          .map((update) => toUpdate(RED, this, msg, update, step, now));
        const asked = config.updates
          .filter(isQuestion)
          .map((question) => askedOf(question, momentOf(RED, msg, question), record, engine));
        const after = await engine.update(record.lead.id, updates, step);
        showStatus(this, {});
        const left = after ? withLead(msg, after, store) : withoutLead(msg, record.lead.id, store);
        // Who was deleted is shown as she was before.
        for (const question of asked)
          Object.assign(left, answerTo(question, after ?? record, engine, houseOf(RED, config.store)));
        send([left]);
      },
    });
  }
  RED.nodes.registerType('nurture-lead-update', LeadUpdate);
}

/** What belonged to a lead who was just deleted goes; what else is in the message is the flow's. */
function withoutLead(msg: Message, id: string, store: string): Message {
  const {
    enrollment: _enrollment,
    behavior: _behavior,
    reply: _reply,
    sms: _sms,
    phone: _phone,
    ...rest
  } = msg;
  return { ...rest, lead: { id, leadStore: store } };
}

function toUpdate(
  RED: NodeAPI,
  node: Node,
  msg: Message,
  update: Exclude<UpdateConfig, QuestionConfig>,
  { enrollment, visit }: StepPlace,
  now: number,
): Update {
  const source = `lead update ${node.name || node.id}`;
  switch (update.what) {
    case 'field':
      return { kind: 'field', key: update.key, value: valueOf(RED, msg, update.to) };
    case 'remove_field':
      return { kind: 'field', key: update.key, value: null };
    case 'add_tag':
    case 'remove_tag':
      return { kind: update.what, tag: update.tag };
    case 'stage':
      return { kind: 'stage', stage: update.stage };
    case 'zone':
      return { kind: 'zone', zone: zoneIn(valueOf(RED, msg, update.to)) };
    case 'consent':
      return { kind: 'consent', consent: consentOf(update, msg, source, now) };
    case 'opt_out':
      return { kind: 'opt_out', told: optOutOf(update, msg, source, now) };
    case 'behavior': {
      const { name } = update;
      const told = asJson(msg.payload);
      const properties = isJsonObject(told) ? told : {};
      return {
        kind: 'behavior',
        id: behaviorId([enrollment ?? null, node.id, visit, name, properties]),
        name,
        properties,
      };
    }
    case 'pause':
      return {
        kind: 'pause',
        ...(update.silenceHours > 0 ? { silenceMs: update.silenceHours * HOUR_MS } : {}),
      };
    case 'resume':
    case 'delete':
      return { kind: update.what };
    case 'exit':
      if (update.which === 'this' && enrollment === undefined) {
        throw new NodeProblem('The message is in no journey, so there is none to end.', 'not in a journey');
      }
      return { kind: 'exit', ...(update.which === 'this' && enrollment ? { enrollment } : {}) };
  }
}

/** The moment that a question asks about; none: now. */
function momentOf(RED: NodeAPI, msg: Message, question: QuestionConfig): Json {
  return question.what === 'ask' && question.at.value !== '' ? valueOf(RED, msg, question.at) : null;
}

/** The same when the same message comes again after a crash or a deploy: what it did counts once. */
function behaviorId(what: Json): string {
  return `flow:${createHash('sha256').update(JSON.stringify(what)).digest('base64url').slice(0, 22)}`;
}

/** The value of a typed input. @throws NodeProblem when it cannot be kept, or is JSON with a mistake */
function valueOf(RED: NodeAPI, msg: Message, { type, value }: TypedValue): Json {
  switch (type) {
    case 'str':
      return value;
    case 'num':
      return Number(value);
    case 'bool':
      return value === 'true';
    case 'json':
      return parsed(value);
    case 'msg': {
      const found = asJson(RED.util.getMessageProperty(msg, value));
      if (found === undefined)
        throw new NodeProblem(`msg.${value} is missing or no JSON.`, `no msg.${value}`);
      return found;
    }
  }
}

function zoneIn(value: Json): string {
  if (typeof value === 'string') return value;
  throw new NodeProblem('The time zone must be a text such as America/Chicago.', 'no time zone');
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new NodeProblem('A value of this node is no JSON.', 'value is no JSON');
  }
}
