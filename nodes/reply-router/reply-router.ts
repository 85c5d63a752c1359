import type { Node, NodeAPI, NodeDef } from 'node-red';
import { isJsonObject } from '../../src/json';
import { readReply } from '../../src/replies/reading';
import { chooseRoute } from '../../src/replies/routes';
import { isSaved } from '../shared/config';
import type { Message, Send } from '../shared/handlers';
import { NodeProblem } from '../shared/handlers';
import { houseOf } from '../shared/house';
import { messageFor, replySnapshot } from '../shared/messages';
import { onOutput, runSteps, withLead } from '../shared/steps';
import { showStatus } from '../shared/status';
import { readReplyRouter, type ReplyRouterConfig } from './config';

export default function register(RED: NodeAPI): void {
  function ReplyRouter(this: Node, saved: NodeDef & { z: string }): void {
    RED.nodes.createNode(this, saved);
    const flow = saved.z;
    const route = (config: ReplyRouterConfig, reply: WiredReply, msg: Message, send: Send): void => {
      const reading = readReply(reply.text);
      const { output, why } = chooseRoute({ ...reply, reading }, config.routes);
      const name = config.routes[output]?.name ?? 'anything else';
      showStatus(this, { fill: 'grey', shape: 'dot', text: name });
      msg['route'] = { name, why };
      send(onOutput(output, config.routes.length + 1, msg));
    };
    runSteps<ReplyRouterConfig>(this, {
      read: readReplyRouter(isSaved(saved) ? saved : {}),
      house: ({ store }) => houseOf(RED, store),
      work: ({ config, record, msg, send }) => {
        route(config, replyIn(msg), withLead(msg, record), send);
        return Promise.resolve();
      },
      receive: (delivery, config) => {
        const { event } = delivery.handover;
        if (event.kind !== 'reply') return;
        const reply = delivery.record.replies.find(({ id }) => id === event.reply);
        if (!reply) return;
        const msg = messageFor(delivery, reply.enrollment);
        // It answers a journey that has waited, and no wait asks for it any more.
        const waited = delivery.record.endedWaits.some((id) => id.startsWith('wait:'));
        const late = reply.enrollment !== undefined && waited;
        Object.assign(msg, { payload: reply.text, reply: { ...replySnapshot(reply), late } });
        route(config, { ...reply, media: reply.media?.length ?? 0, late }, msg, (outputs) =>
          this.send(outputs),
        );
      },
      join: (engine, { listen }) =>
        listen === 'off' ? [] : [engine.addListener({ node: this.id, flow, scope: listen })],
    });
  }
  RED.nodes.registerType('nurture-reply-router', ReplyRouter);
}

/** What a route may look at of a reply that is wired in. */
interface WiredReply {
  readonly text: string;
  /** How many files came with it. */
  readonly media: number;
  readonly unknownSender: boolean;
  readonly late: boolean;
}

/** The reply a wired message carries: `msg.reply`, or else the text in `msg.payload`. */
function replyIn(msg: Message): WiredReply {
  const told = isJsonObject(msg['reply']) ? msg['reply'] : {};
  const text = typeof told['text'] === 'string' ? told['text'] : msg.payload;
  if (typeof text !== 'string') {
    throw new NodeProblem(
      'The message carries no reply: msg.reply.text or msg.payload must be a text.',
      'no reply',
    );
  }
  const media = Array.isArray(told['media']) ? told['media'].length : 0;
  return { text, media, unknownSender: told['unknownSender'] === true, late: told['late'] === true };
}
