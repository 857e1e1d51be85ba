export const deviceListHandlers = {};
