import type { Node, NodeAPI } from 'node-red';
import { isJsonObject, type JsonObject } from '../../src/json';
import type { Engine } from '../../src/engine';
import type { StepPlace } from '../../src/journeys/deliveries/step';
import { leadAs } from '../../src/leads/model/person';
import type { LeadRecord } from '../../src/leads/record';
import type { Step } from '../../src/sms/sending';
import type { ReadConfig } from './config';
import { refuseLeadOfAnother } from './crossings/refusal';
import { NodeProblem, onClose, onInput, runFor, statusOf, type Message, type Send } from './handlers';
import type { StoreHouse } from './house';
import { leadOf } from './leads';
import { countStep } from './rings/ring';
import { showProblem } from './status';
import { keepable, leadSnapshot, type StoreDelivery } from './messages';
import { markVisit, placeAt } from './way';
import { leadsStraight, nodesAhead } from './wiring';

/** One message at one node: the lead it is about, and the step it is. */
export interface StepContext<C> {
  readonly config: C;
  readonly engine: Engine;
  /** The path of the lead store. */
  readonly store: string;
  readonly record: LeadRecord;
  /** What makes this step this step. */
  readonly step: Step;
  readonly msg: Message;
  readonly send: Send;
}

export type Again<C> = (msg: Message, instead?: (context: StepContext<C>) => Promise<void>) => void;

/** What the engine gives to a node. */
export interface Given<C> {
  readonly delivery: StoreDelivery;
  readonly config: C;
  /** Runs `work`, or what is given in its place, with a message. */
  readonly again: Again<C>;
  /** Sends messages of the delivery on. */
  readonly send: Send;
}

/** What a node of a journey does. */
export interface StepNode<C> {
  readonly read: ReadConfig<C>;
  readonly house: (config: C) => StoreHouse;
  /** A message came in. */
  readonly work: (context: StepContext<C>) => Promise<void>;
  /** The engine has something for the node. */
  readonly receive?: (given: Given<C>) => void;
  /** What else the node does while the store is open. */
  readonly join?: (engine: Engine, config: C) => readonly (() => void)[];
}

/**
 * What all nodes of a journey have in common: a config that is read once and, when it cannot be used, says so at the node
 * and in one clear error for each message; the lead, always from the store; the step; and an orderly end.
 */
export function runSteps<C>(
  RED: NodeAPI,
  node: Node,
  { read, house, work, receive, join }: StepNode<C>,
): void {
  if (!read.ok) {
    const problem = read.problems.map((one) => one.problem).join(' ');
    showProblem(node, 'not set up', 'ring');
    onInput(node, () => {
      throw new NodeProblem(problem, 'not set up');
    });
    return;
  }
  const { config } = read;
  let warned = false;

  const handle = async (msg: Message, send: Send, run = work): Promise<void> => {
    const itsHouse = house(config);
    refuseLeadOfAnother(itsHouse, msg);
    countStep(node, itsHouse, msg);
    const engine = await itsHouse.engine;
    const record = await leadOf(itsHouse, engine, msg);
    const place = placeAt(node.id, msg, record, straightIn(RED));
    const keep = (): JsonObject => {
      const { kept, dropped } = keepable(msg);
      if (dropped.length > 0 && !warned) {
        warned = true;
        node.warn(
          `A waiting message cannot keep msg.${dropped.join(', msg.')}: only what survives JSON is kept.`,
        );
      }
      return kept;
    };
    const goOn: Send = (outputs) => sendOn(RED, node, engine, place, outputs, send);
    const step: Step = { ...place, keep };
    await engine.during(place.delivery, node.id, () =>
      run({ config, engine, store: itsHouse.path, record, step, msg, send: goOn }),
    );
  };

  const again: Again<C> = (msg, instead) =>
    runFor(node, () => handle(msg, (outputs) => node.send(outputs), instead), msg);
  onInput(node, (msg, send) => handle(msg, send));
  const leave = joinHouse(node, house, config, (engine, { path: store }) => [
    ...(receive
      ? [
          engine.attach(node.id, (given) => {
            const delivery = { ...given, store };
            const send: Send = (outputs) => sendDelivery(RED, node, engine, delivery, outputs);
            runFor(node, () => receive({ delivery, config, again, send }));
          }),
        ]
      : []),
    ...(join ? join(engine, config) : []),
  ]);
  onClose(node, leave);
}

/** Asked only of messages that were given again and have waited since. */
function straightIn(RED: NodeAPI): (from: string, to: string) => boolean {
  return (from, to) => leadsStraight(RED, from, to);
}

/** Sends the messages of a step on, each with the way that it has come. */
function sendOn(
  RED: NodeAPI,
  node: Node,
  engine: Engine,
  place: StepPlace,
  outputs: Parameters<Send>[0],
  send: Send,
): void {
  for (const msg of outputs) if (msg) markVisit(msg as Message, place);
  tellAhead(RED, node, engine, place.delivery, outputs);
  send(outputs);
}

/** Sends on what the engine has given to the node. */
function sendDelivery(
  RED: NodeAPI,
  node: Node,
  engine: Engine,
  { handover, record }: StoreDelivery,
  outputs: Parameters<Send>[0],
): void {
  for (const msg of outputs)
    if (msg) markVisit(msg as Message, placeAt(node.id, msg as Message, record, straightIn(RED)));
  tellAhead(RED, node, engine, handover.seq, outputs);
  node.send(outputs);
}

/** Tells the engine on which ways to other steps messages may be held by nodes that are not ours. */
export function tellAhead(
  RED: NodeAPI,
  node: Node,
  engine: Engine,
  delivery: number | undefined,
  outputs: Parameters<Send>[0],
): void {
  outputs.forEach((msg, output) => {
    if (msg) engine.sent(delivery, nodesAhead(RED, node, output));
  });
}

/** Joins the store's engine; a store that is missing shows at the node. */
export function joinHouse<C>(
  node: Node,
  house: (config: C) => StoreHouse,
  config: C,
  join: (engine: Engine, house: StoreHouse) => readonly (() => void)[],
): () => void {
  try {
    const itsHouse = house(config);
    return itsHouse.join(node, (engine) => join(engine, itsHouse));
  } catch (error) {
    showProblem(node, statusOf(error), 'ring');
    return () => undefined;
  }
}

/** The message with the lead of a store, named by its path, as they are now. */
export function withLead(msg: Message, { lead, enrollments }: LeadRecord, store: string): Message {
  const told = isJsonObject(msg['enrollment']) ? msg['enrollment']['id'] : undefined;
  const entered = enrollments.find(({ id }) => id === told);
  return Object.assign(msg, { lead: leadSnapshot(leadAs(lead, entered?.person), store) });
}

/** The message on one output of several. */
export function onOutput(output: number, outputs: number, msg: Message): (Message | null)[] {
  return Array.from({ length: outputs }, (_, index) => (index === output ? msg : null));
}
