/** Two runs of `npm start` on one user directory would write the same files: each run leaves a note of itself there. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { SetupError } from './setup.mjs';

const NOTE = 'npm-start.json';

/** Throws a SetupError when a Node-RED that `npm start` began still runs on this user directory. */
export async function refuseSecondRun(userDirectory) {
  const note = readNote(userDirectory);
  // A note that was left behind may name the number of another process by now; that one does not hold the port.
  if (!note || !isAlive(note.process) || (await isFree(note.host, note.port))) return;
  throw new SetupError(
    `This checkout already runs (process ${note.process}). Stop it first, or open http://${note.host}:${note.port}`,
  );
}

/** Leaves the note for as long as `nodeRed`, a child process, runs. */
export function noteRun(userDirectory, nodeRed, host, port) {
  const file = join(userDirectory, NOTE);
  writeFileSync(file, JSON.stringify({ process: nodeRed.pid, host, port }), { mode: 0o600 });
  nodeRed.once('exit', () => rmSync(file, { force: true }));
}

/** Whether nothing listens there. */
export function isFree(host, port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}

function readNote(userDirectory) {
  try {
    const note = JSON.parse(readFileSync(join(userDirectory, NOTE), 'utf8'));
    return Number.isInteger(note?.process) && note.process > 0 && Number.isInteger(note.port)
      ? note
      : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(id) {
  try {
    return process.kill(id, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}
