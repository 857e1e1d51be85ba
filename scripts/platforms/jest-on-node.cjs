// node jest-on-node.cjs FILE...: runs compiled specifications with node:test, in one process. Jest
// itself needs a minute to start where each instruction is emulated.
const { after, afterEach, before, beforeEach, describe, it } = require('node:test');
const { basename } = require('node:path');
const { expect } = require('expect');
const { bind } = require('jest-each');
const { ModuleMocker } = require('jest-mock');

// koffi looks at the program that runs to find out what kind of ARM this is: before that is hidden.
require('koffi');
// What specifications start shall be emulated, too: the system can't run this program by itself.
process.execPath = process.env.RX_BTMGMT_NODE ?? process.execPath;

const mocker = new ModuleMocker(globalThis);
/** @param {(name: string, body: () => unknown) => unknown} run */
const withEach = (run) => Object.assign((name, body) => run(name, body), { each: bind(run, false) });
Object.assign(globalThis, {
  describe: withEach(describe),
  it: withEach((name, body) => it(name, () => body())),
  beforeEach: (body) => beforeEach(() => body()),
  afterEach: (body) => afterEach(() => body()),
  beforeAll: (body) => before(() => body()),
  afterAll: (body) => after(() => body()),
  expect,
  jest: {
    fn: (body) => mocker.fn(body),
    spyOn: (object, name) => mocker.spyOn(object, name),
    setTimeout: () => undefined,
  },
});

for (const file of process.argv.slice(2)) describe(basename(file, '.cjs'), () => require(file));
