export const meshHandlers = {};
