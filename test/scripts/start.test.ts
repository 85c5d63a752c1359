import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from '../support/places';
import { removeFolder, temporaryFolder } from '../support/temporary';

const CURL = /curl -X POST (\S+) -H 'Authorization: (\S+ \S+)' -H 'Content-Type: (\S+)' -d '(.+)'$/m;

describe('npm start', function () {
  this.timeout(60_000);
  let userDirectory: string;

  beforeEach(() => (userDirectory = temporaryFolder()));
  afterEach(() => removeFolder(userDirectory));

  it('runs the example flows, prints a curl line that works, and ends cleanly on Ctrl-C', async () => {
    const started = await start(userDirectory);
    const [, address = '', authorization = '', type = '', body = ''] = CURL.exec(started.output) ?? [];
    assert.match(started.output, /The editor is at http:\/\/127\.0\.0\.1:\d+$/m);
    const headers = { authorization, 'content-type': type };
    const answer = await fetch(address, { method: 'POST', headers, body });
    assert.equal(answer.status, 202, await answer.text());
    assert.equal(await started.interrupt(), 0);
    assert.doesNotMatch(started.output, /\[(warn|error)\]/);
  });

  it('leaves flows, settings and keys alone when it is started again', async () => {
    await (await start(userDirectory)).interrupt();
    const flows = join(userDirectory, 'flows.json');
    const settings = readFileSync(join(userDirectory, 'settings.js'), 'utf8');
    const [store] = (JSON.parse(readFileSync(flows, 'utf8')) as { type: string }[]).filter(
      ({ type }) => type === 'nurture-lead-store',
    );
    const changed = JSON.stringify([{ ...store, name: 'Renamed by me' }]);
    writeFileSync(flows, changed);

    const again = await start(userDirectory);
    assert.match(again.output, CURL);
    await again.interrupt();
    assert.equal(readFileSync(flows, 'utf8'), changed);
    assert.equal(readFileSync(join(userDirectory, 'settings.js'), 'utf8'), settings);
  });

  it('refuses to run twice on one user directory, and says where the first one is', async () => {
    const note = join(userDirectory, 'npm-start.json');
    // Left behind by a run that was killed; the number of its process belongs to another one by now.
    writeFileSync(
      note,
      JSON.stringify({ process: process.pid, host: '127.0.0.1', port: await unusedPort() }),
    );
    const first = await start(userDirectory);
    const second = run(userDirectory, {});
    const [code] = await once(second.child, 'close');
    const [, url = ''] = /The editor is at (\S+)/.exec(first.output) ?? [];
    await first.interrupt();
    assert.equal(code, 1);
    const [, id = '', open = ''] =
      /^This checkout already runs \(process (\d+)\)\. Stop it first, or open (\S+)\n$/.exec(
        second.errors(),
      ) ?? [];
    assert.deepEqual([open, Number(id) > 0], [url, true], second.errors());
    assert.equal(existsSync(note), false);
  });

  it('says in one line that PORT is no port, and starts nothing', async () => {
    const refused = run(userDirectory, { PORT: 'x' });
    const [code] = await once(refused.child, 'close');
    assert.equal(code, 1);
    assert.match(refused.errors(), /^PORT=x is not a port\.\n$/);
    assert.equal(existsSync(join(userDirectory, '.config.runtime.json')), false);
  });
});

/** Starts it, and waits for the last line of its invitation. */
async function start(userDirectory: string): Promise<{ output: string; interrupt(): Promise<unknown> }> {
  const { child, errors } = run(userDirectory, {});
  const over = once(child, 'close');
  let output = '';
  for await (const line of createInterface(child.stdout)) {
    output += `${line}\n`;
    if (line.includes('Ctrl-C')) break;
  }
  assert.match(output, /Ctrl-C ends it/, errors());
  return {
    output,
    async interrupt() {
      child.kill('SIGINT');
      const [code] = (await over) as [unknown];
      return code;
    },
  };
}

/** A port that nothing listens on at the moment. */
async function unusedPort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function run(userDirectory: string, env: Record<string, string>) {
  const child = spawn(process.execPath, [join(ROOT, 'scripts', 'start.mjs'), userDirectory], {
    env: { ...process.env, PORT: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (text: Buffer) => (errors += String(text)));
  return { child, errors: () => errors };
}
