import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asyncScheduler, from, lastValueFrom } from 'rxjs';
import type { ObservableInput } from 'rxjs';
import { linuxRecovery, powerMarker } from 'rx-btmgmt/linux';
import { driverRebindOn } from '../../../src/transport/linux/recovery/driver-rebind.js';
import { interfaceBounceOn } from '../../../src/transport/linux/recovery/interface-bounce.js';
import { rfkillUnblockOn } from '../../../src/transport/linux/recovery/rfkill-unblock.js';
import { usbResetOn } from '../../../src/transport/linux/recovery/usb-reset.js';
import { ManualTime } from '../../simulator/manual-time.js';
import { fakeSystem } from '../../support/fake-system.js';

const target = { mgmt: { scheduler: asyncScheduler } };
const AT_0 = { index: 0 };
const done = (source: ObservableInput<unknown>) => lastValueFrom(from(source), { defaultValue: 'done' });

describe('A step that Linux offers', () => {
  let root: string;
  const path = (...parts: string[]) => join(root, ...parts);
  const read = (...parts: string[]) => readFileSync(path(...parts), 'utf8');
  const write = (file: string, text: string) => {
    mkdirSync(join(path(file), '..'), { recursive: true });
    writeFileSync(path(file), text);
  };
  const files = () => ({ sys: path('sys'), dev: path('dev') });

  /** As sysfs shows a controller on the USB: hci0's device is an interface of 1-4. */
  const plugInUsb = () => {
    write('sys/devices/1-4/busnum', '1\n');
    write('sys/devices/1-4/devnum', '12\n');
    write('sys/devices/1-4/authorized', '1\n');
    mkdirSync(path('sys/devices/1-4/1-4:1.0/bluetooth/hci0'), { recursive: true });
    write('sys/bus/usb/drivers/btusb/unbind', '');
    write('sys/bus/usb/drivers/btusb/bind', '');
    symlinkSync(path('sys/bus/usb/drivers/btusb'), path('sys/devices/1-4/1-4:1.0/driver'));
    symlinkSync(path('sys/devices/1-4/1-4:1.0'), path('sys/devices/1-4/1-4:1.0/bluetooth/hci0/device'));
    mkdirSync(path('sys/class/bluetooth'), { recursive: true });
    symlinkSync(path('sys/devices/1-4/1-4:1.0/bluetooth/hci0'), path('sys/class/bluetooth/hci0'));
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'steps-'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('resets the USB device by ioctl', async () => {
    plugInUsb();
    write('dev/bus/usb/001/012', '');
    const { libc, calls } = fakeSystem();
    const step = usbResetOn(files(), () => libc);
    expect(step.refusal(AT_0)).toBeUndefined();
    await done(step.apply(target, AT_0));
    expect(calls[0]).toMatch(/^ioctl \d+ 0x5514 0$/);
    expect(calls[1]).toMatch(/^close/);
    expect(read('sys/devices/1-4/authorized')).toBe('1\n');
  });

  it('resets it through sysfs where there is no file for programs, or the ioctl is refused', async () => {
    plugInUsb();
    const { libc, calls } = fakeSystem();
    const step = usbResetOn(files(), () => libc);
    expect(step.refusal(AT_0)).toBeUndefined();
    await done(step.apply(target, AT_0));
    expect(calls).toEqual([]);
    // Written anew, by the program that goes on without us.
    expect(read('sys/devices/1-4/authorized')).toBe('1');
  });

  it('says what keeps it from resetting', () => {
    const { libc } = fakeSystem();
    const step = usbResetOn(files(), () => libc);
    expect(step.refusal(AT_0)).toBe('It is not on the USB.');
    plugInUsb();
    rmSync(path('sys/devices/1-4/authorized'));
    expect(step.refusal(AT_0)).toMatch(/^Neither .*001\/012 nor .*authorized can be written to\.$/);
  });

  it('takes the device from its driver and gives it back', async () => {
    plugInUsb();
    const step = driverRebindOn(files());
    expect(step.refusal(AT_0)).toBeUndefined();
    await done(step.apply(target, AT_0));
    expect([read('sys/bus/usb/drivers/btusb/unbind'), read('sys/bus/usb/drivers/btusb/bind')]).toEqual([
      '1-4:1.0',
      '1-4:1.0',
    ]);
    expect(step.refusal({ index: 1 })).toMatch(/no device with a driver/);
  });

  it('fails with what the system says, after it has given back what it could', async () => {
    plugInUsb();
    rmSync(path('sys/bus/usb/drivers/btusb/unbind'));
    mkdirSync(path('sys/bus/usb/drivers/btusb/unbind'));
    await expect(done(driverRebindOn(files()).apply(target, AT_0))).rejects.toThrow(
      /unbind.*could not both be written/,
    );
    expect(read('sys/bus/usb/drivers/btusb/bind')).toBe('1-4:1.0');
  });

  it('takes the interface down and up, which another program may have done', () => {
    const { libc, calls } = fakeSystem({
      ioctl: (_fd, request, _argument, said) => said(request === 0x400448c9 ? -114 : 0),
    });
    const time = new ManualTime();
    const said: unknown[] = [];
    from(interfaceBounceOn(() => libc).apply({ mgmt: { scheduler: time } }, { index: 3 })).subscribe({
      complete: () => said.push('done'),
      error: (error: unknown) => said.push(error),
    });
    time.pass(1999);
    expect(calls.filter((call) => call.startsWith('ioctl'))).toEqual(['ioctl 1000 0x400448ca 3']);
    time.pass(1);
    expect(calls.filter((call) => call.startsWith('ioctl'))).toHaveLength(2);
    expect(said).toEqual(['done']);
  });

  it('unblocks all switches that bear on it, and waits until they are', () => {
    for (const [id, name, soft] of [
      ['0', 'platform_sw', '1'],
      ['1', 'hci0', '1'],
      ['2', 'hci1', '1'],
    ] as const) {
      for (const [file, text] of Object.entries({ type: 'bluetooth', name, soft, hard: '0' })) {
        write(`rfkill/rfkill${id}/${file}`, text);
      }
    }
    write('device', '');
    const step = rfkillUnblockOn({ folder: path('rfkill'), device: path('device') });
    expect(step.refusal(AT_0)).toBeUndefined();
    const time = new ManualTime();
    const said: unknown[] = [];
    from(step.apply({ mgmt: { scheduler: time } }, AT_0)).subscribe({ complete: () => said.push('done') });
    time.pass(1000);
    expect([...readFileSync(path('device'))]).toEqual([1, 0, 0, 0, 2, 2, 0, 0]);
    expect(said).toEqual([]);
    write('rfkill/rfkill0/soft', '0');
    time.pass(1000);
    expect(said).toEqual([]);
    write('rfkill/rfkill1/soft', '0');
    time.pass(100);
    expect(said).toEqual(['done']);
    expect(step.refusal(AT_0)).toBe('No switch blocks it.');
    write('rfkill/rfkill1/hard', '1');
    expect(step.refusal(AT_0)).toMatch(/hci0 blocks it by hardware/);
    expect(rfkillUnblockOn({ folder: path('none'), device: '' }).refusal(AT_0)).toMatch(/shows no switches/);
  });

  it('is remembered in a file of its own for each controller', () => {
    const marker = powerMarker(path('deep', 'marker'));
    const [a, b] = ['00:1A:7D:DA:71:13', '00:1A:7D:DA:71:14'];
    expect(marker.has(a)).toBe(false);
    marker.set(a);
    marker.set(a);
    expect([marker.has(a), marker.has(b), powerMarker(path('deep', 'marker')).has(a)]).toEqual([true, false, true]);
    marker.clear(a);
    marker.clear(a);
    expect(marker.has(a)).toBe(false);
    write('file', '');
    expect(() => powerMarker(path('file')).set(a)).toThrow(/EEXIST|ENOTDIR/);
  });

  it('is one of those that are wanted', () => {
    const names = (options?: Parameters<typeof linuxRecovery>[0]) =>
      linuxRecovery(options).furtherSteps.map(({ name }) => name);
    expect(names()).toEqual(['interfaceBounce', 'usbReset', 'driverRebind']);
    expect(names({ rfkill: 'unblock' })[0]).toBe('rfkillUnblock');
    expect(() => linuxRecovery({ rfkill: 'yes' as never })).toThrow(/rfkill: 'yes' is not one of/);
    expect(() => linuxRecovery({ marker: '' })).toThrow(/marker/);
    expect(() => powerMarker('')).toThrow(/folder/);
  });
});
