import { openSync } from 'node:fs';
import { firstValueFrom, lastValueFrom } from 'rxjs';
import { HCIDEVDOWN, hciIoctl$, ioctl$, USBDEVFS_RESET } from '../../../src/transport/linux/ioctl.js';
import { fakeSystem } from '../../support/fake-system.js';
import { libc, openDescriptors } from '../../support/sockets.js';

const outcome = (source$: ReturnType<typeof ioctl$>) => lastValueFrom(source$, { defaultValue: 'done' });

describe('An ioctl', () => {
  it('goes to a socket of its own, which is closed when the kernel is done', async () => {
    const { libc: fake, calls } = fakeSystem();
    await expect(outcome(hciIoctl$(fake, HCIDEVDOWN, 3))).resolves.toBe('done');
    expect(calls).toEqual(['socket 31 526339 1', 'ioctl 1000 0x400448ca 3', 'close 1000']);
  });

  it('fails with the error number of the call, made on another thread', async () => {
    const before = openDescriptors();
    const onFile$ = ioctl$(libc, () => openSync('/dev/null', 'r'), USBDEVFS_RESET, 0);
    const expected = { name: 'TransportError', syscall: 'ioctl', errno: 25 };
    await expect(firstValueFrom(onFile$)).rejects.toMatchObject(expected);
    expect(openDescriptors()).toBe(before);
  });

  it('may refuse what is so already', async () => {
    const { libc: fake, calls } = fakeSystem({ ioctl: (_fd, _request, _argument, done) => setImmediate(done, -114) });
    await expect(outcome(hciIoctl$(fake, HCIDEVDOWN, 0, [114]))).resolves.toBe('done');
    await expect(outcome(hciIoctl$(fake, HCIDEVDOWN, 0))).rejects.toMatchObject({ code: 'EALREADY' });
    expect(calls.filter((call) => call.startsWith('close'))).toHaveLength(2);
  });

  it('keeps its descriptor until the kernel is done, whoever has left', () => {
    let done: (result: number) => void = () => undefined;
    const { libc: fake, calls } = fakeSystem({ ioctl: (_fd, _request, _argument, callback) => (done = callback) });
    hciIoctl$(fake, HCIDEVDOWN, 0).subscribe().unsubscribe();
    expect(calls).not.toContain('close 1000');
    done(-5);
    expect(calls).toContain('close 1000');
  });
});
