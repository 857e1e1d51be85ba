import { TransportError } from '../errors.js';
import loadKoffi from './koffi.cjs';

/** A handle of koffi's poll. Calling anything but `close()` after `close()` is a segmentation fault. */
export interface PollHandle {
  close(): void;
}

/** koffi's poll. Its own declarations claim that the callback gets the events first; it gets libuv's status first. */
export interface PollApi {
  poll(fd: number, events: { readonly readable: true }, callback: (status: number) => void): PollHandle;
}

/** The functions of the C library that we call. koffi has no `ssize_t`; `intptr_t` is the same on Linux. */
export interface NativeLibrary {
  func(prototype: 'int socket(int, int, int)'): (domain: number, type: number, protocol: number) => number;
  func(
    prototype: 'int bind(int, const void *, uint32_t)',
  ): (fd: number, address: ArrayBufferView, size: number) => number;
  func(
    prototype: 'intptr_t recv(int, void *, size_t, int)' | 'intptr_t send(int, const void *, size_t, int)',
  ): (fd: number, bytes: ArrayBufferView, size: number, flags: number) => number;
  func(
    prototype: 'int recvmmsg(int, void *, uint32_t, int, void *)',
  ): (fd: number, headers: ArrayBufferView, count: number, flags: number, timeout: null) => number;
  func(prototype: 'int getsockopt(int, int, int, void *, void *)'): SocketOption<ArrayBufferView>;
  func(prototype: 'int setsockopt(int, int, int, const void *, uint32_t)'): SocketOption<number>;
  func(prototype: 'int fcntl(int, int, int)'): (fd: number, command: number, argument: number) => number;
  func(prototype: 'int ioctl(int, unsigned long, intptr_t)'): { readonly async: AsyncIoctl };
  func(
    prototype: 'int ioctl(int, unsigned long, void *)',
  ): (fd: number, request: number, argument: ArrayBufferView) => number;
  func(prototype: 'int close(int)'): (fd: number) => number;
}

/** Runs on a thread of libuv's pool. While `done` is called, and only then, `errno()` is that of the call. */
type AsyncIoctl = (
  fd: number,
  request: number,
  argument: number,
  done: (error: unknown, result: number) => void,
) => void;

type SocketOption<Size> = (fd: number, level: number, option: number, value: ArrayBufferView, size: Size) => number;

/** What we use of koffi. Plain calls and its poll only: callbacks from C have a history of crashes. */
export interface Ffi {
  readonly version: string;
  readonly node: PollApi;
  /** `null` is the running process, which has its C library loaded already, be it glibc or musl. */
  load(path: null): NativeLibrary;
  errno(): number;
  /** Where an ArrayBuffer lies in memory. It stays there as long as it exists. */
  address(memory: ArrayBuffer): bigint;
  /** In bytes: 8 or 4. */
  sizeof(type: 'void *'): number;
}

/** 3.3.2 and 3.3.3 fixed memory errors of the calls that we make. */
const MINIMUM = [3, 3, 3] as const;

/** koffi, or a {@link TransportError} that says how to get it. */
export function loadFfi(platform: string = process.platform, load: () => unknown = loadKoffi): Ffi {
  if (platform !== 'linux') {
    throw new TransportError(
      'NOT_LINUX',
      'dlopen',
      0,
      `The Bluetooth management API is part of the Linux kernel, and this is ${platform}. Use another transport here.`,
    );
  }
  let koffi: unknown;
  try {
    koffi = load();
  } catch (error) {
    throw noKoffi(`could not be loaded: ${String(error)}`);
  }
  if (!isFfi(koffi)) throw noKoffi('has no poll');
  if (!isRecent(koffi.version)) throw noKoffi(`is version ${koffi.version}`);
  return koffi;
}

function noKoffi(what: string): TransportError {
  return new TransportError(
    'NO_KOFFI',
    'dlopen',
    0,
    `System calls go through the package koffi, which ${what}. It is an optional dependency: install it with ` +
      `"npm install koffi@^${MINIMUM.join('.')}", and do not install with --omit=optional.`,
  );
}

function isFfi(koffi: unknown): koffi is Ffi {
  return (
    has(koffi, 'version', 'string') &&
    has(koffi, 'load', 'function') &&
    has(koffi, 'errno', 'function') &&
    has(koffi, 'address', 'function') &&
    has(koffi, 'sizeof', 'function') &&
    has(koffi, 'node', 'object') &&
    has(koffi.node, 'poll', 'function')
  );
}

function has<Key extends string>(value: unknown, key: Key, type: string): value is Record<Key, unknown> {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, key) === type;
}

function isRecent(version: string): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  const [wantedMajor, wantedMinor, wantedPatch] = MINIMUM;
  if (major !== wantedMajor) return major > wantedMajor;
  return minor === wantedMinor ? patch >= wantedPatch : minor > wantedMinor;
}
