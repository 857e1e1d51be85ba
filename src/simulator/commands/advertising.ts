export const advertisingHandlers = {};
