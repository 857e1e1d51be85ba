import { transportContract } from '../../../src/testing/index.js';
import { referenceBench } from './reference.js';

describe('A transport that keeps its promises, and opens later', () => {
  for (const { name, run } of transportContract(referenceBench())) it(name, run);
});
