/** @typedef {{ uid: number, gid: number }} User */

/** @type {User} holds the data folder, the master key and the engine's socket */
export const WORKER_USER = { uid: 10_001, gid: 10_001 };

/** @type {User} faces the network and owns no file */
export const WEB_USER = { uid: 10_002, gid: 10_002 };

/** Whether this process may become another user. Otherwise both processes run as the one that it is. */
export const mayChangeUser = () => process.getuid?.() === 0;
