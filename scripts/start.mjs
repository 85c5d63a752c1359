/**
 * `npm start`: sets up what is missing, then runs Node-RED with the package and the example flows in the foreground.
 * `npm start -- <folder>` takes another user directory than `.node-red`; PORT=<number> another port than 1880.
 */
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { isFree, noteRun, refuseSecondRun } from './one-run.mjs';
import { buildWhatIsOld, installWhatIsMissing, orSayWhy, ROOT, say, SetupError } from './setup.mjs';
import { fillUserDirectory } from './user-directory.mjs';

const HOST = '127.0.0.1';
const FIRST_PORT = 1880;
const LAST_PORT = 1899;

await orSayWhy(async () => {
  const userDirectory = resolve(process.argv[2] ?? join(ROOT, '.node-red'));
  await refuseSecondRun(userDirectory);
  installWhatIsMissing();
  buildWhatIsOld();
  fillUserDirectory(userDirectory);
  const port = await choosePort();
  say('Starting Node-RED ...');
  const nodeRed = spawn(
    process.execPath,
    [join(ROOT, 'node_modules', 'node-red', 'red.js'), '--userDir', userDirectory, '--port', String(port)],
    { stdio: ['inherit', 'pipe', 'inherit'] },
  );
  noteRun(userDirectory, nodeRed, HOST, port);
  passOn(nodeRed.stdout);
  endTogether(nodeRed);
  await invite(`http://${HOST}:${port}`, nodeRed);
});

/** What Node-RED prints, but for what it warns of in every new user directory. */
function passOn(output) {
  createInterface(output).on('line', (line) => {
    if (!/Projects disabled|Encrypted credentials not found/.test(line)) say(line);
  });
}

/** The one in PORT, or else the first free one from 1880 on. */
async function choosePort() {
  const asked = process.env.PORT;
  if (asked) {
    const port = Number(asked);
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      throw new SetupError(`PORT=${asked} is not a port.`);
    if (await isFree(HOST, port)) return port;
    throw new SetupError(`Port ${port} is taken. Name another one with PORT=<number>, or leave PORT out.`);
  }
  for (let port = FIRST_PORT; port <= LAST_PORT; port++) if (await isFree(HOST, port)) return port;
  throw new SetupError(
    `All ports from ${FIRST_PORT} to ${LAST_PORT} are taken. Name one with PORT=<number>.`,
  );
}

/** Ctrl-C reaches Node-RED by itself; it ends cleanly and we end with it. */
function endTogether(nodeRed) {
  let ending = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      ending = true;
      // From a terminal both of us got it, and Node-RED does nothing when it gets it again.
      nodeRed.kill(signal);
    });
  }
  nodeRed.once('exit', (code) => {
    if (ending) say('Node-RED has ended.');
    else console.error(`Node-RED ended by itself with code ${code}; its reason stands above.`);
    process.exit(ending ? 0 : code || 1);
  });
}

/** Says where the editor is, and what to try, once the flows run. */
async function invite(url, nodeRed) {
  const stores = await openStores(url, nodeRed);
  say(`\nThe editor is at ${url}`);
  const open = stores.find(({ state }) => state === 'open');
  if (open) {
    const { key } = await ask(`${url}/lead-nurture/stores/${open.id}/key`, nodeRed);
    say(
      `A lead fills in a form (in another terminal); her phone is in the editor's sidebar "Lead nurture":\n`,
    );
    say(`  ${curlLine(url + open.webhook, key)}\n`);
  }
  for (const { name, problem } of stores.filter((store) => store.problem))
    say(`Lead store ${name}: ${problem}`);
  say('Ctrl-C ends it.');
}

/** In one line that any shell on Linux and macOS takes. */
function curlLine(address, key) {
  // 202-555-01xx is kept free for fiction. Nobody of the examples, so that nobody is mixed up in the sidebar.
  const form = {
    phone: '+12025550143',
    name: 'Maya Ortiz',
    behavior: 'form_submitted',
    consent: { given: true, words: 'Yes, text me about my request.' },
  };
  const headers = `-H 'Authorization: Bearer ${key}' -H 'Content-Type: application/json'`;
  return `curl -X POST ${address} ${headers} -d '${JSON.stringify(form)}'`;
}

/** The lead stores, once none of them is still opening; none where the editor asks for a login. */
async function openStores(url, nodeRed) {
  let stores;
  const settled = () => stores?.length > 0 && stores.every(({ state }) => state !== 'opening');
  // The flows may start a moment after the server; without any lead store in them there is nothing to wait for.
  for (let tries = 0; tries < 50 && !settled(); tries++) {
    if (tries > 0) await pause(200);
    stores = await ask(`${url}/lead-nurture/stores`, nodeRed);
  }
  return stores ?? [];
}

/** The answer as JSON, undefined when it is a refusal. Waits for the server to come up. */
async function ask(address, nodeRed) {
  while (nodeRed.exitCode === null) {
    try {
      const response = await fetch(address);
      return response.ok ? await response.json() : undefined;
    } catch {
      await pause(200);
    }
  }
  return undefined;
}
