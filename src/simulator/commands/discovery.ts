export const discoveryHandlers = {};
