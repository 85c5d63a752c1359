import type { Node, NodeAPI, NodeDef } from 'node-red';
import { isSaved } from '../shared/config';
import { houseOf } from '../shared/house';
import { messageFor, verdictSnapshot } from '../shared/messages';
import { runSteps, withLead } from '../shared/steps';
import { showWaiting } from '../shared/waiting';
import { inWords, showStatus } from '../shared/status';
import { ownRules, readOptOutGuard, type OptOutGuardConfig } from './config';

export default function register(RED: NodeAPI): void {
  function OptOutGuard(this: Node, saved: NodeDef): void {
    RED.nodes.createNode(this, saved);
    const read = readOptOutGuard(isSaved(saved) ? saved : {});
    // Made once: the engine prepares what it is asked with once for each object.
    const own = read.ok ? ownRules(read.config) : undefined;
    let held = 0;
    /** Since the deploy. */
    let blocked = 0;
    let lastReason = '';
    const show = (): void => {
      const parts = [
        ...(held > 0 ? [`${held} held`] : []),
        ...(blocked > 0 ? [`${blocked} blocked (${lastReason})`] : []),
      ];
      const status = { fill: 'yellow', shape: held > 0 ? 'ring' : 'dot', text: parts.join(' · ') } as const;
      showStatus(this, parts.length === 0 ? {} : status);
    };
    runSteps<OptOutGuardConfig>(RED, this, {
      read,
      house: ({ store }) => houseOf(RED, store),
      work: async ({ config, engine, store, record, step, msg, send }) => {
        const asked = await engine.ask(record.lead.id, step, config.purpose, config.onHold, own);
        if (asked.kind === 'held' || asked.kind === 'held_before') return;
        const { kind, verdict } = asked;
        withLead(msg, record, store);
        msg['verdict'] = verdictSnapshot(verdict);
        if (kind === 'allowed' || verdict.answer === 'allow') {
          send([msg, null]);
          return;
        }
        blocked++;
        lastReason = inWords(verdict.reason);
        show();
        Object.assign(msg, { reason: verdict.reason, payload: verdict.because });
        if (verdict.reason === 'store_unreadable') this.error(verdict.because, msg);
        send([null, msg]);
      },
      receive: ({ delivery, again }) => {
        const { event } = delivery.handover;
        if (event.kind === 'wait_ended') again(messageFor(delivery, event.wait.enrollment, event.wait.msg));
      },
    });
    if (read.ok) {
      showWaiting(RED, this, read.config, (count) => {
        held = count;
        show();
      });
    }
  }
  RED.nodes.registerType('nurture-opt-out-guard', OptOutGuard);
}
