import type { Node, NodeAPI, NodeDef } from 'node-red';
import { isSaved } from '../shared/config';
import { houseOf } from '../shared/house';
import { messageFor, verdictSnapshot } from '../shared/messages';
import { runSteps, withLead } from '../shared/steps';
import { showWaiting } from '../shared/waiting';
import { inWords, showStatus } from '../shared/status';
import { readOptOutGuard, type OptOutGuardConfig } from './config';

export default function register(RED: NodeAPI): void {
  function OptOutGuard(this: Node, saved: NodeDef): void {
    RED.nodes.createNode(this, saved);
    runSteps<OptOutGuardConfig>(this, {
      read: readOptOutGuard(isSaved(saved) ? saved : {}),
      house: ({ store }) => houseOf(RED, store),
      work: async ({ config, engine, record, step, msg, send }) => {
        const asked = await engine.ask(record.lead.id, step, config.purpose, config.onHold);
        if (asked.kind === 'held' || asked.kind === 'held_before') return;
        const { kind, verdict } = asked;
        withLead(msg, record);
        msg['verdict'] = verdictSnapshot(verdict);
        if (kind === 'allowed' || verdict.answer === 'allow') {
          send([msg, null]);
          return;
        }
        showStatus(this, { fill: 'yellow', shape: 'dot', text: inWords(verdict.reason) });
        Object.assign(msg, { reason: verdict.reason, payload: verdict.because });
        if (verdict.reason === 'store_unreadable') this.error(verdict.because, msg);
        send([null, msg]);
      },
      receive: (delivery, _config, again) => {
        const { event } = delivery.handover;
        if (event.kind === 'wait_ended') again(messageFor(delivery, event.wait.enrollment, event.wait.msg));
      },
    });
    showWaiting(RED, this, saved);
  }
  RED.nodes.registerType('nurture-opt-out-guard', OptOutGuard);
}
