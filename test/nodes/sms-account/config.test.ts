import assert from 'node:assert/strict';
import { addressesOf, pathFrom } from '../../../nodes/sms-account/addresses';
import { DEFAULTS, readSmsAccount } from '../../../nodes/sms-account/config';
import { RefusalLog } from '../../../nodes/sms-account/refusals';
import { problemsOfSecrets, readSecrets, STORED } from '../../../nodes/sms-account/secrets';
import { settingsOf } from '../../../nodes/sms-account/twilio';
import { SimulatedClock } from '../../../src/clock';
import { configOf, refuses } from '../config-cases';

const TWILIO = {
  store: 's1',
  gateway: 'twilio',
  senders: ['+12025550100'],
  publicUrl: 'https://leads.example.com',
};
const SID = `AC${'0'.repeat(32)}`;

describe('the config of an SMS account', () => {
  it('needs a store and nothing else', () => {
    assert.deepEqual(configOf(readSmsAccount({ store: 's1' })), { ...DEFAULTS, store: 's1' });
  });

  refuses(readSmsAccount, { store: 's1' }, [
    { when: 'no store is chosen', saved: { store: '' }, property: 'store', says: /lead store/ },
    {
      when: 'the sender is no number',
      saved: { sender: 'Riverside' },
      property: 'sender',
      says: /country code/,
    },
  ]);

  it('does not ask for what the other gateway needs', () => {
    assert.ok(readSmsAccount({ store: 's1', publicUrl: 'x', path: 'A B', senders: ['x'] }).ok);
    assert.ok(readSmsAccount({ ...TWILIO, sender: 'Riverside' }).ok);
  });
});

describe('the config of an SMS account with Twilio', () => {
  it('takes numbers and addresses as people write them', () => {
    const written = {
      senders: '+1 (202) 555-0100, +13055550100,',
      publicUrl: ' https://leads.example.com/ ',
    };
    const { senders, publicUrl } = configOf(readSmsAccount({ ...TWILIO, ...written }));
    assert.deepEqual(senders, ['+12025550100', '+13055550100']);
    assert.equal(publicUrl, 'https://leads.example.com');
  });

  it('needs a number or a Messaging Service', () => {
    assert.ok(readSmsAccount({ ...TWILIO, senders: [], messagingService: `MG${'a'.repeat(32)}` }).ok);
  });

  refuses(readSmsAccount, TWILIO, [
    { when: 'there is no number', saved: { senders: [] }, property: 'senders', says: /at least one/ },
    {
      when: 'a number has no country code',
      saved: { senders: ['+12025550100', '3055550100'] },
      property: 'senders',
      says: /number 2 with \+/,
    },
    {
      when: 'the service is none',
      saved: { messagingService: 'MG1' },
      property: 'messagingService',
      says: /MG/,
    },
    { when: 'nobody reaches it', saved: { publicUrl: '' }, property: 'publicUrl', says: /reaches/ },
    {
      when: 'it is reached without TLS',
      saved: { publicUrl: 'http://x.io' },
      property: 'publicUrl',
      says: /https/,
    },
    {
      when: 'the public address is a word',
      saved: { publicUrl: 'x.io' },
      property: 'publicUrl',
      says: /https/,
    },
    {
      when: 'the public address has a query',
      saved: { publicUrl: 'https://x.io?a=1' },
      property: 'publicUrl',
      says: /behind/,
    },
    {
      when: 'the public address has a password',
      saved: { publicUrl: 'https://u:p@x.io' },
      property: 'publicUrl',
      says: /field of their own/,
    },
    {
      when: 'the machine has a _ in its name',
      saved: { publicUrl: 'https://my_leads.io' },
      property: 'publicUrl',
      says: /21609/,
    },
    { when: 'the path is no path', saved: { path: 'My Texts' }, property: 'path', says: /small letters/ },
    { when: 'the API address is a word', saved: { apiUrl: 'twilio' }, property: 'apiUrl', says: /https/ },
    { when: 'it would send nothing', saved: { pace: 0 }, property: 'pace', says: /from 0.1/ },
    {
      when: 'it would send again at once',
      saved: { resendMinutes: 1 },
      property: 'resendMinutes',
      says: /from 5/,
    },
  ]);
});

describe('the secrets of an SMS account', () => {
  const CASES: [string, Record<string, string>, string[]][] = [
    ['are enough with SID and token', { accountSid: SID, authToken: 't' }, []],
    [
      'are enough when they are stored',
      { accountSid: STORED, authToken: STORED, apiKeySid: STORED, apiKeySecret: STORED },
      [],
    ],
    ['need both', {}, ['accountSid', 'authToken']],
    ['need a SID that is one', { accountSid: 'AC1', authToken: 't' }, ['accountSid']],
    [
      'need the token beside an API key',
      { accountSid: SID, apiKeySid: `SK${'0'.repeat(32)}`, apiKeySecret: 's' },
      ['authToken'],
    ],
    [
      'need a whole API key',
      { accountSid: SID, authToken: 't', apiKeySid: 'SK' },
      ['apiKeySid', 'apiKeySecret'],
    ],
    ['need the SID of an API key', { accountSid: SID, authToken: 't', apiKeySecret: 's' }, ['apiKeySid']],
    ['need a whole login', { accountSid: SID, authToken: 't', login: 'ana' }, ['login']],
  ];
  for (const [what, given, wrong] of CASES) {
    it(what, () => {
      const problems = problemsOfSecrets(readSecrets(given));
      assert.deepEqual(
        problems.map(({ secret }) => secret),
        wrong,
      );
    });
  }

  it('sign in by the API key, and put the login into the address for reports', () => {
    const secrets = readSecrets({
      accountSid: SID,
      authToken: 't',
      apiKeySid: 'SK1',
      apiKeySecret: 's',
      login: 'ana:p@ss:w',
    });
    const addresses = addressesOf('https://Leads.example.com', '/api', 'sms');
    assert.deepEqual(settingsOf(configOf(readSmsAccount({ ...TWILIO, pace: 3 })), secrets, addresses), {
      accountSid: SID,
      authToken: 't',
      apiKey: { sid: 'SK1', secret: 's' },
      senders: ['+12025550100'],
      statusCallback: 'https://ana:p%40ss%3Aw@leads.example.com/api/nurture/sms/status#rc=5&rp=all&tt=15000',
      segmentsPerSecond: 3,
    });
  });
});

describe('the login before the webhooks', () => {
  const statusOf = (login: string): URL => {
    const addresses = addressesOf('https://leads.example.com', '/', 'sms');
    const secrets = readSecrets({ accountSid: SID, authToken: 't', login });
    const { statusCallback = '' } = settingsOf(configOf(readSmsAccount(TWILIO)), secrets, addresses);
    return new URL(statusCallback);
  };

  for (const password of [
    '50%off',
    '%41%',
    '100%',
    '%',
    'a:b/c?d#e@f',
    '[x]{y}|z^',
    'pässwörd',
    '"<>\\`',
    '😀',
    '\ud800',
  ]) {
    it(`comes out at Twilio as it was typed: ${JSON.stringify(password)}`, () => {
      const { username, password: written, hostname, hash } = statusOf(`an%41a:${password}`);
      assert.deepEqual(
        [decodeURIComponent(username), decodeURIComponent(written), hostname, hash],
        ['an%41a', Buffer.from(password).toString(), 'leads.example.com', '#rc=5&rp=all&tt=15000'],
      );
      assert.match(written, /^(?:[\w.~!$&'()*+,;=-]|%[0-9A-F]{2})+$/);
    });
  }
});

describe('the addresses of an SMS account', () => {
  for (const [base, root, reply] of [
    ['https://x.io', '/', 'https://x.io/nurture/sms/reply'],
    ['https://x.io', '/api/', 'https://x.io/api/nurture/sms/reply'],
    ['https://X.io:8443', 'red', 'https://x.io:8443/red/nurture/sms/reply'],
    ['https://x.io/behind/proxy', '/', 'https://x.io/behind/proxy/nurture/sms/reply'],
  ] as const) {
    it(`are at ${reply} for ${base} and ${root}`, () => {
      const addresses = addressesOf(base, root, 'sms');
      assert.deepEqual(addresses, { reply, status: reply.replace('reply', 'status') });
    });
  }

  it('have a path made from the name', () => {
    const names = ['Riverside Dental', ' Café Ñandú & Co. ', '北京', '-- 2nd --', 'x'.repeat(60)];
    assert.deepEqual(names.map(pathFrom), ['riverside-dental', 'cafe-nandu-co', '', '2nd', 'x'.repeat(36)]);
  });
});

describe('the log of refused requests', () => {
  it('has a line at once, then one a minute with how many there were', async () => {
    const clock = new SimulatedClock(0);
    const lines: string[] = [];
    const log = new RefusalLog(clock, (line) => lines.push(line));
    const pass = (ms: number): Promise<void> => clock.advanceTo(clock.now() + ms, () => Promise.resolve());
    for (let i = 0; i < 1_000; i++) log.note('Refused.');
    await pass(59_999);
    log.note('Refused.');
    assert.deepEqual(lines, ['Refused.']);
    await pass(1);
    log.note('Refused.');
    assert.deepEqual(lines, ['Refused.', 'Refused. (1000 more since the last such line.)']);
    await pass(60_000);
    log.note('Refused.');
    assert.equal(lines[2], 'Refused.');
  });
});
