import type {
  CodecErrorCode,
  MgmtError,
  Status,
  StatusError,
  TimeoutError,
  TransportError,
  TransportErrorCode,
} from '../../src/index.js';
import { OptionError, isMgmtError, isStatusError, isTransportError } from '../../src/index.js';

/** True only if both types are the same, neither wider nor narrower. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
const holds = (truth: true): void => expect(truth).toBe(true);

describe('the codes of errors', () => {
  const error: unknown = new Error('of somebody else');

  it('are closed types', () => {
    holds(true satisfies Same<TransportError['code'], TransportErrorCode>);
    holds(true satisfies Same<StatusError['code'], Status | `${number}`>);
    holds(true satisfies Same<TimeoutError['code'], 'Timeout'>);
    holds(true satisfies Same<OptionError['code'], 'InvalidOption'>);
    holds(true satisfies Same<CodecErrorCode, 'InvalidValue' | 'Truncated' | 'InvalidFrame'>);
    holds(true satisfies Same<StatusError['source'], 'kernel' | 'library'>);
    holds(true satisfies (StatusError | TransportError)['code'] extends MgmtError['code'] ? true : false);
  });

  it('can be asked for, and nothing else', () => {
    const answers = [
      isTransportError(error, 'EAFNOSUPPORT', 'CLOSED', 'E77'),
      isStatusError(error, 'Busy', 'NotPowered', 0x83),
      // @ts-expect-error a misspelt code
      isTransportError(error, 'EAFNOSUPORT'),
    ];
    expect(answers).not.toContain(true);
    // @ts-expect-error no name of an error number, which is refused at run time, too
    expect(() => isTransportError(error, 'Busy')).toThrow(OptionError);
    // @ts-expect-error a misspelt status, which is refused at run time, too
    expect(() => isStatusError(error, 'RfKilled')).toThrow(OptionError);
  });

  it('tell errors apart', () => {
    const explain = (what: unknown): string => {
      if (!isMgmtError(what)) return 'not ours';
      switch (what.code) {
        case 'EAFNOSUPPORT':
          return what.syscall;
        case 'NotPowered':
          return what.source;
        case 'Timeout':
          // A status, and an error of its own: the property says which.
          return 'timeout' in what ? String(what.timeout) : what.source;
        case 'InvalidOption':
          return what.option;
        case 'Truncated':
          return what.path;
        // @ts-expect-error no code of any error
        case 'EAFNOSUPORT':
          return '';
        default:
          return what.message;
      }
    };
    expect(explain(error)).toBe('not ours');
  });
});
