import { spawn } from 'node:child_process';
import { accessSync, constants, readFileSync, realpathSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Observable } from 'rxjs';
import { unlessFailed } from '../unless-failed.js';

/** Where the kernel shows its devices, and the files of those on USB. */
export interface DeviceFiles {
  readonly sys: string;
  readonly dev: string;
}

export const isWritable = (path: string): boolean =>
  unlessFailed(() => {
    accessSync(path, constants.W_OK);
    return true;
  }) ?? false;

/** The device whose driver has made the controller; undefined: it has none, such as a virtual one. */
const deviceOf = ({ sys }: DeviceFiles, index: number): string | undefined =>
  unlessFailed(() => realpathSync(`${sys}/class/bluetooth/hci${index}/device`));

/** A device on the USB. */
export interface UsbDevice {
  /** The file through which programs reach it. */
  readonly node: string;
  /** The file by which it is given to drivers, or taken away. */
  readonly authorized: string;
}

/** The USB device of a controller, if it is on the USB: its driver has one of the device's interfaces. */
export function usbDeviceOf(files: DeviceFiles, index: number): UsbDevice | undefined {
  const usbInterface = deviceOf(files, index);
  if (usbInterface === undefined) return undefined;
  const device = join(usbInterface, '..');
  const number = (file: string) => readFileSync(join(device, file), 'utf8').trim().padStart(3, '0');
  return unlessFailed(() => ({
    node: `${files.dev}/bus/usb/${number('busnum')}/${number('devnum')}`,
    authorized: join(device, 'authorized'),
  }));
}

/** The driver of a controller's device, and by what name it knows that. */
export function driverOf(
  files: DeviceFiles,
  index: number,
): { readonly name: string; readonly unbind: string; readonly bind: string } | undefined {
  const device = deviceOf(files, index);
  if (device === undefined) return undefined;
  const driver = unlessFailed(() => realpathSync(join(device, 'driver')));
  if (driver === undefined) return undefined;
  return { name: basename(device), unbind: join(driver, 'unbind'), bind: join(driver, 'bind') };
}

/**
 * Writes one text to one file, and a second later another one to another. By a program of its own, which goes on when this one ends in
 * between: what was taken away would else stay away. Completes when both are written.
 */
export function writeBoth(first: readonly [string, string], second: readonly [string, string]): Observable<never> {
  // A new Observable, because of the child process. Whoever unsubscribes does not end it.
  return new Observable((subscriber) => {
    const script = 'printf %s "$1" >"$2"; first=$?; sleep 1; printf %s "$3" >"$4" && exit $first';
    const child = spawn('/bin/sh', ['-c', script, 'sh', ...first, ...second], {
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.once('error', (error) => subscriber.error(error));
    child.once('close', (code) => {
      if (code === 0) subscriber.complete();
      else subscriber.error(new Error(`${first[1]} and ${second[1]} could not both be written to. ${said.trim()}`));
    });
  });
}
