import type { FlowNode } from '../support/node-red';
import { TWILIO_SECRETS, twilioAccount } from '../support/twilio/account';
import { ACCOUNT, TOKEN } from '../support/twilio/fake';

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

const store: FlowNode = {
  id: 'store',
  type: 'nurture-lead-store',
  path: 'bench',
  brand: 'Acme',
  hours: 'any',
  requestsPerMinute: 10_000_000,
};

/** Webhook → lead trigger → opt-out guard → SMS send on the simulator. Each lead is three durable steps. */
export const ourFlow: FlowNode[] = placed([
  ...counter,
  store,
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

/** Numbers far from the leads', so that those are spread over them: each may send a thousand segments a second at most. */
const SENDERS = Array.from({ length: 20 }, (_, n) => `+1415555${String(1_100 + n)}`);

/** Our flow, with an account at the double of Twilio in place of the simulator. */
export function twilioFlow(api: string): FlowNode[] {
  return ourFlow.map((node) =>
    node.id === 'account'
      ? { ...node, ...twilioAccount(api), senders: SENDERS, credentials: TWILIO_SECRETS }
      : node,
  );
}

/** The flow of core nodes, which gives the text to the double by an HTTP request and looks at its answer. */
export function coreFlowTo(api: string): FlowNode[] {
  const login = Buffer.from(`${ACCOUNT}:${TOKEN}`).toString('base64');
  const phone: FlowNode = {
    id: 'phone',
    type: 'function',
    z: 'tab',
    func: `
if (msg.lead.optedOut) return null;
msg.headers = { 'content-type': 'application/x-www-form-urlencoded', authorization: 'Basic ${login}' };
msg.payload = { To: msg.lead.phone, From: '${SENDERS[0] ?? ''}', Body: msg.text };
return msg;`,
    outputs: 1,
    wires: [['request']],
  };
  const request: FlowNode = {
    id: 'request',
    type: 'http request',
    z: 'tab',
    method: 'POST',
    ret: 'obj',
    persist: true,
    url: `${api}/2010-04-01/Accounts/${ACCOUNT}/Messages.json`,
    wires: [['outcome']],
  };
  const outcome: FlowNode = {
    id: 'outcome',
    type: 'function',
    z: 'tab',
    func: `
if (msg.statusCode !== 201) return null;
const lead = flow.get('leads').get(msg.lead.phone);
lead.texts.push({ text: msg.text, at: Date.now(), state: 'accepted', sid: msg.payload.sid });
return msg;`,
    outputs: 1,
    wires: [['count']],
  };
  return placed([...coreFlow.filter(({ id }) => id !== 'phone'), phone, request, outcome]);
}
