/** The secrets of an account: credentials of type password, written nowhere else. Shared by the runtime and the dialog. */
export const SECRETS = [
  'accountSid',
  'authToken',
  'nextAuthToken',
  'apiKeySid',
  'apiKeySecret',
  'login',
] as const;
export type Secret = (typeof SECRETS)[number];
export type Secrets = Readonly<Record<Secret, string>>;

/** Node-RED's editor shows a stored password as this, because it never gets it (editor-client, ui/editor.js). */
export const STORED = '__PWRD__';

/** Reads what Node-RED gives as credentials; what is not there is empty. */
export function readSecrets(credentials: unknown): Secrets {
  const given: Readonly<Record<string, unknown>> =
    typeof credentials === 'object' && credentials !== null ? { ...credentials } : {};
  const secret = (name: Secret): string => {
    const value = given[name];
    return typeof value === 'string' ? value.trim() : '';
  };
  return {
    accountSid: secret('accountSid'),
    authToken: secret('authToken'),
    nextAuthToken: secret('nextAuthToken'),
    apiKeySid: secret('apiKeySid'),
    apiKeySecret: secret('apiKeySecret'),
    login: secret('login'),
  };
}

export interface SecretProblem {
  readonly secret: Secret;
  readonly problem: string;
}

/** What is wrong with the secrets, in sentences that hold none of them. What is stored in the server is in order. */
export function problemsOfSecrets(secrets: Secrets): readonly SecretProblem[] {
  const { accountSid, authToken, apiKeySid, apiKeySecret, login } = secrets;
  const problems: SecretProblem[] = [];
  const fail = (secret: Secret, problem: string): void => void problems.push({ secret, problem });
  if (accountSid === '') fail('accountSid', 'The Account SID is missing.');
  else if (!fits(accountSid, /^AC[0-9a-f]{32}$/i)) {
    fail('accountSid', 'The Account SID must be AC and 32 digits and letters from a to f.');
  }
  // An API key cannot check signatures, so the token is needed with one, too.
  if (authToken === '') fail('authToken', 'The Auth Token is missing.');
  if (apiKeySid === '' && apiKeySecret !== '') fail('apiKeySid', 'The SID of the API key is missing.');
  if (apiKeySid !== '' && !fits(apiKeySid, /^SK[0-9a-f]{32}$/i)) {
    fail('apiKeySid', 'The SID of the API key must be SK and 32 digits and letters from a to f.');
  }
  if (apiKeySid !== '' && apiKeySecret === '') fail('apiKeySecret', 'The secret of the API key is missing.');
  if (login !== '' && !fits(login, /^[^\s:/@]+:\S+$/)) {
    fail('login', 'Write user and password of the webhooks as user:password.');
  }
  return problems;
}

function fits(secret: string, pattern: RegExp): boolean {
  return secret === STORED || pattern.test(secret);
}
