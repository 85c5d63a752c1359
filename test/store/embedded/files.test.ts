import assert from 'node:assert/strict';
import fs from 'node:fs';
import { join } from 'node:path';
import { closeFile, diskFiles, eachLine, openToAppend } from '../../../src/store/embedded/files';
import { removeFolder, temporaryFolder } from '../../support/temporary';

describe('the files of the embedded store', () => {
  // A killed process cannot show it: what the kernel holds survives a kill, and not a power failure.
  it('are on the disk when a sync resolves: fdatasync was asked, for that file', async () => {
    const folder = temporaryFolder();
    const file = openToAppend(folder, 'journal');
    const asked: number[] = [];
    const real = fs.fdatasync;
    fs.fdatasync = Object.assign((fd: number, done: fs.NoParamCallback) => {
      asked.push(fd);
      real(fd, done);
    }, real);
    try {
      await diskFiles.write(file, Buffer.from('line\n'));
      await diskFiles.sync(file);
    } finally {
      fs.fdatasync = real;
      closeFile(file);
      removeFolder(folder);
    }
    assert.deepEqual(asked, [file.fd]);
  });

  it('are read line by line, however long a line is, and the bytes of a line stay as they are', async () => {
    const folder = temporaryFolder();
    const lengths = [0, 5, 700_000, 700_000, 3_000_000, 1, 2_000_000, 40];
    const lines = lengths.map((length, at) => String.fromCharCode(97 + at).repeat(length));
    const path = join(folder, 'journal');
    fs.writeFileSync(path, `${lines.join('\n')}\ntorn`);
    try {
      const found: { line: Buffer; offset: number }[] = [];
      const read = await eachLine(path, (chunk, start, end, offset) => {
        found.push({ line: chunk.subarray(start, end), offset });
      });
      const whole = lines.join('\n').length + 1;
      assert.deepEqual(read, { wholeLines: whole, unfinished: 'torn'.length });
      assert.ok(found.map(({ line }) => line.toString('latin1')).join('\n') === lines.join('\n'));
      assert.deepEqual(
        found.map(({ offset }) => offset),
        lines.map((_, at) => lines.slice(0, at).reduce((sum, line) => sum + line.length + 1, 0)),
      );
    } finally {
      removeFolder(folder);
    }
  });
});
