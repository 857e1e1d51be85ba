export const configurationHandlers = {};
