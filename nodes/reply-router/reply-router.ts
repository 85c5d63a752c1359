import type { Node, NodeAPI, NodeDef } from 'node-red';
import { isJsonObject, type JsonObject } from '../../src/json';
import type { Lead } from '../../src/leads/lead';
import { wholeReply } from '../../src/leads/turn';
import { readReply } from '../../src/replies/reading';
import { problemOfPattern } from '../../src/replies/route-pattern';
import { chooseRoute, type ChosenRoute, type RoutedReply } from '../../src/replies/routes';
import { isSaved } from '../shared/config';
import type { Message, Send } from '../shared/handlers';
import { NodeProblem } from '../shared/handlers';
import { houseOf } from '../shared/house';
import { messageFor, replySnapshot } from '../shared/messages';
import { onOutput, runSteps, withLead } from '../shared/steps';
import { showStatus } from '../shared/status';
import { ANYTHING_ELSE, readReplyRouter, type ReplyRouterConfig } from './config';
import { serveTry } from './try';

export default function register(RED: NodeAPI): void {
  function ReplyRouter(this: Node, saved: NodeDef & { z: string }): void {
    RED.nodes.createNode(this, saved);
    const flow = saved.z;
    let zoneOf = (_lead: Lead): string => 'UTC';
    const route = (config: ReplyRouterConfig, reply: RoutedReply, msg: Message, send: Send): void => {
      const chosen = chooseRoute(reply, config.routes);
      const outputs = config.routes.length + 1;
      const { why } = chosen;
      if (chosen.kind === 'nowhere') {
        showStatus(this, { fill: 'grey', shape: 'ring', text: 'not an answer' });
        return;
      }
      const output = chosen.kind === 'route' ? chosen.output : config.routes.length;
      const name = config.routes[output]?.name ?? ANYTHING_ELSE;
      showStatus(this, { fill: 'grey', shape: 'dot', text: name });
      msg['route'] = { name, why, ...detailOf(chosen) };
      send(onOutput(output, outputs, msg));
    };
    runSteps<ReplyRouterConfig>(RED, this, {
      read: readReplyRouter(isSaved(saved) ? saved : {}, problemOfPattern),
      house: ({ store }) => houseOf(RED, store),
      work: ({ config, engine, store, record, msg, send }) => {
        const wired = { ...replyIn(msg), at: engine.clock.now(), zone: zoneOf(record.lead) };
        route(config, { ...wired, reading: readReply(wired.text) }, withLead(msg, record, store), send);
        return Promise.resolve();
      },
      receive: ({ delivery, config, send }) => {
        const { event } = delivery.handover;
        if (event.kind !== 'reply') return;
        const reply = wholeReply(delivery.record, event.reply);
        if (!reply) return;
        const msg = messageFor(delivery, reply.enrollment);
        const late = delivery.record.enrollments.some(({ id, asked }) => id === reply.enrollment && asked);
        Object.assign(msg, { payload: reply.text, reply: { ...replySnapshot(reply), late } });
        const zone = zoneOf(delivery.record.lead);
        route(config, { ...reply, media: reply.media?.length ?? 0, late, zone }, msg, send);
      },
      join: (engine, { listen }) => {
        zoneOf = (lead) => engine.zoneOf(lead);
        return listen === 'off' ? [] : [engine.addListener({ node: this.id, flow, scope: listen })];
      },
    });
  }
  serveTry(RED);
  RED.nodes.registerType('nurture-reply-router', ReplyRouter);
}

/** What the route read in the reply, or that the reply chooses several numbers of the menu. */
function detailOf(chosen: ChosenRoute): JsonObject {
  if (chosen.kind === 'route') return chosen.value === undefined ? {} : { value: chosen.value };
  return chosen.kind === 'anything_else' && chosen.ambiguous ? { ambiguous: true } : {};
}

type WiredReply = Pick<RoutedReply, 'text' | 'media' | 'unknownSender' | 'late'>;

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
