import type { Node, NodeAPI, NodeDef, NodeStatus } from 'node-red';
import type { Engine } from '../../src/engine';
import type { EntryPolicy, Journey, JourneyStart } from '../../src/journeys/journey';
import { isJsonObject } from '../../src/json';
import { readBehaviorInput } from '../../src/leads/behavior-input';
import { isSaved } from '../shared/config';
import { refuseLeadOfAnother } from '../shared/crossings/refusal';
import { NodeProblem, onClose, onInput, runFor, type Message } from '../shared/handlers';
import { houseOf, type StoreHouse } from '../shared/house';
import { behaviorSnapshot, enrollmentSnapshot, messageFor, type StoreDelivery } from '../shared/messages';
import { joinHouse, tellAhead } from '../shared/steps';
import { wayFrom } from '../shared/way';
import { watchStopsOf } from '../shared/stops';
import { showProblem, showStatus } from '../shared/status';
import { readLeadTrigger, type LeadTriggerConfig } from './config';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export default function register(RED: NodeAPI): void {
  function LeadTrigger(this: Node, saved: NodeDef & { z: string }): void {
    RED.nodes.createNode(this, saved);
    const read = readLeadTrigger(isSaved(saved) ? saved : {});
    if (!read.ok) {
      const problem = read.problems.map((one) => one.problem).join(' ');
      showProblem(this, 'not set up', 'ring');
      onInput(this, () => {
        throw new NodeProblem(problem, 'not set up');
      });
      return;
    }
    const { config } = read;
    const journey = journeyOf(this, saved.z, config);
    let tooOld = 0;
    let held = false;
    const show = (): void => {
      if (held) showProblem(this, 'texts held', 'ring');
      else showStatus(this, tooOld === 0 ? {} : wouldHaveEntered(tooOld));
    };
    const showHeld = (isHeld: boolean): void => {
      if (isHeld === held) return;
      held = isHeld;
      show();
    };
    onInput(this, async (msg) => {
      const house = houseOf(RED, config.store);
      refuseLeadOfAnother(house, msg);
      await recordFrom(this, msg, await house.engine, house, config);
      show();
    });
    const receive = (engine: Engine, delivery: StoreDelivery): void => {
      const outputs = outputsFor(delivery);
      tellAhead(RED, this, engine, delivery.handover.seq, outputs);
      this.send(outputs);
      const { event } = delivery.handover;
      if (event.kind !== 'turned_away' || event.reason !== 'too_old') return;
      tooOld++;
      show();
    };
    const leave = joinHouse(
      this,
      () => houseOf(RED, config.store),
      config,
      (engine, { path: store }) => [
        engine.attach(this.id, (delivery) => runFor(this, () => receive(engine, { ...delivery, store }))),
        engine.addJourney(journey),
        watchStopsOf(
          this,
          engine,
          journey.name,
          (stop) => stop.kind === 'journey' && stop.journey === journey.id,
          (stops) => showHeld(stops.length > 0),
        ),
      ],
    );
    onClose(this, leave);
  }
  RED.nodes.registerType('nurture-lead-trigger', LeadTrigger);
}

function journeyOf(node: Node, flow: string, config: LeadTriggerConfig): Journey {
  return {
    id: node.id,
    name: config.name || 'journey',
    flow,
    start: startOf(config),
    policy: policyOf(config),
    maxAgeMs: config.maxAgeHours * HOUR_MS,
    exits: config.exits,
    exitOnReply: config.exitOnReply,
    priority: config.priority,
    claims: config.claims,
    whenDisplaced: config.whenDisplaced,
  };
}

function startOf(config: LeadTriggerConfig): JourneyStart {
  if (config.start === 'silence') return { kind: 'silence', afterMs: config.silenceDays * DAY_MS };
  return {
    kind: 'behavior',
    names: config.behaviors,
    count: config.count,
    withinMs: config.withinHours * HOUR_MS,
  };
}

function policyOf({ policy, afterDays, afterFrom }: LeadTriggerConfig): EntryPolicy {
  return policy === 'after_days'
    ? { kind: 'after', ms: afterDays * DAY_MS, from: afterFrom }
    : { kind: policy };
}

/** Said since the deploy, so that an import of old behaviors shows what it would have done. */
function wouldHaveEntered(count: number): NodeStatus {
  return { fill: 'grey', shape: 'ring', text: `would have entered: ${count} · too old` };
}

/**
 * A message that is wired in is a behavior, as if it had been posted: from `msg.payload`, with `msg.phone` or the lead of an
 * earlier node when the payload names no phone, and what starts this journey when it names no behavior.
 */
async function recordFrom(
  node: Node,
  msg: Message,
  engine: Engine,
  { country, numbers }: StoreHouse,
  config: LeadTriggerConfig,
): Promise<void> {
  const payload = isJsonObject(msg.payload) ? msg.payload : {};
  const lead = isJsonObject(msg['lead']) ? msg['lead'] : {};
  const [phone] = [msg['phone'], lead['phone']].filter((one) => (one ?? '') !== '');
  const reading = readBehaviorInput(payload, {
    now: engine.clock.now(),
    country,
    otherwise: { phone, behavior: config.behaviors[0] },
    newId: () => engine.newId('b'),
  });
  if (!reading.ok) throw new NodeProblem(reading.problem, `bad ${reading.field}`);
  numbers.refuse(reading.input.phone);
  const unread = (reading.input.ignored ?? []).filter(({ why }) => why === 'unread');
  if (unread.length > 0)
    node.warn(`Left out: ${unread.map(({ field, because }) => `${field} (${because})`).join(' ')}`);
  await engine.record({ input: reading.input, source: 'flow' });
}

/** What a flow may still know of a lead who was deleted: that it was this one, and which journey they were in. */
function withoutPerson(msg: Message): Message {
  const { id, leadStore } = isJsonObject(msg['lead']) ? msg['lead'] : {};
  const { behavior: _behavior, ...enrollment } = isJsonObject(msg['enrollment']) ? msg['enrollment'] : {};
  return { ...msg, lead: { id, leadStore }, enrollment };
}

/** entered · left · turned away */
function outputsFor(delivery: StoreDelivery): [Message | null, Message | null, Message | null] {
  const { store } = delivery;
  const { event, seq } = delivery.handover;
  switch (event.kind) {
    case 'entered': {
      const msg = messageFor(delivery, event.enrollment);
      const behavior = delivery.record.enrollments.find(({ id }) => id === event.enrollment)?.behavior;
      if (behavior)
        Object.assign(msg, { payload: behavior.properties, behavior: behaviorSnapshot(behavior) });
      return [msg, null, null];
    }
    case 'left': {
      const { state } = event.enrollment;
      const reason = state.status === 'exited' ? state.reason : state.status;
      const msg = messageFor(delivery, undefined);
      const enrollment = {
        ...enrollmentSnapshot(event.enrollment, seq, store),
        ...wayFrom(delivery.handover, undefined),
      };
      Object.assign(msg, { payload: reason, reason, enrollment });
      if ('behavior' in state) msg['behavior'] = behaviorSnapshot(state.behavior);
      return [null, reason === 'deleted' ? withoutPerson(msg) : msg, null];
    }
    case 'turned_away': {
      const msg = messageFor(delivery, undefined);
      const { reason, behavior } = event;
      Object.assign(msg, { payload: reason, reason, behavior: behaviorSnapshot(behavior) });
      return [null, null, msg];
    }
    default:
      return [null, null, null];
  }
}
