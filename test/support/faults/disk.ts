import type * as nodeFs from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import type { Call, DiskFault, FaultPlan } from './plan';

type Fs = typeof nodeFs;
type Fn = (...args: unknown[]) => unknown;
type Table = Record<string, Fn>;

/** The calls that are met by their first argument, a path: with callback, and as promise. */
const BY_PATH: Readonly<Record<string, Call>> = {
  open: 'open',
  rename: 'rename',
  unlink: 'remove',
  rm: 'remove',
  link: 'rename',
  stat: 'stat',
  mkdir: 'open',
  readdir: 'read',
  readFile: 'read',
  writeFile: 'write',
};
/** Those by a descriptor. */
const BY_DESCRIPTOR: Readonly<Record<string, Call>> = {
  write: 'write',
  writev: 'write',
  read: 'read',
  fsync: 'sync',
  fdatasync: 'sync',
};
/** Those of a file handle. */
const BY_HANDLE: Readonly<Record<string, Call>> = {
  write: 'write',
  writeFile: 'write',
  appendFile: 'write',
  read: 'read',
  sync: 'sync',
  datasync: 'sync',
};

/** From now on calls of `fs` meet the faults of the plan. */
export function breakDisk(fs: Fs, plan: () => FaultPlan, met: (what: string) => void): void {
  new BrokenDisk(fs, plan, met).install();
}

class BrokenDisk {
  readonly #paths = new Map<number, string>();
  /** How long each open file was when it was synced last. */
  readonly #synced = new Map<number, number>();
  readonly #real: Pick<Fs, 'fstatSync' | 'ftruncateSync' | 'writeSync'>;
  /** Handles have a class of their own, which is only seen once one is open. */
  #handlesMeet = false;

  constructor(
    private readonly fs: Fs,
    private readonly plan: () => FaultPlan,
    private readonly met: (what: string) => void,
  ) {
    const { fstatSync, ftruncateSync, writeSync } = fs;
    this.#real = { fstatSync, ftruncateSync, writeSync };
  }

  install(): void {
    const calls = this.fs as unknown as Table;
    const promises = this.fs.promises as unknown as Table;
    for (const [name, call] of Object.entries(BY_PATH)) {
      this.#patchCallback(calls, name, call, (path) => String(path));
      this.#patchSync(calls, name, call, (path) => String(path));
      this.#patchPromise(promises, name, call, (path) => String(path));
    }
    for (const [name, call] of Object.entries(BY_DESCRIPTOR)) {
      this.#patchCallback(calls, name, call, (fd) => this.#paths.get(Number(fd)) ?? '');
      this.#patchSync(calls, name, call, (fd) => this.#paths.get(Number(fd)) ?? '');
    }
  }

  #faultOf(call: Call, path: string): DiskFault | undefined {
    return this.plan().disk?.find(
      ({ on, path: part }) => on.includes(call) && (part === undefined || path.includes(part)),
    );
  }

  /** What the fault throws, after what it does to the file. */
  #errorOf(fault: DiskFault, call: Call, path: string, args: readonly unknown[]): Error | undefined {
    if (fault.error === undefined) return undefined;
    const [fd, bytes] = args;
    if (call === 'write' && fault.leavesBytes && typeof fd === 'number' && bytes instanceof Uint8Array) {
      this.#real.writeSync(fd, bytes.subarray(0, fault.leavesBytes));
    }
    if (call === 'sync' && fault.losesUnsynced && typeof fd === 'number') {
      this.#real.ftruncateSync(fd, this.#synced.get(fd) ?? 0);
    }
    this.met(`${call} ${path}`);
    return Object.assign(new Error(`${fault.error}: a fault of the disk, ${call} '${path}'`), {
      code: fault.error,
      syscall: call,
      path,
    });
  }

  #note(call: Call, path: string, args: readonly unknown[], result: unknown): void {
    const fd = typeof result === 'object' && result !== null && 'fd' in result ? result.fd : result;
    if (call === 'open' && typeof fd === 'number') {
      this.#paths.set(fd, path);
      this.#synced.set(fd, this.#sizeOf(fd));
      if (typeof result === 'object') this.#patchHandles(result as FileHandle);
    }
    if (call === 'sync' && typeof args[0] === 'number') this.#synced.set(args[0], this.#sizeOf(args[0]));
  }

  #sizeOf(fd: number): number {
    return this.#real.fstatSync(fd).size;
  }

  #patchCallback(table: Table, name: string, call: Call, pathOf: (first: unknown) => string): void {
    const real = table[name];
    const done = (args: readonly unknown[]): Fn => args.at(-1) as Fn;
    if (!real) return;
    table[name] = (...args) => {
      const path = pathOf(args[0]);
      const answered: Fn = (error, ...results) => {
        if (!error) this.#note(call, path, args, results[0]);
        return done(args)(error, ...results);
      };
      const go = (): unknown => real(...args.slice(0, -1), answered);
      const fault = this.#faultOf(call, path);
      if (!fault || typeof done(args) !== 'function') return go();
      later(fault.delayMs, () => {
        const error = this.#errorOf(fault, call, path, args);
        if (error) done(args)(error);
        else go();
      });
      return undefined;
    };
    // util.promisify looks for these.
    Object.defineProperties(table[name], Object.getOwnPropertyDescriptors(real));
  }

  /** A call that blocks cannot be late: nothing else would run meanwhile, and no test could say when it is over. */
  #patchSync(table: Table, name: string, call: Call, pathOf: (first: unknown) => string): void {
    const real = table[`${name}Sync`];
    if (!real) return;
    table[`${name}Sync`] = (...args) => {
      const path = pathOf(args[0]);
      const fault = this.#faultOf(call, path);
      const error = fault && this.#errorOf(fault, call, path, args);
      if (error) throw error;
      const result = real(...args);
      this.#note(call, path, args, result);
      return result;
    };
    Object.defineProperties(table[`${name}Sync`], Object.getOwnPropertyDescriptors(real));
  }

  #patchPromise(table: Table, name: string, call: Call, pathOf: (first: unknown) => string): void {
    const real = table[name];
    if (!real) return;
    table[name] = async (...args) => {
      const path = pathOf(args[0]);
      const fault = this.#faultOf(call, path);
      if (fault) await new Promise<void>((resolve) => later(fault.delayMs, resolve));
      const error = fault && this.#errorOf(fault, call, path, args);
      if (error) throw error;
      const result = await real(...args);
      this.#note(call, path, args, result);
      return result;
    };
  }

  #patchHandles(handle: FileHandle): void {
    if (this.#handlesMeet) return;
    this.#handlesMeet = true;
    const table = Object.getPrototypeOf(handle) as Table;
    const paths = this.#paths;
    for (const [name, call] of Object.entries(BY_HANDLE)) {
      const real = table[name];
      if (!real) continue;
      const faultOf = this.#faultOf.bind(this);
      const errorOf = this.#errorOf.bind(this);
      const note = this.#note.bind(this);
      table[name] = async function (this: FileHandle, ...args: unknown[]) {
        const path = paths.get(this.fd) ?? '';
        const fault = faultOf(call, path);
        if (fault) await new Promise<void>((resolve) => later(fault.delayMs, resolve));
        const error = fault && errorOf(fault, call, path, [this.fd, ...args]);
        if (error) throw error;
        const result = await Reflect.apply(real, this, args);
        note(call, path, [this.fd], undefined);
        return result;
      };
    }
  }
}

function later(ms: number | undefined, go: () => void): void {
  if (ms === undefined) setImmediate(go);
  else setTimeout(go, ms);
}
