/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  // Jest leaves one processor free, of two.
  maxWorkers: '100%',
  // Ends what hangs. How long something takes is no matter of specifications, which may run beside other work.
  testTimeout: 30_000,
  roots: ['<rootDir>/spec', '<rootDir>/examples'],
  testMatch: ['**/*.spec.ts'],
  testPathIgnorePatterns: [
    '/node_modules/',
    '<rootDir>/spec/kernel/',
    '<rootDir>/spec/browser/',
    // What programs print on the simulator: `npm run test:clients` has the programs.
    '<rootDir>/spec/clients/clients',
    // It installs packages, which takes as long as a third of all others: `npm run test:package`.
    '<rootDir>/spec/package/tarball',
  ],
  moduleFileExtensions: ['ts', 'cts', 'js', 'cjs', 'mjs', 'json', 'node'],
  moduleNameMapper: {
    '^rx-btmgmt$': '<rootDir>/src/index.ts',
    '^rx-btmgmt/linux$': '<rootDir>/src/transport/linux/index.ts',
    '^rx-btmgmt/protocol$': '<rootDir>/src/protocol/index.ts',
    '^rx-btmgmt/btsnoop$': '<rootDir>/src/transport/btsnoop/index.ts',
    '^rx-btmgmt/btsnoop-node$': '<rootDir>/src/transport/btsnoop/files.node.ts',
    '^rx-btmgmt/keys-node$': '<rootDir>/src/keys/files.node.ts',
    '^rx-btmgmt/testing$': '<rootDir>/src/testing/index.ts',
    '^rx-btmgmt/beacons$': '<rootDir>/src/protocol/beacons/index.ts',
    '^rx-btmgmt/simulator$': '<rootDir>/src/simulator/index.ts',
    '^rx-btmgmt/nest$': '<rootDir>/src/nest/index.ts',
    '^rx-btmgmt/nest-microservices$': '<rootDir>/src/nest/microservices/index.ts',
    '^rx-btmgmt/assigned-numbers$': '<rootDir>/src/assigned-numbers/index.ts',
    '^rx-btmgmt/websocket$': '<rootDir>/src/transport/websocket/index.ts',
    '^rx-btmgmt/websocket-server$': '<rootDir>/src/transport/websocket/server.node.ts',
    '^rx-btmgmt/angular$': '<rootDir>/src/angular/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
    // Ours only: koffi has such imports, too.
    '^\\./koffi\\.cjs$': '<rootDir>/src/transport/linux/koffi.cts',
  },
  transform: {
    '^.+\\.c?ts$': ['ts-jest', { tsconfig: 'tsconfig.spec.json' }],
    // Angular has ES modules only.
    '/@angular/.+\\.mjs$': '<rootDir>/spec/support/angular-transform.cjs',
  },
  transformIgnorePatterns: ['/node_modules/(?!@angular/)'],
};
