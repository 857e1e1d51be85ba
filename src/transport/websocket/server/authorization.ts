import { isObject } from '../../../protocol/errors.js';
import { OptionError } from '../../../protocol/option-error.js';
import { checkFunction } from '../../../protocol/options.js';

/** What is known of one who wants to be a client. */
export interface Login {
  /** What it has sent as its token. */
  readonly token: string;
  /** The page that it comes from; undefined for programs that are no browsers. */
  readonly origin: string | undefined;
  /** The address of the network that it comes from: that of the proxy, if there is one. */
  readonly address: string | undefined;
}

/** Who may be a client: either a token, or a function that decides. */
export interface Authorization {
  /**
   * What clients must give, 16 characters at least; or one for each name, `{ dashboard: '…', logger: '…' }`, under which `allow` knows them. Make them
   * with `openssl rand -hex 16`.
   */
  readonly token?: string | Readonly<Record<string, string>>;
  /** Says whether one may be a client: its name, or `true` for one without; or a promise of it. Who fails is not let in. */
  readonly authorize?: (login: Login) => string | boolean | Promise<string | boolean>;
}

const SHORTEST = 16;

function checkToken(option: string, token: unknown): void {
  if (typeof token === 'string' && token.length >= SHORTEST) return;
  // Without the value: it may be nearly a secret.
  throw new OptionError(
    option,
    typeof token,
    `a token of ${SHORTEST} characters at least, such as "openssl rand -hex 16" makes`,
  );
}

/** @throws OptionError */
export function checkAuthorization({ token, authorize }: Authorization): Authorization {
  if ((token === undefined) === (authorize === undefined)) {
    throw new OptionError(
      'token',
      token === undefined ? undefined : 'a token',
      'given, or option authorize: one of the two. Without it all clients are refused',
    );
  }
  if (authorize !== undefined) checkFunction('authorize', authorize);
  else if (isObject(token)) {
    const entries = Object.entries(token);
    if (entries.length === 0) throw new OptionError('token', '{}', 'a token for each name, one at least');
    for (const [name, one] of entries) checkToken(`token.${name}`, one);
  } else checkToken('token', token);
  return { ...(token !== undefined && { token }), ...(authorize !== undefined && { authorize }) };
}
