import { KERNELS } from './scenario.js';
import { ofKernel, parse, serialise, withKernel } from './transcripts.js';

const text = (kernels: Record<string, readonly string[]>): string => {
  let merged: ReturnType<typeof withKernel> | undefined;
  for (const kernel of KERNELS) if (kernels[kernel]) merged = withKernel(merged, kernel, kernels[kernel]);
  return serialise(new Map([['title', merged ?? []]]), ['title']);
};

describe('transcripts of several kernels', () => {
  it('shows a line once if all say it, and otherwise who says it', () => {
    const said = text({ '6.1': ['> a', '> b'], '6.12': ['> a', '> c', '> b'], newest: ['> a', '> c'] });
    expect(said).toBe('=== title\n> a\n[6.12 newest] > c\n[6.1 6.12] > b\n');
  });

  it('says which kernels there are if not all were recorded', () => {
    expect(text({ '6.1': ['> a'], '6.12': ['> a', '> b'] })).toBe('=== title [only 6.1 6.12]\n> a\n[6.12] > b\n');
  });

  it('gives back what each kernel said', () => {
    const kernels = { '6.1': ['x', '> a', '> a'], '6.12': ['x', '> a', '< b'], newest: ['y', '> b', '> a', '> a'] };
    const merged = parse(text(kernels)).get('title');
    for (const kernel of KERNELS) expect(ofKernel(merged, kernel)).toEqual(kernels[kernel]);
  });

  it('gives nothing for a kernel that was not recorded, not even of lines that all others say', () => {
    const merged = parse(text({ '6.1': ['> a'], newest: ['> a'] })).get('title');
    expect(ofKernel(merged, '6.12')).toBeUndefined();
    expect(ofKernel(merged, 'newest')).toEqual(['> a']);
  });

  it('replaces what one kernel said and keeps the others', () => {
    const merged = parse(text({ '6.1': ['> a'], '6.12': ['> a'], newest: ['> a'] })).get('title');
    const again = withKernel(merged, '6.12', ['> b']);
    expect(KERNELS.map((kernel) => ofKernel(again, kernel))).toEqual([['> a'], ['> b'], ['> a']]);
  });

  it('drops scenarios that are not there any more, and orders them as the scenarios', () => {
    const transcripts = parse('=== b\n> b\n\n=== gone\n> g\n\n=== a\n> a\n');
    expect(serialise(transcripts, ['a', 'b', 'new'])).toBe('=== a\n> a\n\n=== b\n> b\n');
  });
});
