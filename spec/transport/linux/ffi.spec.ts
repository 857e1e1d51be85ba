import { loadFfi } from '../../../src/transport/linux/ffi.js';
import { thrownBy } from '../../support/hci.js';

const koffi = (changes: object = {}) => ({
  version: '3.3.3',
  load: () => undefined,
  errno: () => 0,
  address: () => 0n,
  sizeof: () => 8,
  node: { poll: () => undefined },
  ...changes,
});

describe('loading koffi', () => {
  it('takes the one that is installed', () => {
    expect(loadFfi().version).toMatch(/^3\./);
  });

  it.each(['3.3.3', '3.3.10', '3.10.0', '4.0.0', '3.4.0-beta.1'])('takes version %s', (version) => {
    const found = koffi({ version });
    expect(loadFfi('linux', () => found)).toBe(found);
  });

  it.each(['2.15.0', '3.2.9', '3.3.2', 'none'])('refuses version %s', (version) => {
    const error = thrownBy(() => loadFfi('linux', () => koffi({ version })));
    expect(error).toMatchObject({ name: 'TransportError', code: 'NO_KOFFI', syscall: 'dlopen', errno: 0 });
    expect(error).toHaveProperty('message', expect.stringContaining(`is version ${version}.`));
  });

  it.each([
    { node: {} },
    { node: undefined },
    { load: 1 },
    { errno: undefined },
    { address: undefined },
    { sizeof: 8 },
    { version: 3 },
  ])('refuses one that is not as we know it (%j)', (changes) => {
    const error = thrownBy(() => loadFfi('linux', () => koffi(changes)));
    expect(error).toMatchObject({ code: 'NO_KOFFI' });
  });

  it.each([null, undefined, 'koffi'])('refuses %p', (module) => {
    expect(thrownBy(() => loadFfi('linux', () => module))).toMatchObject({ code: 'NO_KOFFI' });
  });

  it('says how to get it when it is missing', () => {
    const error = thrownBy(() =>
      loadFfi('linux', () => {
        throw new Error("Cannot find module 'koffi'");
      }),
    );
    expect(error).toMatchObject({ name: 'TransportError', code: 'NO_KOFFI', syscall: 'dlopen', errno: 0 });
    expect(error).toHaveProperty(
      'message',
      expect.stringMatching(/Cannot find module 'koffi'.*npm install koffi@\^3\.3\.3/),
    );
  });

  it.each(['darwin', 'win32'])('is not even tried on %s', (platform) => {
    const load = jest.fn();
    const error = thrownBy(() => loadFfi(platform, load));
    expect(error).toMatchObject({ name: 'TransportError', code: 'NOT_LINUX', errno: 0 });
    expect(error).toHaveProperty('message', expect.stringContaining(platform));
    expect(load).not.toHaveBeenCalled();
  });
});
