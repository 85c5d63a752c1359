import type { Node, NodeAPI, NodeDef } from 'node-red';
import { wholeReply } from '../../src/leads/turn';
import { isSaved } from '../shared/config';
import { houseOf } from '../shared/house';
import { behaviorSnapshot, messageFor, replySnapshot } from '../shared/messages';
import { wayAtWait } from '../shared/way';
import { onOutput, runSteps } from '../shared/steps';
import { showWaiting } from '../shared/waiting';
import { readWaitUntil, type WaitUntilConfig } from './config';
import { outputOf, planOf } from './plan';

export default function register(RED: NodeAPI): void {
  function WaitUntil(this: Node, saved: NodeDef): void {
    RED.nodes.createNode(this, saved);
    const read = readWaitUntil(isSaved(saved) ? saved : {});
    runSteps<WaitUntilConfig>(RED, this, {
      read,
      house: ({ store }) => houseOf(RED, store),
      join: (engine, config) => [engine.waits.add(this.id, { plan: planOf(config), onEdit: config.onEdit })],
      work: async ({ config, engine, record, step, msg }) => {
        const { keep, ...place } = step;
        const kept = { ...keep(), ...wayAtWait(msg) };
        await engine.waits.begin(record.lead.id, { ...place, plan: planOf(config), msg: kept });
      },
      receive: ({ delivery, config, send }) => {
        const { event } = delivery.handover;
        if (event.kind !== 'wait_ended') return;
        const { wait, end } = event;
        const msg = messageFor(delivery, wait.enrollment, wait.msg);
        if (end.kind === 'behavior') msg['behavior'] = behaviorSnapshot(end.behavior);
        if (end.kind === 'reply') {
          const reply = wholeReply(delivery.record, end.reply);
          if (reply) Object.assign(msg, { reply: replySnapshot(reply), payload: reply.text });
        }
        const plan = planOf(config);
        send(onOutput(outputOf(wait, end, plan), plan.awaits.length + 1, msg));
      },
    });
    if (read.ok) showWaiting(RED, this, read.config);
  }
  RED.nodes.registerType('nurture-wait-until', WaitUntil);
}
