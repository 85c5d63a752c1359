import assert from 'node:assert/strict';
import fs from 'node:fs';
import { closeFile, diskFiles, openToAppend } from '../../../src/store/embedded/files';
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
});
