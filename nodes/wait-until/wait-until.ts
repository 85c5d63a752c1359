import type { Node, NodeAPI, NodeDef } from 'node-red';
import { dueAfter } from '../../src/journeys/due';
import type { Awaited, WaitEnd } from '../../src/leads/wait';
import { candidateZones } from '../../src/permission/zones';
import { houseOf } from '../shared/house';
import { behaviorSnapshot, messageFor, replySnapshot } from '../shared/messages';
import { onOutput, runSteps } from '../shared/steps';
import { showWaiting } from '../shared/waiting';
import { isSaved } from '../shared/config';
import { readWaitUntil, waitOutputs, type WaitUntilConfig } from './config';

export default function register(RED: NodeAPI): void {
  function WaitUntil(this: Node, saved: NodeDef): void {
    RED.nodes.createNode(this, saved);
    runSteps<WaitUntilConfig>(this, {
      read: readWaitUntil(isSaved(saved) ? saved : {}),
      house: ({ store }) => houseOf(RED, store),
      work: async ({ config, engine, record, step }) => {
        const zone = candidateZones(record.lead, engine.rules)[0] ?? engine.rules.defaultZone;
        const { amount, unit, timeout } = config;
        const due = timeout === 'never' ? null : dueAfter(engine.clock.now(), amount, unit, zone);
        const { keep, ...place } = step;
        await engine.park(record.lead.id, {
          ...place,
          msg: keep(),
          kind: 'wait',
          due,
          awaits: awaited(config),
        });
      },
      receive: (delivery, config) => {
        const { event } = delivery.handover;
        if (event.kind !== 'wait_ended') return;
        const { wait, end } = event;
        const msg = messageFor(delivery, wait.enrollment, wait.msg);
        if (end.kind === 'behavior') msg['behavior'] = behaviorSnapshot(end.behavior);
        if (end.kind === 'reply') {
          const reply = delivery.record.replies.find(({ id }) => id === end.reply);
          if (reply) Object.assign(msg, { reply: replySnapshot(reply), payload: reply.text });
        }
        const outputs = waitOutputs(config).length;
        this.send(onOutput(outputOf(end, config), outputs, msg));
      },
    });
    showWaiting(RED, this, saved);
  }
  RED.nodes.registerType('nurture-wait-until', WaitUntil);
}

/** Each awaited thing leaves by the output of its place in the list. */
function awaited({ awaits }: WaitUntilConfig): Awaited[] {
  return awaits.map((one, output) => ({ ...one, output }));
}

/**
 * Where the message leaves: by what ended the wait as the node awaits it now, because outputs may have changed places
 * since; the last output is "timed out", and also takes what is not awaited any more.
 */
function outputOf(end: WaitEnd, { awaits }: WaitUntilConfig): number {
  const output = awaits.findIndex((one) =>
    one.kind === 'reply' ? end.kind === 'reply' : end.kind === 'behavior' && end.behavior.name === one.name,
  );
  return output < 0 ? awaits.length : output;
}
