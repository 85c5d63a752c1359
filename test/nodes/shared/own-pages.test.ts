import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { FOREIGN_PAGE, isOwnPage } from '../../../nodes/shared/own-pages';
import { startNodeRed, type NodeRed } from '../../support/node-red';
import { STORE, Workbench } from '../../support/workbench';

type Headers = Readonly<Record<string, string>>;

/** What Express 4 knows of its routes. */
interface Routed {
  readonly _router: {
    readonly stack: readonly { readonly route?: { path: unknown; methods: Record<string, boolean> } }[];
  };
}

describe('who may ask an admin address', () => {
  const HOST = 'leads.example.com';
  const asked: [string, Headers, boolean][] = [
    ['a program, without either header', { host: HOST }, true],
    [
      'a page of this Node-RED',
      { host: HOST, 'sec-fetch-site': 'same-origin', origin: 'https://leads.example.com' },
      true,
    ],
    ['an address that a person typed', { host: HOST, 'sec-fetch-site': 'none' }, true],
    [
      'a page of this Node-RED in a browser that tells the origin alone',
      { host: `${HOST}:1880`, origin: `http://${HOST}:1880` },
      true,
    ],
    [
      'whatever the case of the host',
      { host: 'Leads.Example.com', origin: 'http://leads.example.com' },
      true,
    ],
    ['a port that the scheme has anyway', { host: `${HOST}:80`, origin: `http://${HOST}` }, true],
    ['a numeric address', { host: '[::1]:1880', origin: 'http://[::1]:1880' }, true],
    [
      'behind a proxy that tells the host',
      { host: 'localhost:1880', 'x-forwarded-host': HOST, origin: `http://${HOST}` },
      true,
    ],
    [
      'behind two proxies',
      { host: 'nr:1880', 'x-forwarded-host': `${HOST}, inner:80`, origin: `http://${HOST}` },
      true,
    ],
    [
      'behind a proxy that ends TLS',
      { host: 'nr', 'sec-fetch-site': 'same-origin', origin: `https://${HOST}` },
      true,
    ],
    [
      'a page of another site',
      { host: HOST, 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
      false,
    ],
    ['an image on another site', { host: HOST, 'sec-fetch-site': 'cross-site' }, false],
    [
      'a page of the same site on another port',
      { host: 'localhost:1880', 'sec-fetch-site': 'same-site', origin: 'http://localhost:3000' },
      false,
    ],
    [
      'another site in a browser that tells the origin alone',
      { host: HOST, origin: 'http://evil.example' },
      false,
    ],
    ['another port', { host: `${HOST}:1880`, origin: `http://${HOST}:3000` }, false],
    ['a page from a file or a sandbox', { host: HOST, origin: 'null' }, false],
    ['an origin that is none', { host: HOST, origin: 'evil' }, false],
    ['a name that only begins like ours', { host: HOST, origin: `http://${HOST}.evil.example` }, false],
    [
      'another site that says it were forwarded',
      {
        host: HOST,
        'sec-fetch-site': 'cross-site',
        'x-forwarded-host': 'evil.example',
        origin: 'https://evil.example',
      },
      false,
    ],
  ];
  for (const [who, headers, isOurs] of asked) {
    it(`${isOurs ? 'may' : 'may not'}: ${who}`, () => assert.equal(isOwnPage({ headers }), isOurs));
  }
});

describe('the admin addresses of this package', () => {
  let bench: Workbench;
  beforeEach(async () => (bench = await Workbench.open([])));
  afterEach(() => bench.close());

  /** Method and path of each, with ids in the place of parameters. */
  function routes(): [string, string][] {
    const app = bench.red.RED.httpAdmin as unknown as Routed;
    return app._router.stack.flatMap(({ route }) => {
      const { path, methods = {} } = route ?? {};
      if (typeof path !== 'string' || !path.startsWith('/lead-nurture/')) return [];
      const filled = path.replace(':id', 'store').replace(/:\w+/g, 'x');
      return Object.keys(methods).map((method): [string, string] => [method.toUpperCase(), filled]);
    });
  }

  it('refuse a page of another site with one sentence that it cannot read, every one of them', async () => {
    assert.ok(routes().length > 15);
    const before = await (await fetch(`${bench.red.url}/lead-nurture/stores/store/key`)).text();
    for (const [method, path] of routes()) {
      const response = await fetch(bench.red.url + path, {
        method,
        headers: { origin: 'http://evil.example', 'content-type': 'text/plain' },
      });
      assert.deepEqual([path, response.status], [path, 403]);
      assert.equal(response.headers.get('access-control-allow-origin'), null);
      assert.deepEqual(await response.json(), { error: FOREIGN_PAGE });
    }
    assert.equal(await (await fetch(`${bench.red.url}/lead-nurture/stores/store/key`)).text(), before);
  });
});

for (const root of ['/', '/editor', '/nurture']) {
  describe(`the admin addresses of a real Node-RED with the editor at ${root}`, function () {
    this.timeout(60_000);
    let red: NodeRed;
    let under: string;
    before(async () => {
      red = await startNodeRed({ flows: [STORE], settings: { httpAdminRoot: root } });
      under = root === '/' ? '' : root;
    });
    after(() => red.stop());
    // Not by fetch: what a browser sends by itself it lets nobody set.
    const ask = async (headers: Headers, method = 'GET'): Promise<IncomingMessage> => {
      const asked = request(`${red.url}${under}/lead-nurture/stores`, { method, headers });
      asked.end();
      const [response]: IncomingMessage[] = await once(asked, 'response');
      assert.ok(response);
      return response.resume();
    };

    it('answer its own pages and programs', async () => {
      const { host } = new URL(red.url);
      for (const headers of [
        {},
        { origin: `http://${host}` },
        { 'sec-fetch-site': 'same-origin' },
      ] as Headers[])
        assert.equal((await ask(headers)).statusCode, 200);
      const forwarded = { 'x-forwarded-host': 'leads.example.com', origin: 'http://leads.example.com' };
      assert.equal((await ask(forwarded)).statusCode, 200);
    });

    it('refuse pages of other sites', async () => {
      for (const headers of [
        { origin: 'http://evil.example' },
        { 'sec-fetch-site': 'cross-site' },
      ] as Headers[])
        assert.equal((await ask(headers)).statusCode, 403);
    });

    it('let no page of another site send headers of its own, such as X-Forwarded-Host', async () => {
      const preflight = await ask(
        {
          origin: 'http://evil.example',
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'x-forwarded-host',
        },
        'OPTIONS',
      );
      assert.equal(preflight.headers['access-control-allow-headers'], undefined);
    });
  });
}
