import { inTurn } from '../../src/keys/in-turn.node.js';

/** Something that is found when the test says so. */
function search(): { readonly find: () => Promise<string>; readonly found: (file: string) => void } {
  let found: (file: string) => void = () => undefined;
  const file = new Promise<string>((resolve) => (found = resolve));
  return { find: () => file, found: (name) => found(name) };
}

describe('inTurn', () => {
  it('keeps to the order in which things were asked for, however long it takes to find the file', async () => {
    const done: string[] = [];
    const [slow, fast] = [search(), search()];
    const work = (name: string) => (file: string) => Promise.resolve(done.push(`${name} ${file}`));
    const first = inTurn('link', slow.find, work('first'));
    const second = inTurn('link', fast.find, work('second'));
    fast.found('file');
    await Promise.resolve();
    slow.found('file');
    await Promise.all([first, second]);
    expect(done).toEqual(['first file', 'second file']);
  });

  it('does one thing at a time with a file, by whatever name it was found', async () => {
    const done: string[] = [];
    const work = (name: string) => async (file: string) => {
      done.push(`${name} begins`);
      await Promise.resolve();
      done.push(`${name} ends`);
      return file;
    };
    const find = () => Promise.resolve('file');
    await expect(
      Promise.all([inTurn('file', find, work('a')), inTurn('link', find, work('b')), inTurn('link', find, work('c'))]),
    ).resolves.toEqual(['file', 'file', 'file']);
    expect(done).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  it.each(['finding', 'working'])('goes on after what failed in %s', async (where) => {
    const why = new Error('no disk');
    const fail = () => Promise.reject(why);
    const find = () => Promise.resolve('file');
    const first = where === 'finding' ? inTurn('file', fail, find) : inTurn('file', find, fail);
    const second = inTurn('file', find, (file) => Promise.resolve(file));
    await expect(first).rejects.toBe(why);
    await expect(second).resolves.toBe('file');
  });
});
