import assert from 'node:assert/strict';
import { createServer as createWebServer } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { Gateway, OutgoingText } from '../../../src/sms/gateway';
import { checkConnection } from '../../../src/sms/twilio/check';
import type { TwilioSettings } from '../../../src/sms/twilio/settings';
import { openTwilio } from '../../../src/sms/twilio/twilio';
import { START, numberOf } from '../../support/house';
import { ACCOUNT, SENDER, TOKEN } from '../../support/twilio/fake';
import { sidOf } from '../../support/twilio/webhooks';

function addressOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Writes without end, as fast as the other side takes it. */
function pour(socket: Socket, part: string | Buffer): void {
  const more = (): void => {
    while (!socket.destroyed && socket.write(part)) {
      /* until it is full */
    }
  };
  socket.on('drain', more);
  more();
}

/** A byte every few milliseconds. */
function drip(socket: Socket, part: string): void {
  const timer = setInterval(() => socket.destroyed || socket.write(part), 5);
  socket.on('close', () => clearInterval(timer));
}

const OK = 'HTTP/1.1 201 Created\r\nContent-Type: application/json\r\n';
const CHUNKED = `${OK}Transfer-Encoding: chunked\r\n\r\n`;

/** What a provider, or something before it, may do to us. */
const ANSWERS: Readonly<Record<string, (socket: Socket) => void>> = {
  'a body of gigabytes, its length told': (socket) => {
    socket.write(`${OK}Content-Length: 8000000000\r\n\r\n{"sid":"`);
    pour(socket, 'a'.repeat(65_536));
  },
  'a body of gigabytes, in chunks': (socket) => {
    socket.write(CHUNKED);
    pour(socket, `10000\r\n${' '.repeat(65_536)}\r\n`);
  },
  'a body that becomes gigabytes when it is unpacked': (socket) => {
    const packed = gzipSync(Buffer.alloc(64 * 1024 * 1024, 32));
    socket.write(`${OK}Content-Encoding: gzip\r\nContent-Length: ${packed.length}\r\n\r\n`);
    socket.write(packed);
  },
  'a byte at a time': (socket) => {
    socket.write(CHUNKED);
    drip(socket, '1\r\n \r\n');
  },
  'headers that never end': (socket) => {
    socket.write(OK);
    drip(socket, 'a');
  },
  'headers of gigabytes': (socket) => {
    socket.write(OK);
    pour(socket, `X-More: ${'a'.repeat(4_000)}\r\n`);
  },
  'interim answers without end': (socket) => drip(socket, 'HTTP/1.1 102 Processing\r\n\r\n'),
  'a body that stops in the middle, and a connection that stays open': (socket) => {
    socket.write(`${OK}Content-Length: 100\r\n\r\n{"sid":`);
  },
  'nothing at all': () => undefined,
  'half an answer, and an end': (socket) => socket.end(`${OK}Content-Length: 100\r\n\r\n{"sid":`),
  'something that is no HTTP': (socket) => pour(socket, '\0'.repeat(1_000)),
  'JSON of a depth that overflows': (socket) => {
    const body = '['.repeat(500_000);
    socket.write(`${OK}Content-Length: ${body.length}\r\n\r\n${body}`);
  },
};

const TEXT: OutgoingText = {
  message: 'm1',
  lead: 'l1',
  to: numberOf('+13055550142'),
  text: 'Hi Ana!',
  sender: numberOf(SENDER),
  plannedAt: START,
  calledAt: START,
};
/** Our patience in these tests, ms. */
const PATIENCE_MS = 250;
/** What four such answers may cost in memory: far less than one of them has. */
const MOST_MEMORY = 100 * 1024 * 1024;

describe('an answer without an end', () => {
  const sockets = new Set<Socket>();
  let server: Server;
  let answer: (socket: Socket) => void = () => undefined;

  before(async () => {
    server = createServer((socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      socket.on('error', () => undefined);
      socket.once('data', () => answer(socket));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  after(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });

  const settings = (): TwilioSettings => ({
    accountSid: ACCOUNT,
    authToken: TOKEN,
    senders: [numberOf(SENDER)],
    baseUrl: addressOf(server),
    segmentsPerSecond: 1,
  });
  const gateway = (): Gateway => openTwilio(settings(), { timeoutMs: PATIENCE_MS });

  for (const [name, given] of Object.entries(ANSWERS)) {
    it(`${name}: the text is of unknown outcome, and nothing hangs or grows`, async () => {
      answer = given;
      const before = process.memoryUsage.rss();
      const [outcome, check] = await Promise.all([
        gateway().send(TEXT),
        checkConnection(settings(), { timeoutMs: PATIENCE_MS }),
        assert.rejects(gateway().find(TEXT, new Set()), /^Error: Twilio cannot be asked now/),
        assert.rejects(gateway().ask?.(sidOf(1)) ?? Promise.resolve(), /Twilio cannot be asked now/),
      ]);
      assert.deepEqual([outcome, check.ok], [{ kind: 'unknown' }, false]);
      assert.ok(process.memoryUsage.rss() - before < MOST_MEMORY);
    }).timeout(10_000);
  }

  it('pages without end are looked through up to a thousand texts, and then nothing is certain', async () => {
    let pages = 0;
    const list = JSON.stringify({ messages: [], next_page_uri: '/2010-04-01/more.json', page_size: 100 });
    const pager = createWebServer((_, response) => {
      pages++;
      response.setHeader('Content-Type', 'application/json').end(list);
    });
    await new Promise<void>((resolve) => pager.listen(0, '127.0.0.1', resolve));
    const found = await openTwilio({ ...settings(), baseUrl: addressOf(pager) }).find(TEXT, new Set());
    pager.closeAllConnections();
    await new Promise((resolve) => pager.close(resolve));
    assert.deepEqual(found, { kind: 'unclear' });
    assert.equal(pages, 10);
  });
});
