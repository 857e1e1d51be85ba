export const monitorsHandlers = {};
