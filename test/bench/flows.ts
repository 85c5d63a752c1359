import type { FlowNode } from '../support/node-red';

/** The two flows that the bench holds against each other: ours, and core nodes that do the same without durability. */

/** Node-RED takes a node without a place on its tab for a config node. */
function placed(flow: readonly FlowNode[]): FlowNode[] {
  return flow.map((node) => ('z' in node ? { ...node, x: 100, y: 100 } : node));
}

/** Counts in memory what arrived at the end, and tells at `/count`. Part of both flows. */
const counter: FlowNode[] = [
  { id: 'tab', type: 'tab', label: 'bench' },
  {
    id: 'count',
    type: 'function',
    z: 'tab',
    func: "global.set('count', (global.get('count') || 0) + 1);",
    outputs: 1,
    wires: [[]],
  },
  { id: 'count-in', type: 'http in', z: 'tab', url: '/count', method: 'get', wires: [['count-get']] },
  {
    id: 'count-get',
    type: 'function',
    z: 'tab',
    func: "msg.payload = { count: global.get('count') || 0 }; return msg;",
    outputs: 1,
    wires: [['count-out']],
  },
  { id: 'count-out', type: 'http response', z: 'tab', wires: [] },
];

/** Webhook → lead trigger → opt-out guard → SMS send on the simulator. Each lead is three durable steps. */
export const ourFlow: FlowNode[] = placed([
  ...counter,
  {
    id: 'store',
    type: 'nurture-lead-store',
    path: 'bench',
    brand: 'Acme',
    hours: 'any',
    requestsPerMinute: 10_000_000,
  },
  { id: 'account', type: 'nurture-sms-account', store: 'store' },
  { id: 'trigger', type: 'nurture-lead-trigger', z: 'tab', store: 'store', wires: [['guard'], [], []] },
  { id: 'guard', type: 'nurture-opt-out-guard', z: 'tab', store: 'store', wires: [['send'], []] },
  {
    id: 'send',
    type: 'nurture-sms-send',
    z: 'tab',
    account: 'account',
    text: 'Hi {{firstName | "there"}}, thanks for asking about {{behavior.properties.product}}. Questions? Just reply.',
    wires: [['count'], []],
  },
]);

/**
 * The same by hand: read the post, know the lead, drop repetitions, ask for consent and opt-out, write the text, put it on a
 * phone. All in memory; a restart forgets everything.
 */
export const coreFlow: FlowNode[] = placed([
  ...counter,
  { id: 'in', type: 'http in', z: 'tab', url: '/lead', method: 'post', wires: [['lead']] },
  {
    id: 'lead',
    type: 'function',
    z: 'tab',
    func: `
const { phone, name, behavior, properties, consent } = msg.payload;
const digits = String(phone || '').replace(/[^0-9+]/g, '');
if (!/^\\+[1-9][0-9]{6,14}$/.test(digits)) { msg.statusCode = 400; msg.payload = { error: 'phone' }; return [null, msg]; }
const leads = flow.get('leads') || new Map();
const known = leads.get(digits) || { phone: digits, behaviors: [], texts: [], optedOut: false };
known.name = name; known.consent = known.consent || consent === true;
const repeated = known.behaviors.some((one) => one.name === behavior && Date.now() - one.at < 60000);
if (!repeated) known.behaviors.push({ name: behavior, at: Date.now(), properties });
leads.set(digits, known);
flow.set('leads', leads);
const answer = { req: msg.req, res: msg.res, statusCode: 202, payload: { lead: digits } };
return [repeated ? null : { lead: known, product: properties.product }, answer];`,
    outputs: 2,
    wires: [['guard'], ['out']],
  },
  { id: 'out', type: 'http response', z: 'tab', wires: [] },
  {
    id: 'guard',
    type: 'switch',
    z: 'tab',
    property: 'lead.consent',
    propertyType: 'msg',
    rules: [{ t: 'true' }, { t: 'else' }],
    checkall: 'false',
    outputs: 2,
    wires: [['text'], []],
  },
  {
    id: 'text',
    type: 'template',
    z: 'tab',
    field: 'text',
    fieldType: 'msg',
    format: 'handlebars',
    syntax: 'mustache',
    template:
      'Acme: Hi {{lead.name}}, thanks for asking about {{product}}. Questions? Just reply. Reply STOP to opt out.',
    output: 'str',
    wires: [['phone']],
  },
  {
    id: 'phone',
    type: 'function',
    z: 'tab',
    func: `
const leads = flow.get('leads');
const lead = leads.get(msg.lead.phone);
if (lead.optedOut) return null;
lead.texts.push({ text: msg.text, at: Date.now(), state: 'accepted' });
return msg;`,
    outputs: 1,
    wires: [['count']],
  },
]);
