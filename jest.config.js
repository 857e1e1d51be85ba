/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/spec'],
  testMatch: ['**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/spec/kernel/'],
  moduleFileExtensions: ['ts', 'cts', 'js', 'cjs', 'json', 'node'],
  moduleNameMapper: {
    '^rx-btmgmt$': '<rootDir>/src/index.ts',
    '^rx-btmgmt/linux$': '<rootDir>/src/transport/linux/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^(\\.{1,2}/.*)\\.cjs$': '$1.cts',
  },
  transform: {
    '^.+\\.c?ts$': [
      'ts-jest',
      {
        tsconfig: {
          extends: './tsconfig.json',
          module: 'CommonJS',
          moduleResolution: 'bundler',
          verbatimModuleSyntax: false,
          isolatedModules: false,
          esModuleInterop: true,
        },
      },
    ],
  },
};
