import type { Request } from 'express';
import { Refusal } from '../../src/leads/given';
import { PURPOSES, type Purpose } from '../../src/leads/message';
import type { LeadRecord } from '../../src/leads/record';
import type { LeadExport, LedgerEvidence, LedgersChecked, PermissionAnswer } from '../../src/leads/evidence';
import { checkLedgers, exportLead, ledgerEvidence } from '../../src/permission/evidence';
import { askPermission, momentOf } from '../../src/permission/questions';
import type { DeployedStore } from './deployed-store';
import { noSuchLead, Refused } from './refused';

/** `?purpose=marketing&at=2026-03-14`: may she be texted; of a moment that is past, could she have been; and why. */
export async function permissionOf({ house }: DeployedStore, request: Request): Promise<PermissionAnswer> {
  const { rules, clock, store } = await house.engine;
  const record = await leadIn(store, request);
  const now = clock.now();
  const purpose = purposeIn(request);
  const at = understood(() => momentOf(request.query['at'], record, rules, now));
  const answer = askPermission(record, { purpose, at, now }, rules);
  if (!answer) throw new Refused(409, 'The lead was not known yet at that moment.');
  return answer;
}

/** Her ledger, line by line, and whether it is as it was written. */
export async function ledgerOf({ house }: DeployedStore, request: Request): Promise<LedgerEvidence> {
  const { store } = await house.engine;
  return ledgerEvidence((await leadIn(store, request)).ledger);
}

/** Everything about her, as JSON. */
export async function exportOf({ house, config }: DeployedStore, request: Request): Promise<LeadExport> {
  const { store, clock } = await house.engine;
  const record = await leadIn(store, request);
  return exportLead(record, { store: house.name, brand: config.brand }, clock.now());
}

/** Whether the ledger of every lead is as it was written. */
export async function ledgersOf({ house }: DeployedStore): Promise<LedgersChecked> {
  return checkLedgers((await house.engine).store);
}

async function leadIn(
  store: { read(who: { id: string }): Promise<LeadRecord | undefined> },
  request: Request,
): Promise<LeadRecord> {
  const record = await store.read({ id: request.params['lead'] ?? '' });
  if (!record) throw noSuchLead();
  return record;
}

function purposeIn({ query }: Request): Purpose {
  const told = query['purpose'] ?? 'marketing';
  const purpose = PURPOSES.find((known) => known === told);
  if (!purpose) throw new Refused(400, `"purpose" must be one of ${PURPOSES.join(', ')}.`);
  return purpose;
}

function understood(read: () => number): number {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refusal) throw new Refused(400, error.problem);
    throw error;
  }
}
