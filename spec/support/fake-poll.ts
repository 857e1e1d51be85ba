import type { PollApi } from '../../src/transport/linux/ffi.js';

/** koffi's poll under our control. `wake` calls back with a status of libuv, like it or not. */
export function fakePoll(): { api: PollApi; calls: string[]; wake: (status: number) => void } {
  const calls: string[] = [];
  const callbacks: ((status: number) => void)[] = [];
  const api: PollApi = {
    poll: (fd, _events, callback) => {
      calls.push(`poll ${fd}`);
      callbacks.push(callback);
      return { close: () => calls.push(`handle.close ${fd}`) };
    },
  };
  return {
    api,
    calls,
    wake: (status) => {
      for (const callback of callbacks) callback(status);
    },
  };
}
