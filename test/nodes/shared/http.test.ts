import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request as ask, type IncomingMessage, type Server } from 'node:http';
import { HttpRefusal, answerRefusal, readBody } from '../../../nodes/shared/http';
import { SimulatedClock } from '../../../src/clock';
import { postTo } from '../lead-store/requests';

describe('an answer as a page', () => {
  it('shows markup in its words as text', async () => {
    const server = createServer((request, response) =>
      answerRefusal(request, response, new HttpRefusal(400, `<b title="it's">&amp;</b>`)),
    );
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { text } = await postTo(`http://127.0.0.1:${portOf(server)}`, '/', {
      body: '',
      headers: { accept: 'text/html' },
    });
    server.close();
    const shown = '&lt;b title=&quot;it&#39;s&quot;&gt;&amp;amp;&lt;/b&gt;';
    assert.ok(text.endsWith(`<title>${shown}</title><p>${shown}</p>`), text);
  });
});

describe('the body of a request', () => {
  let clock: SimulatedClock;
  let server: Server;
  let before: (request: IncomingMessage) => Promise<void>;
  /** Its reading has begun. */
  let reading: Promise<void>;
  let answered: Promise<void>;
  beforeEach(async () => {
    clock = new SimulatedClock(Date.UTC(2026, 2, 3, 12));
    before = () => Promise.resolve();
    let begun = (): void => undefined;
    reading = new Promise((resolve) => (begun = resolve));
    answered = new Promise((resolve) => {
      server = createServer((request, response) => {
        const read = async (): Promise<void> => {
          await before(request);
          const body = readBody(request, 1024, clock);
          begun();
          await body.catch((refusal: unknown) => {
            assert.ok(refusal instanceof HttpRefusal);
            answerRefusal(request, response, refusal, clock);
          });
          resolve();
        };
        void read();
      });
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const send = (): ReturnType<typeof ask> => {
    const asked = ask({ port: portOf(server), host: '127.0.0.1', method: 'POST' });
    asked.on('error', () => undefined);
    return asked;
  };
  const pass = (ms: number): Promise<void> => clock.advanceTo(clock.now() + ms, () => Promise.resolve());

  it('is not waited for when somebody has read it already: 400', async () => {
    before = (request) => once(request.resume(), 'end').then(() => undefined);
    const [response]: IncomingMessage[] = await once(send().end('x'), 'response');
    assert.equal(response?.statusCode, 400);
  });

  it('has half a minute to come: 408, and five seconds later the connection is closed', async () => {
    const asked = send();
    asked.write('x');
    await reading;
    await pass(29_999);
    const heard = once(asked, 'response');
    await pass(1);
    const [response]: IncomingMessage[] = await heard;
    assert.equal(response?.statusCode, 408);
    response.resume();
    const closed = once(asked, 'close');
    await pass(5_000);
    await closed;
  });

  it('that breaks off ends its reading, and leaves no alarm behind', async () => {
    const asked = send();
    asked.write('x');
    await reading;
    assert.notEqual(clock.nextAlarm(), undefined);
    asked.destroy();
    await answered;
    assert.equal(clock.nextAlarm(), undefined);
  });
});

function portOf(server: Server): number {
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  return address.port;
}
