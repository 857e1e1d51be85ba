import { createHash, timingSafeEqual } from 'node:crypto';
import type { Authorization, Login } from './authorization.js';

const digest = (text: string): Uint8Array => createHash('sha256').update(text).digest();

/** Decides who is let in: the name of the client, `''` for one without; undefined: refused. Never fails. */
export type Doorkeeper = (login: Login) => Promise<string | undefined>;

/** Compares all, each in the same time, whatever was sent and whether another one is right already. */
function byTokens(tokens: readonly (readonly [name: string, token: string])[]): Doorkeeper {
  const known = tokens.map(([name, token]) => [name, digest(token)] as const);
  return ({ token }) => {
    const given = digest(token);
    const [right] = known.filter(([, one]) => timingSafeEqual(one, given));
    return Promise.resolve(right?.[0]);
  };
}

export function doorkeeper({ token, authorize }: Authorization): Doorkeeper {
  if (token !== undefined) return byTokens(typeof token === 'string' ? [['', token]] : Object.entries(token));
  return async (login) => {
    try {
      const answer = await authorize?.(login);
      if (typeof answer === 'string') return answer;
      return answer === true ? '' : undefined;
    } catch {
      return undefined;
    }
  };
}
