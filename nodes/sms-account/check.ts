import type { Request, Response } from 'express';
import type { NodeAPI } from 'node-red';
import { isJsonObject } from '../../src/json';
import { checkConnection, type CheckedField } from '../../src/sms/twilio/check';
import type { CheckCommand, ConnectionView, ErrorAnswer } from '../shared/admin-types';
import { mayUse } from '../shared/own-pages';
import { addressesOf } from './addresses';
import { readSmsAccount, type SmsAccountConfig } from './config';
import { SECRETS, STORED, problemsOfSecrets, readSecrets, type Secret, type Secrets } from './secrets';
import { settingsOf } from './twilio';

/** A person looks at the dialog meanwhile. */
const PATIENCE_MS = 15_000;

/** Characters that a field may have. */
const LONGEST_FIELD = 10_000;

/** An account that is deployed. */
export interface DeployedAccount {
  readonly apiUrl: string;
  /** With what stands in environment variables. */
  readonly secrets: Secrets;
}

const FIELDS: Readonly<Record<CheckedField, keyof SmsAccountConfig | Secret | undefined>> = {
  accountSid: 'accountSid',
  authToken: 'authToken',
  apiKey: 'apiKeySid',
  senders: 'senders',
  messagingServiceSid: 'messagingService',
  baseUrl: 'apiUrl',
  network: undefined,
};

/** What the button "Check connection" asks. Works with what is typed, before any deploy. */
export function serveCheck(RED: NodeAPI, deployed: ReadonlyMap<string, DeployedAccount>): void {
  const write = mayUse(RED, 'nurture-sms-account.write');
  RED.httpAdmin.post(
    '/lead-nurture/accounts/check',
    write,
    (request: Request, response: Response<ConnectionView | ErrorAnswer>) => {
      const command = commandIn(request.body);
      if (!command) {
        response
          .status(400)
          .json({ error: 'The request must have account, senders, messagingService, apiUrl and secrets.' });
        return;
      }
      check(RED, command, deployed.get(command.account)).then(
        (view) => response.json(view),
        // Never with the error: it may hold what was asked.
        () => response.status(503).json({ error: 'The connection could not be checked.' }),
      );
    },
  );
}

async function check(
  RED: NodeAPI,
  command: CheckCommand,
  deployed: DeployedAccount | undefined,
): Promise<ConnectionView> {
  const { account, senders, messagingService, apiUrl } = command;
  const read = readSmsAccount({
    gateway: 'twilio',
    senders,
    messagingService,
    apiUrl,
    // What does not matter to the connection may still be missing.
    store: account,
    publicUrl: 'https://leads.example.com',
  });
  if (!read.ok) {
    const [first] = read.problems;
    return { ok: false, says: first?.problem ?? '', field: first?.property ?? 'senders' };
  }
  const told = readSecrets(command.secrets);
  // Whoever may edit flows must not get a stored secret out by having it sent to an address of his own.
  if (read.config.apiUrl !== (deployed?.apiUrl ?? '') && SECRETS.some((name) => told[name] === STORED)) {
    return {
      ok: false,
      field: 'authToken',
      says: 'The API address has changed: deploy first, or type the Account SID, the Auth Token and the API key anew. Stored secrets are sent only where they went before.',
    };
  }
  const secrets = withStored(told, deployed?.secrets ?? storedSecrets(RED, account));
  const [problem] = problemsOfSecrets(secrets);
  if (problem) return { ok: false, says: problem.problem, field: problem.secret };
  const settings = settingsOf(read.config, secrets, addressesOf(read.config.publicUrl, '/', 'sms'));
  const checked = await checkConnection(settings, { timeoutMs: PATIENCE_MS });
  if (checked.ok) return checked;
  const field = FIELDS[checked.field];
  return { ok: false, says: checked.says, ...(field === undefined ? {} : { field }) };
}

/** Of an account that is not deployed, such as one that is disabled. */
function storedSecrets(RED: NodeAPI, account: string): Secrets {
  return readSecrets(RED.nodes.getCredentials(account));
}

function withStored(told: Secrets, stored: Secrets): Secrets {
  const each = SECRETS.map((name) => [name, told[name] === STORED ? stored[name] : told[name]] as const);
  return readSecrets(Object.fromEntries(each));
}

function commandIn(body: unknown): CheckCommand | undefined {
  if (!isJsonObject(body)) return undefined;
  const { account, senders, messagingService, apiUrl, secrets } = body;
  if (!isShort(account) || !isShort(senders) || !isShort(messagingService) || !isShort(apiUrl))
    return undefined;
  if (!isJsonObject(secrets)) return undefined;
  return { account, senders, messagingService, apiUrl, secrets: { ...readSecrets(secrets) } };
}

function isShort(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST_FIELD;
}
