import type { Node, NodeAPI, NodeDef } from 'node-red';
import type { Sent } from '../../src/sms/delivery/text-sending';
import type { MessageState } from '../../src/leads/message';
import { checkTemplate } from '../../src/texts/template';
import { stopOf, type Stop } from '../../src/sms/stops';
import { isSaved } from '../shared/config';
import { NodeProblem, type Message } from '../shared/handlers';
import { houseOfAccount } from '../shared/house';
import { messageFor, smsSnapshot, verdictSnapshot } from '../shared/messages';
import { runSteps, withLead, type StepContext } from '../shared/steps';
import { inWords, showProblem, showStatus } from '../shared/status';
import { readSmsSend, staleAfterMs, type SmsSendConfig } from './config';

export default function register(RED: NodeAPI): void {
  function SmsSend(this: Node, saved: NodeDef): void {
    RED.nodes.createNode(this, saved);
    const read = readSmsSend(isSaved(saved) ? saved : {});
    if (read.ok) warnOfLabel(this, read.config);
    runSteps<SmsSendConfig>(RED, this, {
      read,
      house: ({ account }) => houseOfAccount(RED, account),
      work: (context) => sendText(this, context),
      receive: ({ delivery, again }) => {
        const { event } = delivery.handover;
        if (event.kind !== 'wait_ended') return;
        const { wait } = event;
        const msg = messageFor(delivery, wait.enrollment, wait.msg);
        const text = wait.message;
        again(msg, text === undefined ? undefined : (context) => tellOutcome(this, context, text));
      },
    });
  }
  RED.nodes.registerType('nurture-sms-send', SmsSend);
}

/** Said at every deploy: whoever writes flows without the dialog would not see it. */
function warnOfLabel(node: Node, { text, purpose }: SmsSendConfig): void {
  const problem = checkTemplate(text, purpose).find(({ rule }) => rule === 'copy.mislabelled');
  if (problem) node.warn(problem.text);
}

async function sendText(node: Node, context: StepContext<SmsSendConfig>): Promise<void> {
  const { config, engine, record, step, msg } = context;
  const { account, text: template, purpose, introduce, plainer, onHold, media } = config;
  if (!engine.hasAccount(account)) {
    throw new NodeProblem(
      'The SMS account of this node is not running. Its own status says why.',
      'account not running',
    );
  }
  const request = {
    ...step,
    msg,
    account,
    template,
    purpose,
    introduce,
    plainer,
    onHold,
    media,
    staleAfterMs: staleAfterMs(config),
  };
  report(node, context, await engine.send(record.lead.id, request));
}

/** It is known now what became of a text that had to wait. One that was not let out is asked for anew. */
async function tellOutcome(node: Node, context: StepContext<SmsSendConfig>, text: string): Promise<void> {
  const message = context.record.messages.find(({ id }) => id === text);
  if (!message || message.life.state === 'blocked') return sendText(node, context);
  report(node, context, { kind: 'sent', message });
}

function report(
  node: Node,
  { msg, send, record, engine, store }: StepContext<SmsSendConfig>,
  sent: Sent,
): void {
  withLead(msg, record, store);
  switch (sent.kind) {
    case 'sent': {
      const { message } = sent;
      const { life } = message;
      msg['sms'] = smsSnapshot(message);
      msg['verdict'] = verdictSnapshot(message.verdict);
      if (isUnderWay(life)) {
        showStatus(node, { fill: 'green', shape: 'dot', text: life.state });
        msg.payload = message.text;
        return send([msg, null]);
      }
      showProblem(node, life.state);
      Object.assign(msg, whyNot(life));
      return send([null, msg]);
    }
    case 'held':
      showStatus(node, {
        fill: 'yellow',
        shape: 'ring',
        text: sent.verdict.answer === 'hold' ? inWords(sent.verdict.reason) : 'held',
      });
      return;
    case 'held_before':
    case 'goes_on_by_itself':
      return;
    case 'waiting': {
      const stop = stopOf(engine.stops.all, record, sent.message);
      if (stop) return showStopped(node, stop, msg);
      const isQueued = sent.message.life.state === 'planned';
      showStatus(node, { fill: 'yellow', shape: 'ring', text: isQueued ? 'queued' : 'asking' });
      return;
    }
    case 'not_sent': {
      const { verdict } = sent;
      if (verdict.answer === 'allow') return;
      showStatus(node, { fill: 'yellow', shape: 'dot', text: inWords(verdict.reason) });
      Object.assign(msg, {
        verdict: verdictSnapshot(verdict),
        reason: verdict.reason,
        payload: verdict.because,
      });
      if (verdict.reason === 'store_unreadable') node.error(verdict.because, msg);
      return send([null, msg]);
    }
    case 'not_renderable':
      showProblem(node, 'text not complete');
      node.warn(`A text was not sent. ${sent.problem}`);
      Object.assign(msg, { reason: 'text_not_complete', payload: sent.problem });
      return send([null, msg]);
  }
}

const STOPPED: Readonly<Record<Stop['kind'], string>> = {
  account: 'account stopped',
  limit: 'daily limit',
  journey: 'journey stopped',
  question: 'account asks',
};

/** Until when stops were told at a node, ms UTC. */
const toldUntil = new WeakMap<Node, number>();

/** The first text that a stop of the account holds at this node raises an error; of a journey, its trigger does. */
function showStopped(node: Node, stop: Stop, msg: Message): void {
  showProblem(node, STOPPED[stop.kind], 'ring');
  if (stop.kind === 'journey' || stop.kind === 'question') return;
  if ((toldUntil.get(node) ?? 0) >= stop.since) return;
  toldUntil.set(node, stop.since);
  const why = stop.kind === 'limit' ? 'It has reached its limit of a day.' : stop.reason;
  node.error(`The text waits until a person has looked at the SMS account. ${why}`, msg);
}

function isUnderWay(life: MessageState): boolean {
  return life.state === 'accepted' || life.state === 'sent' || life.state === 'delivered';
}

/** One word and one sentence for the "not sent" output. */
function whyNot(life: MessageState): { reason: string; payload: string } {
  switch (life.state) {
    case 'failed':
      return { reason: 'failed', payload: life.reason };
    case 'undelivered':
      return { reason: 'undelivered', payload: `The text did not reach the phone (code ${life.code}).` };
    case 'blocked':
      return { reason: life.reason, payload: 'The journey ended before the text went out.' };
    default:
      return {
        reason: 'unknown',
        payload: 'It is not known whether the text went out, so it is not sent again.',
      };
  }
}
