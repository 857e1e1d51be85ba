export const keysHandlers = {};
