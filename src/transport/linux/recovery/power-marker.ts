import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { checkPath } from '../../../protocol/options.js';

/** A `PowerMarker` of rx-btmgmt. */
export interface FileMarker {
  readonly has: (address: string) => boolean;
  readonly set: (address: string) => void;
  readonly clear: (address: string) => void;
}

/** Of systemd, for one service; of one user; of the machine. All are emptied when it starts anew, as are controllers. */
function defaultFolder(): string {
  const { RUNTIME_DIRECTORY = '', XDG_RUNTIME_DIR = '' } = process.env;
  // systemd separates several by colons.
  const [own = ''] = RUNTIME_DIRECTORY.split(':');
  const folder = [own, XDG_RUNTIME_DIR, '/run'].find((path) => path !== '') ?? '/run';
  return join(folder, 'rx-btmgmt');
}

/**
 * Remembers in files that controllers were switched off to recover them, so that a program that is killed in between switches them on again
 * when it is started again.
 *
 * @param folder where; it is made when it is needed. Default: `rx-btmgmt` in `$RUNTIME_DIRECTORY` (of systemd, which keeps it only with
 *   `RuntimeDirectoryPreserve=yes`), `$XDG_RUNTIME_DIR` or `/run`
 * @throws OptionError
 */
export function powerMarker(folder: string = defaultFolder()): FileMarker {
  checkPath('folder', folder, 'a folder');
  // Each has a file of its own, which is there or not: nothing can be half written, and programs do not get into each other's way.
  const fileOf = (address: string): string => join(folder, `${address.replaceAll(':', '-')}.off`);
  return {
    has: (address) => existsSync(fileOf(address)),
    set: (address) => {
      mkdirSync(folder, { recursive: true });
      const fd = openSync(fileOf(address), 'w');
      try {
        writeSync(fd, `${address} was switched off to recover it, by process ${process.pid}. It is to be on again.\n`);
        fsyncSync(fd);
      } finally {
        closeSync(fd);
      }
    },
    clear: (address) => rmSync(fileOf(address), { force: true }),
  };
}
