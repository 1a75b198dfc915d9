import { listenParts } from "@/lib/stacks/spacetimedb/addresses";
import { bytesOf } from "@/lib/stacks/spacetimedb/start/byte-size";

/** Each tells what is wrong with the value of a start parameter, as the end of a sentence; undefined when it fits. */
export type ValueProblem = (value: string) => string | undefined;

const PAGE_BYTES = 64 * 1024;
const PATH = /^(\/(?!\.{1,2}(\/|$))[A-Za-z0-9._-]+)+$/;
const IPV4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

export const pathProblem: ValueProblem = (value) =>
  PATH.test(value)
    ? undefined
    : "must be a full path of letters, digits, and . _ - between its slashes, without .. in it";

/** The server splits it at its last colon, reads the host as IPv4, and listens for PostgreSQL at the same host. */
export const listenProblem: ValueProblem = (value) => {
  const { host, port } = listenParts(value);
  const parts = IPV4.exec(host)?.slice(1) ?? [];
  if (parts.length !== 4 || parts.some((part) => Number(part) > 255)) {
    return "must be an IPv4 address and a port, such as 0.0.0.0:3000";
  }
  if (port < 1024 || port > 65_535)
    return "needs a port from 1024 to 65535: the image's user may open no lower one";
  if (host !== "0.0.0.0")
    return "must listen on 0.0.0.0: on another address nothing outside its container reaches it";
  return undefined;
};

export const pgPortProblem: ValueProblem = (value) => {
  const port = /^\d+$/.test(value) ? Number(value) : 0;
  return port >= 1024 && port <= 65_534 ? undefined : "must be a port from 1024 to 65534";
};

export const pagePoolProblem: ValueProblem = (value) => {
  const bytes = bytesOf(value);
  if (bytes === undefined) return "must be a size such as 512MiB or 8GiB";
  if (bytes < PAGE_BYTES) return "must be at least 64KiB: a page has that size";
  return bytes % PAGE_BYTES === 0 ? undefined : "must be a multiple of 64KiB, the size of a page";
};

export const editionProblem: ValueProblem = (value) =>
  value === "standalone" ? undefined : "must be standalone: the image holds no other server";
