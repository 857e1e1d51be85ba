import { execFile } from 'node:child_process';

const config = {
  rootDir: process.cwd(),
  testMatch: ['**/spec/testing/under-jest/failing.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '\\.ts$': [
      'ts-jest',
      { diagnostics: false, tsconfig: { module: 'CommonJS', target: 'ES2022', isolatedModules: true } },
    ],
  },
};

/** What jest prints about specifications, which must fail. */
function reportOfFailure(): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      ['node_modules/jest/bin/jest.js', '--config', JSON.stringify(config), '--colors=false'],
      (error, _, stderr) => (error === null ? reject(new Error('It passed')) : resolve(stderr)),
    );
  });
}

describe('A failing assertion under jest', () => {
  it('begins with what differs', async () => {
    expect(await reportOfFailure()).toMatch(
      /● fails\n\n +\[0\]\.notification\.value\.index is 2, expected 3\n\n +\(- expected, \+ actual\)\n[^]*\n +- +index: 3,\n +\+ +index: 2,\n/,
    );
  }, 60_000);
});
