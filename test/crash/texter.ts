import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { twilioWebhooks } from '../../nodes/sms-account/webhooks';
import { MovableClock, realClock } from '../../src/clock';
import { Engine } from '../../src/engine';
import { isE164 } from '../../src/leads/phone';
import { systemRandomness } from '../../src/randomness';
import { openTwilio } from '../../src/sms/twilio/twilio';
import { openEmbeddedStore } from '../../src/store/embedded/store';
import { ACCOUNT, SENDER, TOKEN } from '../support/twilio/fake';
import type { Orders } from './texting';

const LEADS = 300;
const CALLERS = 12;
const ADDRESSES = {
  reply: 'https://acme.test/nurture/sms/reply',
  status: 'https://acme.test/nurture/sms/status',
};

/**
 * A process that texts by Twilio as fast as it can, some callers side by side, until it is killed. Says `open <port>` when
 * reports may come, `begin <words>` when a flow wants a text and `done <words>` when its step has gone on.
 */
async function textAway({ folder, api, round, aheadMs, timeoutMs, again, more }: Orders): Promise<void> {
  const clock = new MovableClock(realClock, aheadMs);
  const store = await openEmbeddedStore({ folder });
  const engine = new Engine({
    store,
    clock,
    randomness: systemRandomness(),
    brand: 'Acme',
    rules: { consent: 'assumed', hours: 'any', cap: null, defaultZone: 'America/New_York', spreadMs: 0 },
    answers: { stop: '', start: '', help: '' },
    failed,
  });
  const waiting = new Map<unknown, () => void>();
  const done = (words: unknown): void => {
    process.stdout.write(`done ${String(words)}\n`);
    waiting.get(words)?.();
    waiting.delete(words);
  };
  // A text that had to wait hands its message back to the SMS send.
  engine.attach('sms', ({ handover: { event } }) => {
    if (event.kind === 'wait_ended') done(event.wait.msg['words']);
  });
  const senders = [SENDER].filter(isE164);
  const settings = { accountSid: ACCOUNT, authToken: TOKEN, senders, baseUrl: api };
  engine.addAccount(
    'account',
    openTwilio(
      { ...settings, segmentsPerSecond: 1_000, statusCallback: `${ADDRESSES.status}#rc=5` },
      { timeoutMs },
    ),
  );
  const webhooks = twilioWebhooks({
    account: 'account',
    accountSid: ACCOUNT,
    tokens: [TOKEN],
    addresses: ADDRESSES,
    keywords: 'twilio',
    isOurs: () => false,
    now: () => Promise.resolve(engine),
    deployed: () => Promise.resolve(true),
    say: failed,
    failed,
  });
  const server = createServer((request, response) => {
    webhooks.status(request, response).catch(failed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await engine.start();
  process.stdout.write(`open ${(server.address() as AddressInfo).port}\n`);

  const text = async (words: string): Promise<void> => {
    const number = Number(words.split('-')[1]) % LEADS;
    const phone = `+1305200${String(number).padStart(4, '0')}`;
    if (!isE164(phone)) throw new Error('no phone number');
    const record = await engine.known({ phone });
    if (!record) throw new Error('the lead is not known');
    const sent = await engine.send(record.lead.id, {
      ...{ node: 'sms', visit: words, account: 'account', template: words, msg: {} },
      ...{ purpose: 'transactional', introduce: false, plainer: true, onHold: 'hold' },
      keep: () => ({ words }),
    });
    if (sent.kind === 'sent') done(words);
    // What waited goes on by the end of its wait, which is told above.
    else if (sent.kind !== 'waiting' && sent.kind !== 'goes_on_by_itself')
      throw new Error(`${words}: ${sent.kind}`);
  };

  // What the flow had begun and not ended comes again, as a handover does.
  await Promise.all(again.map(text));
  let next = 0;
  const caller = async (): Promise<void> => {
    for (;;) {
      const words = `text${round}-${next++}`;
      process.stdout.write(`begin ${words}\n`);
      // So many texts at a time: a queue that grows without end is none to be killed in.
      const over = new Promise<void>((resolve) => waiting.set(words, resolve));
      await text(words);
      await Promise.race([over, patience()]);
    }
  };
  if (more) await Promise.all(Array.from({ length: CALLERS }, caller));
}

/** What is being looked up takes seconds; meanwhile others leave. */
function patience(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 50));
}

function failed(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}

textAway(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Orders).catch((error: unknown) => {
  failed(error);
  process.exitCode = 1;
});
