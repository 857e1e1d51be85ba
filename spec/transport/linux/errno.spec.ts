import { errnoError, errnoName } from '../../../src/transport/linux/errno.js';

describe('error numbers', () => {
  it.each([
    [1, 'EPERM'],
    [22, 'EINVAL'],
    [97, 'EAFNOSUPPORT'],
    [100, 'ENETDOWN'],
    [77, 'E77'],
    [84, 'E84'],
    [95, 'EOPNOTSUPP'],
    [4000, 'E4000'],
  ])('%i is %s', (errno, name) => {
    expect(errnoName(errno)).toBe(name);
  });

  it('make an error that names the system call, what happened and what to do', () => {
    expect(errnoError('send', 100)).toMatchObject({
      name: 'TransportError',
      code: 'ENETDOWN',
      syscall: 'send',
      errno: 100,
      message:
        'send failed with ENETDOWN: The controller is powered off, and this command needs it on. Send SetPowered first.',
    });
  });

  it('that the table does not have keep their name in the message', () => {
    expect(errnoError('recv', 84).message).toBe('recv failed with E84 (EILSEQ): The kernel refused.');
  });

  it('without advice still make a sentence', () => {
    expect(errnoError('recv', 77).message).toBe('recv failed with E77: The kernel refused.');
  });
});
