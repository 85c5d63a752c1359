import fs from 'node:fs';
import { breakClock } from './clock';
import { breakDisk } from './disk';
import { PLAN_VARIABLE, type FaultPlan } from './plan';

/** Required before the program that is to meet the faults. */

const file = process.env[PLAN_VARIABLE];
if (file !== undefined) {
  const { readFileSync, statSync, appendFileSync } = fs;
  let read = '';
  let plan: FaultPlan = {};
  /** The plan as it is now; a test may change it at any time. */
  const current = (): FaultPlan => {
    const { ino, mtimeMs } = statSync(file);
    const version = `${ino} ${mtimeMs}`;
    if (version !== read) plan = JSON.parse(readFileSync(file, 'utf8')) as FaultPlan;
    read = version;
    return plan;
  };
  breakDisk(fs, current, (met) => appendFileSync(`${file}.met`, `${met}\n`));
  breakClock(globalThis, current);
}
