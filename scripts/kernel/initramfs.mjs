import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const INIT = fileURLToPath(new URL('guest/init.sh', import.meta.url));

/** Kinds of files, for `mode` (man 7 inode). */
const DIRECTORY = 0o040755;
const PROGRAM = 0o100755;

/**
 * The file system that the kernel starts with: busybox, the modules and the first program.
 *
 * @param {string} busybox
 * @param {readonly { name: string, bytes: Buffer }[]} modules
 * @returns {Buffer}
 */
export function initramfs(busybox, modules) {
  const folders = ['bin', 'proc', 'sys', 'dev', 'modules', 'host', 'memory', 'root'];
  return cpio([
    ...folders.map((path) => ({ path, mode: DIRECTORY, bytes: Buffer.alloc(0) })),
    { path: 'bin/busybox', mode: PROGRAM, bytes: readFileSync(busybox) },
    { path: 'init', mode: PROGRAM, bytes: readFileSync(INIT) },
    { path: 'modules/order', mode: PROGRAM, bytes: Buffer.from(modules.map(({ name }) => `${name}\n`).join('')) },
    ...modules.map(({ name, bytes }) => ({ path: `modules/${name}.ko`, mode: PROGRAM, bytes })),
  ]);
}

/**
 * The archive format of initramfs, "newc" (the kernel's Documentation/driver-api/early-userspace/buffer-format.rst): a header
 * of 13 numbers in hexadecimal, the name and the contents, each filled up to a multiple of four.
 *
 * @param {readonly { path: string, mode: number, bytes: Buffer }[]} entries
 */
function cpio(entries) {
  const end = { path: 'TRAILER!!!', mode: 0, bytes: Buffer.alloc(0) };
  return Buffer.concat(
    [...entries, end].flatMap(({ path, mode, bytes }, index) => {
      const name = Buffer.from(`${path}\0`);
      const numbers = [index + 1, mode, 0, 0, 1, 0, bytes.length, 0, 0, 0, 0, name.length, 0];
      const header = `070701${numbers.map((number) => number.toString(16).padStart(8, '0')).join('')}`;
      return [Buffer.from(header), name, padding(header.length + name.length), bytes, padding(bytes.length)];
    }),
  );
}

/** @param {number} length */
function padding(length) {
  return Buffer.alloc((4 - (length % 4)) % 4);
}
