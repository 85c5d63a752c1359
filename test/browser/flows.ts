import type { FlowNode } from '../support/node-red';

export const TAB: FlowNode = { id: 'tab', type: 'tab', label: 'Journey' };

export const STORE: FlowNode = {
  id: 'store',
  type: 'nurture-lead-store',
  name: 'Riverside Dental',
  brand: 'Riverside Dental',
  path: 'leads',
  consent: 'assumed',
  hours: 'any',
  capCount: 0,
  clock: 'try_out',
  version: 1,
};

export const ACCOUNT: FlowNode = {
  id: 'account',
  type: 'nurture-sms-account',
  store: 'store',
  sender: '+12025550100',
  version: 1,
};
