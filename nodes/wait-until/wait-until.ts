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
        this.send(onOutput(outputOf(end, outputs), outputs, msg));
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

/** The last output is "timed out"; so is one that was removed while the message waited. */
function outputOf(end: WaitEnd, outputs: number): number {
  return end.kind === 'due' ? outputs - 1 : Math.min(end.output, outputs - 1);
}
