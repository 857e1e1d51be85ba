import { OptionError } from 'rx-btmgmt';
import { openSocket } from '../../../src/transport/linux/open-socket.js';
import { checkSocketOptions } from '../../../src/transport/linux/options.js';
import { hciSocketOn } from '../../../src/transport/linux/hci-socket.js';
import { EAGAIN, FAKE_FD, fakeSystem } from '../../support/fake-system.js';
import { errorOf, thrownBy } from '../../support/hci.js';

const MTU = `setsockopt ${FAKE_FD} 274 12 [255,255]`;
const bytes = (value: number) => `[${new Uint8Array(Uint32Array.of(value).buffer).join(',')}]`;
const bufferForce = (value: number) => `setsockopt ${FAKE_FD} 1 33 ${bytes(value)}`;
const buffer = (value: number) => `setsockopt ${FAKE_FD} 1 8 ${bytes(value)}`;
const FOUR_MIB = 4_194_304;

/** Refuses one option, or all. */
const refuse = (errno: number, refused?: number) => ({
  setsockopt: (_fd: number, _level: number, option: number) => (option === (refused ?? option) ? -errno : 0),
});

/** A socket whose receive buffer is that large already, in the kernel's count. */
const sized = (size: number) => ({
  getsockopt: (_fd: number, _level: number, option: number, value: ArrayBufferView) => {
    if (option === 8 && value instanceof Uint32Array) value[0] = size;
    return value.byteLength;
  },
});

describe('opening the management channel', () => {
  it('opens a raw socket that children do not inherit, binds it, and makes room', () => {
    const { libc, calls } = fakeSystem();
    expect(openSocket(libc, checkSocketOptions({}))).toBe(FAKE_FD);
    expect(calls).toEqual([
      `socket 31 ${3 | 0o2000000 | 0o4000} 1`,
      `bind ${FAKE_FD} [31,0,255,255,3,0]`,
      MTU,
      `getsockopt ${FAKE_FD} 1 8 [0,0,0,0]`,
      bufferForce(FOUR_MIB),
    ]);
  });

  it('says both reasons why there may be no Bluetooth', () => {
    const error = thrownBy(() => openSocket(fakeSystem({ socket: () => -97 }).libc, checkSocketOptions({})));
    expect(error).toMatchObject({ name: 'TransportError', code: 'EAFNOSUPPORT', syscall: 'socket', errno: 97 });
    expect(error).toHaveProperty('message', expect.stringMatching(/modprobe bluetooth.*container.*--network=host/s));
  });

  it.each([
    ['socket', 1, 'EPERM', /seccomp/],
    ['socket', 13, 'EACCES', /seccomp/],
    ['socket', 24, 'EMFILE', /ulimit/],
    ['bind', 22, 'EINVAL', /management channel/],
    ['bind', 1, 'EPERM', /seccomp/],
  ])('reports that %s failed with %i', (syscall, errno, code, message) => {
    const { libc, calls } = fakeSystem({ [syscall]: () => -errno });
    const error = thrownBy(() => openSocket(libc, checkSocketOptions({})));
    expect(error).toMatchObject({ name: 'TransportError', code, syscall, errno });
    expect(error).toHaveProperty('message', expect.stringMatching(message));
    expect(calls.includes(`close ${FAKE_FD}`)).toBe(syscall !== 'socket');
  });

  it('works on kernels without BT_SNDMTU', () => {
    const { libc, calls } = fakeSystem(refuse(92, 12));
    expect(openSocket(libc, checkSocketOptions({}))).toBe(FAKE_FD);
    expect(calls.at(-1)).toBe(bufferForce(FOUR_MIB));
  });

  it('takes the receive buffer that it gets without privileges', () => {
    const { libc, calls } = fakeSystem(refuse(1, 33));
    expect(openSocket(libc, checkSocketOptions({}))).toBe(FAKE_FD);
    expect(calls.slice(-2)).toEqual([bufferForce(FOUR_MIB), buffer(FOUR_MIB)]);
  });

  it('sets the receive buffer that was asked for, also a smaller one', () => {
    const { libc, calls } = fakeSystem(sized(100_000_000));
    openSocket(libc, checkSocketOptions({ receiveBuffer: 5000 }));
    expect(calls.slice(2)).toEqual([MTU, bufferForce(5000)]);
  });

  it('closes the socket when the receive buffer that was asked for is refused', () => {
    const { libc, calls } = fakeSystem(refuse(9));
    expect(thrownBy(() => openSocket(libc, checkSocketOptions({ receiveBuffer: 5000 })))).toMatchObject({
      code: 'EBADF',
      syscall: 'setsockopt',
    });
    expect(calls.at(-1)).toBe(`close ${FAKE_FD}`);
  });

  it('closes the socket when it can’t be watched', async () => {
    const { libc, read, calls } = fakeSystem();
    const watch = () => {
      throw new Error('no');
    };
    expect(await errorOf(hciSocketOn(() => ({ libc, read, watch }), {}).frames$)).toEqual(new Error('no'));
    expect(calls.filter((call) => call.startsWith('close'))).toEqual([`close ${FAKE_FD}`]);
  });
});

describe('taking a given socket', () => {
  it('duplicates it, not for children, and does not bind it', () => {
    const { libc, calls } = fakeSystem();
    expect(openSocket(libc, checkSocketOptions({ fd: 3 }))).toBe(FAKE_FD);
    expect(calls.filter((call) => /^(socket|bind|fcntl)/.test(call))).toEqual(['fcntl 3 1030 3']);
  });

  it('does not make a receive buffer smaller that a parent made larger', () => {
    const { libc, calls } = fakeSystem(sized(2 * FOUR_MIB));
    openSocket(libc, checkSocketOptions({ fd: 3 }));
    expect(calls.some((call) => call.startsWith(`setsockopt ${FAKE_FD} 1`))).toBe(false);
  });

  it('leaves the receive buffer alone that it may not force', () => {
    const { libc, calls } = fakeSystem(refuse(1, 33));
    openSocket(libc, checkSocketOptions({ fd: 3 }));
    expect(calls.at(-1)).toBe(bufferForce(FOUR_MIB));
  });
});

describe('options', () => {
  it.each([
    [{ receiveBuffer: 0 }, 'receiveBuffer: 0 is not an integer from 1 to 1073741823'],
    [{ receiveBuffer: 2 ** 30 }, 'receiveBuffer: 1073741824 is not'],
    [{ receiveBuffer: 4096.5 }, 'receiveBuffer: 4096.5 is not an integer'],
    [{ receiveBuffer: NaN }, 'receiveBuffer: NaN is not'],
    [{ maxFramesPerTurn: 0 }, 'maxFramesPerTurn: 0 is not an integer from 1 on'],
    [{ maxFramesPerTurn: Infinity }, 'maxFramesPerTurn: Infinity is not'],
    [{ fd: -1 }, 'fd: -1 is not an integer from 0 to 2147483647'],
    [{ fd: 1.5 }, 'fd: 1.5 is not'],
    [{ fd: 2 ** 32 }, 'fd: 4294967296 is not'],
    [{ recieveBuffer: 4096 } as never, "recieveBuffer: 4096 is not an option here, did you mean 'receiveBuffer'?"],
    [null as never, 'options: null is not an object of options'],
  ])('%j are refused when they are given, before anything is loaded or opened', (options, message) => {
    const system = fakeSystem();
    const load = jest.fn(() => system);
    expect(() => hciSocketOn(load, options)).toThrow(OptionError);
    expect(() => hciSocketOn(load, options)).toThrow(message);
    expect([load.mock.calls, system.calls]).toEqual([[], []]);
  });

  it.each([{}, { fd: undefined, receiveBuffer: undefined, maxFramesPerTurn: undefined }])(
    '%j are the defaults',
    (options) => {
      expect(checkSocketOptions(options)).toEqual({ fd: undefined, receiveBuffer: undefined, maxFramesPerTurn: 256 });
    },
  );

  it('at their limits are taken', () => {
    const limits = { fd: 0, receiveBuffer: 0x3fff_ffff, maxFramesPerTurn: 1 };
    expect(checkSocketOptions(limits)).toEqual(limits);
    expect(EAGAIN).toBe(11);
  });
});
