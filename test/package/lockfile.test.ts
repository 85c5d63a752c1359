import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/places';

interface Entry {
  readonly resolved?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/**
 * npm leaves out of the lock file what the registry of the machine that wrote it did not have, such as the build of a
 * package for another system, and then refuses that lock file everywhere (`npm ci`, "Missing: … from lock file").
 */
describe('package-lock.json', () => {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Entry>;
  };

  it('has every package that another one asks for, for all systems', () => {
    const missing = Object.entries(packages).flatMap(([path, { dependencies, optionalDependencies }]) =>
      Object.keys({ ...dependencies, ...optionalDependencies })
        .filter((name) => !isThere(path, name))
        .map((name) => `${path} asks for ${name}`),
    );
    assert.deepEqual(missing, []);
  });

  it('names no registry, so that npm takes everybody’s own', () => {
    assert.deepEqual(
      Object.entries(packages).flatMap(([path, { resolved }]) => (resolved === undefined ? [] : [path])),
      [],
    );
  });

  /** As Node.js looks for it: below the package itself, then below each of those around it. */
  function isThere(path: string, name: string): boolean {
    const around = path.replace(/(^|\/)node_modules\/(@[^/]+\/)?[^/]+$/, '');
    return (
      `${path === '' ? '' : `${path}/`}node_modules/${name}` in packages ||
      (path !== '' && isThere(around, name))
    );
  }
});
