import type { World } from '../air/world.js';

/** The last opcode that a kernel knows. */
export const opcodeLimit = (world: World): number => (world.isAtLeast('newest') ? 0x005c : 0x005a);
