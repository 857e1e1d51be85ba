export const outOfBandHandlers = {};
