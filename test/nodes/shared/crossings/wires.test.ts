import assert from 'node:assert/strict';
import { Wires, type FlowPart } from '../../../../nodes/shared/crossings/wires';
import { crossingInWords } from '../../../../nodes/shared/crossings/words';

const part = (id: string, type: string, more: object = {}): FlowPart => ({ id, type, ...more });
const node = (id: string, type: string, wires: string[][] = [], more: object = {}): FlowPart =>
  part(id, type, { z: 'tab', wires, ...more });

const STORES = [
  part('a', 'nurture-lead-store', { name: 'Riverside Dental', path: 'dental' }),
  part('b', 'nurture-lead-store', { path: 'bolt' }),
  part('account-a', 'nurture-sms-account', { store: 'a' }),
  part('account-b', 'nurture-sms-account', { store: 'b' }),
  part('tab', 'tab'),
];
const trigger = (...to: string[]): FlowPart =>
  node('trigger', 'nurture-lead-trigger', [to, [], []], { store: 'a', name: 'Welcome' });
const send = (account: string, more: object = {}): FlowPart =>
  node('send', 'nurture-sms-send', [[], []], { account, ...more });

const subflow = (ins: string[], outs: [string, number][][]): FlowPart =>
  part('sub', 'subflow', {
    in: [{ wires: ins.map((id) => ({ id })) }],
    out: outs.map((wires) => ({ wires: wires.map(([id, port]) => ({ id, port })) })),
  });
const inSub = { z: 'sub' };
const CALLED = [
  node('in', 'link in', [['work']]),
  node('work', 'function', [['back']]),
  node('back', 'link out', [], { mode: 'return', links: [] }),
];

/** What lies between a trigger of one client and the text of another. */
const WAYS: Readonly<Record<string, readonly FlowPart[]>> = {
  'a wire': [trigger('send')],
  'core nodes': [
    trigger('switch'),
    node('switch', 'switch', [[], ['join']]),
    node('join', 'join', [['delay']]),
    node('delay', 'delay', [['junction']]),
    node('junction', 'junction', [['send']]),
  ],
  'link nodes': [
    trigger('out'),
    node('out', 'link out', [], { mode: 'link', links: ['elsewhere', 'in'] }),
    node('in', 'link in', [['send']]),
  ],
  'a link call, and back from it': [
    trigger('call'),
    node('call', 'link call', [['send']], { links: ['in'] }),
    ...CALLED,
  ],
  'a link call that finds its target when it happens': [
    trigger('call'),
    node('call', 'link call', [['send']], { links: [], linkType: 'dynamic' }),
  ],
  'a subflow': [
    trigger('instance'),
    node('instance', 'subflow:sub', [[], ['send']]),
    subflow(['f'], [[], [['f', 1]]]),
    node('f', 'function', [[], []], inSub),
  ],
  'a subflow that leads its input right out': [
    trigger('instance'),
    node('instance', 'subflow:sub', [['send']]),
    subflow([], [[['sub', 0]]]),
  ],
  'a subflow in a subflow': [
    trigger('outer'),
    node('outer', 'subflow:around', [['send']]),
    part('around', 'subflow', {
      in: [{ wires: [{ id: 'instance' }] }],
      out: [{ wires: [{ id: 'instance', port: 0 }] }],
    }),
    node('instance', 'subflow:sub', [[]], { z: 'around' }),
    subflow(['f'], [[['f', 0]]]),
    node('f', 'function', [[]], inSub),
  ],
  'a trigger that stands in a subflow': [
    { ...trigger(), ...inSub },
    node('instance', 'subflow:sub', [['send']]),
    subflow([], [[['trigger', 0]]]),
  ],
  'nodes of its own store': [
    trigger('wait'),
    node('wait', 'nurture-wait-until', [['guard'], []], { store: 'a' }),
    node('guard', 'nurture-opt-out-guard', [['send'], []], { store: 'a' }),
  ],
  'a reply router that listens': [node('router', 'nurture-reply-router', [['send']], { store: 'a' })],
  'a circle': [trigger('f'), node('f', 'function', [['g']]), node('g', 'function', [['f', 'send']])],
  'a change node that takes only the lead away': [
    trigger('change'),
    node('change', 'change', [['send']], { rules: [{ t: 'delete', p: 'lead', pt: 'msg' }] }),
  ],
};

/** Where no lead of another client comes, although there are wires. */
const NO_WAYS: Readonly<Record<string, readonly FlowPart[]>> = {
  'a node that is disabled': [trigger('f'), node('f', 'function', [['send']], { d: true })],
  'a tab that is disabled': [{ ...trigger('send'), z: 'off' }, part('off', 'tab', { disabled: true })],
  'a change node that takes lead and enrollment away': [
    trigger('change'),
    node('change', 'change', [['send']], {
      rules: [
        { t: 'delete', p: 'lead', pt: 'msg' },
        { t: 'delete', p: 'enrollment', pt: 'msg' },
      ],
    }),
  ],
  'a function that takes lead and enrollment away': [
    trigger('f'),
    node('f', 'function', [['send']], { func: 'delete msg.lead;\ndelete msg.enrollment;\nreturn msg;' }),
  ],
  'another instance of a subflow that both use': [
    trigger('ours'),
    node('ours', 'subflow:sub', [['own']]),
    node('own', 'nurture-sms-send', [[], []], { account: 'account-a' }),
    node('theirs', 'subflow:sub', [['send']]),
    subflow(['f'], [[['f', 0]]]),
    node('f', 'function', [[]], inSub),
  ],
  'another call of links that both use': [
    trigger('ours'),
    node('ours', 'link call', [[]], { links: ['in'] }),
    node('theirs', 'link call', [['send']], { links: ['in'] }),
    ...CALLED,
  ],
};

function said(parts: readonly FlowPart[], account: string): string | undefined {
  const flow = [...STORES, ...parts, send(account)];
  const wires = new Wires(flow);
  const [text] = flow.slice(-1);
  return text && crossingInWords(wires, wires.arrivals(), text, wires.storeOf(text));
}

describe('the wires from a lead of one client', () => {
  for (const [way, parts] of Object.entries(WAYS)) {
    it(`lead to the text of another through ${way}`, () => {
      assert.match(said(parts, 'account-b') ?? '', /^Leads of "Riverside Dental" .* account .* "bolt"/);
      assert.equal(said(parts, 'account-a'), undefined, 'of the same client');
    });
  }

  for (const [what, parts] of Object.entries(NO_WAYS)) {
    it(`do not lead through ${what}`, () => assert.equal(said(parts, 'account-b'), undefined));
  }

  it('end at a node of the other client, which refuses', () => {
    const guard = node('guard', 'nurture-opt-out-guard', [['send'], []], { store: 'b' });
    assert.equal(said([trigger('guard'), guard], 'account-b'), undefined);
    const wires = new Wires([...STORES, trigger('guard'), guard]);
    const sentence = crossingInWords(wires, wires.arrivals(), guard, wires.storeOf(guard));
    assert.match(sentence ?? '', /but this node is of "bolt".* Choose the lead store "Riverside Dental"/);
  });

  it('are not followed for ever through links that call themselves', () => {
    const flow = [
      trigger('call'),
      node('in', 'link in', [['call']]),
      node('call', 'link call', [['send']], { links: ['in'] }),
    ];
    assert.equal(said(flow, 'account-b'), undefined);
  });

  it('can be followed in flows that nobody wrote with care', () => {
    const odd = [
      part('x', 'nurture-sms-send', { wires: 'none', account: 7 }),
      part('y', 'subflow:gone', { wires: [['x', null, 'nobody']] }),
      part('z', 'subflow', { in: 'one', out: [{ wires: [{}] }, null] }),
      part('q', 'nurture-wait-until', { wires: [null, ['y', 'z', 'q']], store: 'account-a' }),
    ];
    assert.equal(said(odd, 'account-b'), undefined);
  });
});
