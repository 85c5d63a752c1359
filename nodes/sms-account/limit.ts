import type { Request, Response } from 'express';
import type { NodeAPI } from 'node-red';
import { usualLimit } from '../../src/sms/delivery/daily-limit';
import type { ErrorAnswer, UsualLimitView } from '../shared/admin-types';
import { houseOf } from '../shared/house';
import { mayUse } from '../shared/own-pages';

/** What the dialog shows as the limit of a day when nobody has set one. */
export function serveUsualLimit(RED: NodeAPI): void {
  const read = mayUse(RED, 'nurture-sms-account.read');
  RED.httpAdmin.get(
    '/lead-nurture/accounts/usual-limit/:store',
    read,
    (request: Request, response: Response<UsualLimitView | ErrorAnswer>) => {
      leadsOf(RED, request.params['store'] ?? '').then(
        (leads) => response.json({ leads, segments: usualLimit(leads) }),
        () => response.status(404).json({ error: 'This lead store is not deployed.' }),
      );
    },
  );
}

async function leadsOf(RED: NodeAPI, store: string): Promise<number> {
  return (await houseOf(RED, store).engine).store.size();
}
