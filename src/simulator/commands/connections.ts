export const connectionsHandlers = {};
