import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

type Graph = ReadonlyMap<string, readonly string[]>;

/** The files of a folder, and which of them each imports, types included. */
function importsOf(folder: string): Graph {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.c?ts$/.test(name))
    .map((name) => join(folder, name));
  const known = new Set(files);
  return new Map(
    files.map((file) => {
      const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'), true, true);
      const targets = importedFiles
        .filter(({ fileName }) => fileName.startsWith('.'))
        .map(({ fileName }) => join(dirname(file), fileName.replace(/\.(c?)js$/, '.$1ts')));
      return [file, targets.filter((target) => known.has(target))];
    }),
  );
}

/** What is left when those that import nothing that is left have been taken away, again and again. */
function peeled(graph: Graph): Graph {
  const left = new Map(graph);
  for (let before = Infinity; left.size < before;) {
    before = left.size;
    for (const [file, targets] of left) if (!targets.some((target) => left.has(target))) left.delete(file);
  }
  return left;
}

function reversed(graph: Graph): Graph {
  const importers = new Map([...graph.keys()].map((file) => [file, [] as string[]]));
  for (const [file, targets] of graph) for (const target of targets) importers.get(target)?.push(file);
  return importers;
}

/** The files in circles, and between two. */
const inCircles = (graph: Graph): string[] => [...peeled(reversed(peeled(graph))).keys()].sort();

describe('the imports of src, types included', () => {
  it('make no circle', () => {
    const graph = importsOf('src');
    expect(graph.size).toBeGreaterThan(300);
    expect([...graph.values()].flat().length).toBeGreaterThan(1000);
    expect(inCircles(graph)).toEqual([]);
  });

  it('would be caught if they made one', () => {
    const graph = new Map([
      ['a', ['b']],
      ['b', ['c', 'd']],
      ['c', ['b']],
      ['d', []],
    ]);
    expect(inCircles(graph)).toEqual(['b', 'c']);
    expect(inCircles(new Map([['self', ['self']]]))).toEqual(['self']);
  });
});
