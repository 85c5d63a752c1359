import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { removeFolder, temporaryFolder } from '../temporary';
import { Faults } from './faults';
import type { FaultPlan } from './plan';

describe('faults of the machine, in a process of their own', () => {
  const faults = new Faults();
  const folder = temporaryFolder();
  after(() => {
    faults.remove();
    removeFolder(folder);
  });

  /** What a program prints under a plan. */
  function run(plan: FaultPlan, program: string): string {
    faults.set(plan);
    const source = `const fs = require('node:fs'); const file = ${JSON.stringify(join(folder, 'file'))};${program}`;
    return execFileSync(process.execPath, ['-e', source], {
      env: { ...process.env, ...faults.env },
      encoding: 'utf8',
    });
  }

  it('change nothing without a plan', () => {
    const seen = run(
      {},
      `fs.writeFileSync(file, 'a'); fs.promises.readFile(file, 'utf8').then((text) =>
       console.log(text, Math.abs(Date.now() - ${new Date().getTime()}) < 60_000, new Date(5).getTime()))`,
    );
    assert.equal(seen, 'a true 5\n');
  });

  it('let a write fail with some bytes written, by callback and by handle', () => {
    const plan = { disk: [{ on: ['write'], path: 'file', error: 'ENOSPC', leavesBytes: 2 }] } as const;
    const seen = run(
      plan,
      `const fd = fs.openSync(file, 'w');
       fs.write(fd, Buffer.from('abcd'), 0, 4, null, async (error) => {
         const handle = await fs.promises.open(file, 'a');
         const other = await handle.write(Buffer.from('wxyz')).catch(({ code }) => code);
         console.log(error.code, other);
       });`,
    );
    assert.equal(seen, 'ENOSPC ENOSPC\n');
    assert.equal(readFileSync(join(folder, 'file'), 'utf8'), 'abwx');
  });

  it('let a failing sync lose what was written since the last', () => {
    const seen = run(
      {},
      `const fd = fs.openSync(file, 'w'); fs.writeSync(fd, 'kept'); fs.fdatasyncSync(fd); fs.writeSync(fd, ' lost');
       fs.writeFileSync(process.env.LEAD_NURTURE_FAULTS, JSON.stringify({ disk: [{ on: ['sync'], error: 'EIO', losesUnsynced: true }] }));
       fs.fdatasync(fd, (error) => console.log(error.code, fs.readFileSync(file, 'utf8')));`,
    );
    assert.equal(seen, 'EIO kept\n');
  });

  it('show another time of day, and leave what is reckoned from a date alone', () => {
    const seen = run(
      { clock: { offsetMs: 3_600_000 } },
      `const real = performance.timeOrigin + performance.now();
       const ahead = [Date.now(), new Date().getTime()].map((now) => Math.round((now - real) / 60_000));
       console.log(ahead.join(), new Date(7).getTime(), Date.UTC(1970, 0, 1), new Date() instanceof Date)`,
    );
    assert.equal(seen, '60,60 7 0 true\n');
  });
});
