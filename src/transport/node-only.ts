import { TransportError } from './errors.js';

/**
 * What stands in bundles for browsers where a function needs Node: it has the function's name and type, and fails with an error
 * that says so. Bundlers find it through the condition `browser` in package.json.
 */
export function nodeOnly(entry: string, name: string, instead: string): () => never {
  return () => {
    const message = `${name}() of ${entry} needs Node.js, and this is a browser, or a bundle for one. ${instead}`;
    throw new TransportError('NO_NODE', name, 0, message);
  };
}
